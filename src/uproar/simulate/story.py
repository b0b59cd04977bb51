"""The calendar and the names of the invented story, fixed for every seed.

    Mon  2 March 2026  00:00  the stream begins
    Mon  9 March       15:00  critics may publish
    Tue 10 March       17:00  Tidewater is released
    Wed 11 March       18:42  #FixTidewater begins (a few people had used it before)
                       20:05  the petition opens
    Thu 12 March       02-06  nobody posts the tag; it is among the ten most used in every other hour of the day
                       16:30  the store page gets another picture and description
                       21:00  the studio makes a statement
    Fri 13 March 01:00-07:00  nobody posts the tag; 23:00 the campaign ends, a trickle stays
    Mon 16 March       00:00  everything ends

Times are Berlin's: UTC+1 throughout, the clocks change two weeks later.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from uproar.case import Case, Event, Party, Petition, TitlePage

ZONE: Final = "Europe/Berlin"
_LOCAL: Final = timezone(timedelta(hours=1))


def local(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of March 2026 by the clocks of Berlin, in UTC.

    Example:
        >>> local(11, 18, 42).isoformat()
        '2026-03-11T17:42:00+00:00'
    """
    return datetime(2026, 3, day, hour, minute, tzinfo=_LOCAL).astimezone(UTC)


def iso(at: datetime) -> str:
    """Write a moment as every file of the story does.

    Example:
        >>> iso(local(16))
        '2026-03-15T23:00:00Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


DAYS: Final = 14
FROM_AT: Final = local(2)
TO_AT: Final = local(16)
EMBARGO_AT: Final = local(9, 15)
RELEASED_AT: Final = local(10, 17)
ONSET_AT: Final = local(11, 18, 42)
END_AT: Final = local(13, 23)
PETITION_AT: Final = local(11, 20, 5)
PAGE_CHANGED_AT: Final = local(12, 16, 30)
STATED_AT: Final = local(12, 21)
THURSDAY: Final = (local(12), local(13))
CALM_HOURS: Final = (2, 3, 4, 5)  # of Thursday

TITLE: Final = "Tidewater"
ALIAS: Final = "Gezeiten"
TERM: Final = "#FixTidewater"
PUSHED_TERM: Final = "#FreeHarborPass"
WEEKLY_TERM: Final = "#WindWednesday"
STUDIO: Final = "Halden Interactive"
DESIGNER: Final = "Mirela Dostrand"
PETITION_ID: Final = "tidewater-offline"
PAGE_ID: Final = "tidewater"
PAGE_URL: Final = "https://store.example/tidewater"

# The person who started the petition is private: the articles name them, the case does not.
CASE: Final = Case(
    title=TITLE,
    aliases=(ALIAS,),
    terms=(TERM, PUSHED_TERM),
    parties=(
        Party(STUDIO, "studio", ("Halden",)),
        Party(DESIGNER, "lead designer", ()),
        Party("Brightline", "platform"),
        Party("Slipway Store", "store"),
    ),
    petitions=(Petition(PETITION_ID, "Let us sail Tidewater offline", "pledgeboard.example"),),
    pages=(TitlePage(PAGE_ID, PAGE_URL),),
    zone=ZONE,
    released=iso(RELEASED_AT),
    events=(Event(iso(STATED_AT), f"{STUDIO} makes a statement"),),
)
