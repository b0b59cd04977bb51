"""Every error that uproar raises on purpose.

UproarError                what all of them are
├── UsageError             a command or call was given something it cannot work with
├── CaseError              a case folder is missing, damaged, half-written or of a newer version
├── ReadError              a file as a whole cannot be read (single bad records are rejected, not raised)
│   ├── UnknownFormatError no reader knows this content
│   └── AmbiguousError     the content fits more than one meaning; the message names the flag that settles it
├── StoreError             a segment or the ledger cannot be written or read back
└── ExtractError           a document holds no text that can be read
"""

from __future__ import annotations

from typing import Final

EXIT_OK: Final = 0
EXIT_CONTRADICTED: Final = 1
EXIT_USAGE: Final = 2


class UproarError(Exception):
    """Something was needed and something else came; the message says what to do next.

    Args:
        who: What was at work: a command, a reader, a file.
        needed: What it needed.
        got: What came instead.
        next_step: What the person can do about it.

    Example:
        >>> print(UproarError("petition.rate", "two readings", "one", "Load more readings."))
        petition.rate needs two readings, got one. Load more readings.
    """

    def __init__(self, who: str, needed: str, got: str, next_step: str = "") -> None:
        self.who = who
        self.needed = needed
        self.got = got
        self.next_step = next_step
        super().__init__(f"{who} needs {needed}, got {got}.{' ' if next_step else ''}{next_step}")


class UsageError(UproarError):
    """A command or call was given something it cannot work with."""


class CaseError(UproarError):
    """A case folder is missing, damaged, half-written or of a newer version."""


class ReadError(UproarError):
    """A file as a whole cannot be read."""


class UnknownFormatError(ReadError):
    """No reader knows this content."""


class AmbiguousError(ReadError):
    """The content fits more than one meaning; the message names the flag that settles it."""


class StoreError(UproarError):
    """A segment or the ledger cannot be written or read back."""


class ExtractError(UproarError):
    """A document holds no text that can be read."""
