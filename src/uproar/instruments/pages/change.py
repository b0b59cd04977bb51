"""pages.change: which field of a title page changed, and between which two readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros

FIELDS: Final = ("title", "description", "picture", "rating", "availability")

# Only readings that differ from the one before, the first and the last leave the store.
SQL = """
WITH ordered AS (
  SELECT event_at AS moment, title, description, picture, rating, availability,
         lag(title IGNORE NULLS) OVER w AS title_before,
         lag(CASE WHEN title IS NOT NULL THEN event_at END IGNORE NULLS) OVER w AS title_before_at,
         lag(description IGNORE NULLS) OVER w AS description_before,
         lag(CASE WHEN description IS NOT NULL THEN event_at END IGNORE NULLS) OVER w AS description_before_at,
         lag(picture IGNORE NULLS) OVER w AS picture_before,
         lag(CASE WHEN picture IS NOT NULL THEN event_at END IGNORE NULLS) OVER w AS picture_before_at,
         lag(rating IGNORE NULLS) OVER w AS rating_before,
         lag(CASE WHEN rating IS NOT NULL THEN event_at END IGNORE NULLS) OVER w AS rating_before_at,
         lag(availability IGNORE NULLS) OVER w AS availability_before,
         lag(CASE WHEN availability IS NOT NULL THEN event_at END IGNORE NULLS) OVER w AS availability_before_at,
         count(*) OVER () AS readings, row_number() OVER w AS nth, min(event_at) OVER () AS first_at, max(event_at) OVER () AS last_at,
         count(title) OVER () AS title_seen, count(description) OVER () AS description_seen, count(picture) OVER () AS picture_seen,
         count(rating) OVER () AS rating_seen, count(availability) OVER () AS availability_seen
  FROM page WHERE page = $subject
  WINDOW w AS (ORDER BY event_at, key)
)
SELECT *, CASE WHEN nth = 1 THEN readings ELSE 0 END AS records FROM ordered
WHERE nth = 1 OR nth = readings OR title <> title_before OR description <> description_before OR picture <> picture_before
   OR rating <> rating_before OR availability <> availability_before
ORDER BY moment, nth
"""


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """One finding a changed field and change; one that says "none" where several readings agree.

    A field that a reading does not show is passed over (the page may have been read badly): its change then lies between the readings that show it.

    Args:
        rows: Readings that differ from the one before, the first and the last: moment (microseconds), every field with its value and time at the
            last reading that showed it; over all readings, readings, first_at, last_at and in how many each field was seen.
        ask: The ask; its subject is the page. With a period, only changes whose interval touches it are told.
    """
    name, page = "pages.change", ask.subject or ""
    readings = rows[0]["readings"] if rows else 0
    if readings < 2:
        got = "no reading of it" if readings == 0 else "only one reading of it"
        return [
            Unmeasured(
                name,
                page,
                got,
                f"two saved pages from different times: uproar load CASE page.html --page {page or 'NAME'} --observed-at ...",
                ask.as_of,
            )
        ]
    first, last = from_micros(rows[0]["first_at"]), from_micros(rows[0]["last_at"])
    always = tuple(field for field in FIELDS if rows[0][f"{field}_seen"] == readings)
    watched = {"readings": readings, "watched_from": first, "watched_to": last, "always_read": always}
    found: list[Result] = []
    for row in rows:
        until = from_micros(row["moment"])
        for field in FIELDS:
            old, new = row[f"{field}_before"], row[field]
            if old is None or new is None or old == new:
                continue
            after = from_micros(row[f"{field}_before_at"])
            if (ask.from_at and until <= ask.from_at) or (ask.to_at and after >= ask.to_at):
                continue
            found.append(
                Finding(
                    name, page, field, "field", ask.as_of,
                    "Two readings one after the other that show different text; the change lies between them.",
                    from_at=after, to_at=until, detail={"field": field, "before": old, "after": new, **watched},
                )
            )  # fmt: skip
    if not found:
        return [
            Finding(
                name, page, "none", "field", ask.as_of, "Readings one after the other, compared field by field.", from_at=first, to_at=last,
                detail=watched, notes=("No field differs between any two readings.",) if ask.from_at is None else (),
            )
        ]  # fmt: skip
    return found


MEASUREMENT = Measurement(
    "pages.change",
    "page",
    "field",
    "Which field of a title page changed, and between which two readings.",
    SQL,
    judge,
    "pages",
    least_records=2,
)
