"""The record of truth: immutable Parquet segments, and the ledger that makes them visible."""

from uproar.store.store import Appended, Reduction, Store

__all__ = ["Appended", "Reduction", "Store"]
