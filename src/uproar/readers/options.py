"""What the person loading a file may say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from uproar.records import Kind


@dataclass(frozen=True, slots=True)
class Options:
    """What the person loading a file says about it; every field may be left out.

    Attributes:
        loaded_at: The moment of the load, read by the CLI; records from after it (by more than a day) are rejected.
        kind: What the records are, where the content fits several kinds.
        columns: Which column holds what: {"rating_value": "grade"}.
        zone: IANA zone of times that carry none; "" reads them as UTC and says so.
        case_zone: IANA zone of the case, in which days without a time are cut.
        source: Name of the origin, under which record ids are unique.
        sampling: How the records were chosen, where the format does not say.
        side: "critic" or "audience", for reviews.
        scale: Worst and best rating, such as (0.0, 10.0), for reviews.
        subject: The work reviewed, for reviews.
        petition: The petition's name, for counter readings.
        page: The title page's name, for saved pages.
        observed_at: When the file was taken, where nothing in it says so.
        published: Publication day or time of an article, as given.
        outlet: Outlet of an article.
        url: Address of an article or page.
    """

    loaded_at: datetime
    kind: Kind | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    zone: str = ""
    case_zone: str = "UTC"
    source: str = ""
    sampling: str = ""
    side: str = ""
    scale: tuple[float, float] | None = None
    subject: str = ""
    petition: str = ""
    page: str = ""
    observed_at: datetime | None = None
    published: str = ""
    outlet: str = ""
    url: str = ""
