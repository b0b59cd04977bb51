"""petition.signers: who signed more than once, and which signatures came too evenly, from one address, or from one domain at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from uproar.findings import Ask, Finding, Measurement, Result, Row, Unmeasured, from_micros
from uproar.stats.intervals import share_interval
from uproar.stats.outliers import LEAST_VALUES, chance_of_count, expected_by_chance, log_excess
from uproar.stats.spacing import evenness_chance

# Six parts, told by `part`: "all" (n signatures, m of them with a signer, k known by a name and a place only), "signer" and "address" (m of them have n
# signatures, or signers), "same" (m pairs of signatures by one signer, n of them within one interval; m_all and n_all of any two), "crowd" (one address and
# its n signers), "domain" (n of the m_all signatures of one interval, and m of a domain), "block" (of 16 gaps: their sum in `span`, of their logarithms in `logs`).
# Times known to the second, minute or hour are laid out evenly within it, by their keys, which are random: independent signatures then stay independent.
# Signatures of one microsecond are no even gap of 0: their logarithm is as far from the others' as can be.
SQL = """
WITH asked AS (
  SELECT event_at AS moment, author, address, domain, key FROM signature WHERE petition = $subject AND event_at >= $from_at AND event_at < $to_at
), grain AS (
  SELECT CASE WHEN bool_and(moment % 3600000000 = 0) THEN 3600000000 WHEN bool_and(moment % 60000000 = 0) THEN 60000000
              WHEN bool_and(moment % 1000000 = 0) THEN 1000000 WHEN bool_and(moment % 1000 = 0) THEN 1000 ELSE 1 END AS grain FROM asked
), laid AS (
  SELECT moment AS read_at, moment + (key % 1000003) * grain // 1000003 AS moment FROM asked, grain
), gaps AS (
  SELECT read_at, lead(read_at) OVER every AS next_at, lead(moment) OVER every - moment AS gap, (row_number() OVER every - 1) // 16 AS block
  FROM laid WINDOW every AS (ORDER BY moment)
), signers AS (
  SELECT author, count(*) AS n FROM asked WHERE author IS NOT NULL GROUP BY author
), often AS (
  SELECT count(*) AS n FROM asked SEMI JOIN (SELECT author FROM signers WHERE n > 1) USING (author) GROUP BY author, moment // $interval
), hours AS (
  SELECT moment // $interval AS hour, count(*) AS n FROM asked WHERE author IS NOT NULL GROUP BY 1
), addresses AS (
  SELECT count(DISTINCT author) AS n, min(moment) AS first_at, max(moment) AS last_at FROM asked WHERE address IS NOT NULL AND author IS NOT NULL GROUP BY address
), domains AS (
  SELECT domain, count(*) AS n, approx_count_distinct(author) AS signers FROM asked WHERE domain IS NOT NULL GROUP BY domain HAVING count(*) >= $least_of_domain
  ORDER BY n DESC, domain LIMIT 100
), mailed AS (
  SELECT moment // $interval AS hour, count(*) AS n FROM asked WHERE domain IS NOT NULL GROUP BY 1
), cells AS (
  SELECT domain, moment // $interval AS hour, count(*) AS n, min(moment) AS first_at, max(moment) AS last_at
  FROM asked SEMI JOIN domains USING (domain) GROUP BY ALL
)
SELECT 'all' AS part, NULL AS name, min(moment) AS first_at, max(moment) AS last_at, count(*) AS n, count(author) AS m,
       count(*) FILTER (WHERE author IS NOT NULL AND domain IS NULL) AS k, NULL AS n_all, NULL AS m_all, NULL AS span, NULL::DOUBLE AS logs, count(*) AS records
FROM asked HAVING count(*) > 0
UNION ALL SELECT 'signer', NULL, NULL, NULL, n, count(*), 0, NULL, NULL, NULL, NULL, 0 FROM signers GROUP BY n
UNION ALL SELECT 'same', NULL, NULL, NULL, (SELECT sum(n * (n - 1) // 2)::BIGINT FROM often), sum(n * (n - 1) // 2)::BIGINT, 0,
                 (SELECT sum(n * (n - 1) // 2)::BIGINT FROM hours), (SELECT sum(n) FROM hours)::BIGINT, NULL, NULL, 0 FROM signers
UNION ALL SELECT 'address', NULL, NULL, NULL, n, count(*), 0, NULL, NULL, NULL, NULL, 0 FROM addresses GROUP BY n
UNION ALL SELECT * FROM (SELECT 'crowd', NULL, first_at, last_at, n, 0, 0, NULL, NULL, NULL, NULL, 0 FROM addresses WHERE n > 1 ORDER BY n DESC, first_at LIMIT 100)
UNION ALL SELECT 'domain', CASE WHEN d.signers >= 10 THEN c.domain END, first_at, last_at, c.n, d.n, d.signers,
                 mailed.n, (SELECT sum(n) FROM mailed)::BIGINT, NULL, NULL, 0
          FROM cells c JOIN domains d USING (domain) JOIN mailed USING (hour)
UNION ALL SELECT 'block', NULL, min(read_at), max(next_at), block, count(gap), 0, NULL, NULL, sum(gap)::BIGINT, sum(ln(greatest(gap, 1e-6))), 0
          FROM gaps GROUP BY block HAVING count(gap) = 16
ORDER BY part, n, first_at, name
"""

_GAPS = 16  # in a block
_STRETCHES = (1, 4, 16)  # blocks that are looked at together: 16, 64 and 256 gaps


def judge(rows: Sequence[Row], ask: Ask) -> list[Result]:
    """Share of signatures whose signer had signed before, and what else among them does not fit independent signers.

    Args:
        rows: Parts "all", "signer", "same", "address", "crowd", "domain" and "block", as the query's comment says; times in microseconds.
        ask: The ask; its subject is the petition.

    Returns:
        The share, and in the series each thing that does not fit with its interval, kind, size, what was expected, chance level and words.
    """
    name, petition = "petition.signers", ask.subject or ""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row["part"], []).append(row)
    whole = parts.get("all", [{"n": 0, "m": 0, "k": 0}])[0]
    if not whole["m"]:
        reason = "no signature of it says who signed" if whole["n"] else "no single signature of it"
        needs = f"single signatures with mail addresses or names: uproar load CASE signatures.csv --petition {petition or 'NAME'}"
        return [Unmeasured(name, petition, reason, needs, ask.as_of)]
    rate = float(MEASUREMENT.setting(ask, "rate"))
    repeats = sum((row["n"] - 1) * row["m"] for row in parts["signer"])
    found = [*_same(parts["same"][0], whole, rate), *_crowds(parts.get("address", []), parts.get("crowd", []), rate)]
    found += [*_domains(parts.get("domain", []), rate), *_even(parts.get("block", []), rate)]
    found.sort(key=lambda row: (row["at_from"], row["at_to"], row["kind"], row["words"]))
    notes = [] if whole["m"] == whole["n"] else [f"{whole['n'] - whole['m']:,} of {whole['n']:,} signatures do not say who signed."]
    if whole["k"]:
        notes.append(
            f"{whole['k']:,} of {whole['n']:,} signers are known without a mail address: where that is a name, or initials, and a place, two people may share it."
        )
    value = repeats / whole["m"]
    low, high = share_interval(repeats, whole["m"])
    return [
        Finding(
            name,
            petition,
            value,
            "share",
            ask.as_of,
            "Share of the signatures with a known signer that repeat an earlier one, with the 95 % interval of a share seen in so many; beside it signatures of one "
            "signer close together, addresses with many signers, "
            f"domains at once and gaps too even for independent signers, each test expecting {rate:g} false alarms over the whole petition.",
            low=low,
            high=high,
            from_at=from_micros(whole["first_at"]),
            to_at=from_micros(whole["last_at"]),
            detail={
                "signatures": whole["n"],
                "known": whole["m"],
                "signers": sum(row["m"] for row in parts["signer"]),
                "repeats": repeats,
                "counts": {kind: sum(row["kind"] == kind for row in found) for kind in dict.fromkeys(row["kind"] for row in found)},
            },
            series=tuple(found),
            notes=tuple(notes),
        )
    ]


def _row(kind: str, row: Row, size: int, expected: float, p: float, words: str) -> dict[str, Any]:
    start, end = from_micros(row["first_at"]), from_micros(row["last_at"])
    return {"at_from": start, "at_to": end, "kind": kind, "size": int(size), "expected": float(expected), "p": float(p), "words": words}


def _same(same: Row, whole: Row, rate: float) -> list[dict[str, Any]]:
    """Pairs of one signer close in time, against what any two signatures are: two people of one name do not sign in the same hour for that."""
    pairs, close = same["m"] or 0, same["n"] or 0
    total = same["m_all"] * (same["m_all"] - 1) // 2
    if not pairs or not same["n_all"] or not total:
        return []
    expected = pairs * same["n_all"] / total
    p = chance_of_count(close, expected, math.inf)
    words = f"{close:,} of the {pairs:,} pairs of signatures by one signer lie within one interval, where {expected:,.1f} would by chance."
    return [_row("repeats", whole, close, expected, p, words)] if p <= rate else []


def _crowds(spread: Sequence[Row], crowds: Sequence[Row], rate: float) -> list[dict[str, Any]]:
    """Addresses with more signers than the spread over all addresses leads up to."""
    if not crowds:
        return []
    sizes, members = (np.array([row[key] for row in spread]) for key in ("n", "m"))
    number, known = float(members.sum()), float(sizes @ members)
    mean = known / number
    # Homes, offices and carriers share addresses: the sizes of those that several share are compared with each other, on the logarithmic scale.
    shared = np.repeat(sizes, members * (sizes > 1))
    rare = expected_by_chance(np.log(shared)) if len(shared) >= LEAST_VALUES else np.zeros(len(shared))
    chances = dict(zip(shared.tolist(), rare.tolist(), strict=True))
    found = []
    for row in crowds:
        p = max(chances[row["n"]], number * chance_of_count(row["n"], mean, known))
        if p <= rate:
            found.append(
                _row(
                    "address",
                    row,
                    row["n"],
                    mean,
                    p,
                    f"{row['n']:,} signers share one address, where an address has {mean:,.1f} on average.",
                )
            )
    return found


def _domains(rows: Sequence[Row], rate: float) -> list[dict[str, Any]]:
    """Domains that bring far more of an interval's signatures than of all others."""
    cells = [row for row in rows if row["m_all"] > row["n_all"]]
    if len(cells) < LEAST_VALUES:
        return []
    n, m, n_all, m_all = (np.array([row[key] for row in cells], float) for key in ("n", "m", "n_all", "m_all"))
    expected, known = n_all * (m - n + 0.5) / (m_all - n_all), m - n
    chances = expected_by_chance(log_excess(n, expected, known))
    found = []
    for place in np.flatnonzero(chances <= rate).tolist():
        row = cells[place]
        p = max(float(chances[place]), len(cells) * chance_of_count(n[place], expected[place], known[place]))
        if p <= rate:
            fits = f"where {expected[place]:,.1f} would fit its share elsewhere"
            words = f"{row['name'] or 'One domain'} brought {row['n']:,} of an interval's {row['n_all']:,} signatures, {fits}."
            found.append(_row("domain", row, row["n"], expected[place], p, words))
    return found


def _even(blocks: Sequence[Row], rate: float) -> list[dict[str, Any]]:
    """Stretches whose gaps are more even than those of independent signers; stretches that overlap are told as one, by the rarest of them."""
    span, logs = (np.concatenate(([0.0], np.cumsum([float(row[key]) for row in blocks]))) for key in ("span", "logs"))
    tests = sum(max(0, len(blocks) - stretch + 1) for stretch in _STRETCHES)
    rare: list[tuple[int, int, float]] = []
    for stretch in _STRETCHES:
        gaps = stretch * _GAPS
        uneven = gaps * np.log(np.maximum(span[stretch:] - span[:-stretch], 1) / gaps) - (logs[stretch:] - logs[:-stretch])
        # Above half of what independent gaps have, the chance is over one in a hundred for the shortest stretch; the series need not be summed for those.
        for place in np.flatnonzero(uneven < 0.29 * gaps).tolist():
            p = tests * evenness_chance(gaps, float(uneven[place]))
            if p <= rate:
                rare.append((place, place + stretch, p))
    found: list[dict[str, Any]] = []
    for start, end, p in _joined(rare):
        gaps = (end - start) * _GAPS
        apart = (span[end] - span[start]) / gaps / 1e6
        words = f"{gaps + 1:,} signatures followed each other every {apart:,.1f} s on average, more evenly than independent signers would."
        found.append(_row("spacing", {"first_at": blocks[start]["first_at"], "last_at": blocks[end - 1]["last_at"]}, gaps + 1, 0, p, words))
    return found


def _joined(stretches: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    joined: list[tuple[int, int, float]] = []
    for start, end, p in sorted(stretches):
        if joined and start <= joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(before[1], end), min(before[2], p))
        else:
            joined.append((start, end, p))
    return joined


MEASUREMENT = Measurement(
    "petition.signers",
    "signature",
    "share",
    "Who signed more than once, and which single signatures came too evenly, from one address or from one domain at once.",
    SQL,
    judge,
    "petitions",
    {"rate": 0.001, "interval": 3_600_000_000, "least_of_domain": 10},
)
