"""Measure a public backlash from the records it leaves, and check what the press says about it."""

from uproar.case import Case, Event, Party, Petition, TitlePage
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Question, Verdict
from uproar.dossier.write import write
from uproar.errors import UproarError
from uproar.findings import Ask, Evidence, Finding, Unmeasured
from uproar.inquiry import Inquiry, check, new, open  # noqa: A004  # uproar.open is the public name
from uproar.readers.options import Options
from uproar.records import ImportReport

__version__ = "0.1.0"

__all__ = [
    "Ask",
    "Case",
    "CheckedArticle",
    "CheckedClaim",
    "Claim",
    "ClaimKind",
    "Event",
    "Evidence",
    "Finding",
    "ImportReport",
    "Inquiry",
    "Options",
    "Party",
    "Petition",
    "Question",
    "TitlePage",
    "Unmeasured",
    "UproarError",
    "Verdict",
    "check",
    "new",
    "open",
    "write",
]
