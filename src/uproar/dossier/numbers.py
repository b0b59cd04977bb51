"""Number the findings, write each value out, and keep each piece of evidence once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from uproar.charts import words
from uproar.dossier.dossier import Gap, Number, Proof
from uproar.dossier.text import CELL, QUOTE, line, shown
from uproar.findings import Evidence, Finding, Scalar, Unmeasured, from_micros

_ROWS: Final = 8  # rows of evidence in print: enough to see their shape
_COLUMNS: Final = 12
_ITEMS: Final = 8  # members of a listed detail
# What could name a private person is left out of every table and file, also as a pseudonym; only `uproar network` shows accounts.
PRIVATE: Final = frozenset({"author", "account", "address", "raw", "groups", "edges"})
# Names that end so hold times in microseconds; what lies before 1980 is a length or a count.
_TIMES: Final = ("at", "origin", "as_of", "moment", "published_to")
_OLDEST: Final = 315_532_800_000_000
# Of linked accounts only sizes and sums are printed; and what `each` burst holds is printed once.
_UNTOLD: Final = frozenset({"groups", "edges"})
_IN_EACH: Final = frozenset({"bursts", "latest", "coordinated"})
_HALF: Final = 0.5  # where more than half could still be coordinated, "0%" would say what is not known
_TIMES_EXPECTED: Final = "times as many as expected"
_POINTS: Final = "share of the scale, critics less audience"


class Register:
    """Gives every finding its number and every query its place, in the order they come."""

    def __init__(self, zone: str) -> None:
        self.numbers: dict[str, Number] = {}
        self.proofs: dict[str, Proof] = {}
        self._zone = zone
        self._known: dict[tuple[Any, ...], str] = {}
        self._proven: dict[tuple[Any, ...], str] = {}

    def add(self, finding: Finding) -> str:
        """The id of a finding's number; the same finding twice is one number."""
        key = (
            finding.name,
            finding.subject,
            repr(finding.value),
            finding.low,
            finding.high,
            finding.from_at,
            finding.to_at,
            repr(dict(finding.detail)),
        )
        if key in self._known:
            return self._known[key]
        label = str(len(self.numbers) + 1)
        made = f"f{label}"
        self._known[key] = made
        written, bounds, unit_text = write_value(finding)
        self.numbers[made] = Number(
            id=made,
            label=label,
            name=line(finding.name),
            subject=line(finding.subject),
            value=_plain(finding.value),
            low=finding.low,
            high=finding.high,
            unit=line(finding.unit),
            from_at=finding.from_at,
            to_at=finding.to_at,
            as_of=finding.as_of,
            method=shown(finding.method, QUOTE),
            notes=tuple(shown(note, QUOTE) for note in finding.notes),
            written=written,
            bounds=bounds,
            unit_text=unit_text,
            period=words.period(finding.from_at, finding.to_at, self._zone),
            details=tuple(
                (
                    line(key).replace("_", " "),
                    write_detail(key, _without_ratios(value) if _is_rare(finding) else value, self._zone, finding.unit),
                )
                for key, value in finding.detail.items()
                if key not in _UNTOLD and not (key in _IN_EACH and "each" in finding.detail)
            ),
            proof=self.prove(finding.evidence),
        )
        return made

    def gap(self, missing: Unmeasured) -> Gap:
        """A measurement that could not be made, with its query where one ran."""
        return Gap(
            line(missing.name),
            line(missing.subject),
            shown(missing.reason, QUOTE),
            shown(missing.needs, QUOTE),
            self.prove(missing.evidence),
        )

    def prove(self, evidence: Evidence | None) -> str | None:
        """The id of a piece of evidence; the same query with the same parameters is kept once."""
        if evidence is None:
            return None
        key = (
            evidence.query,
            tuple(sorted((name, repr(value)) for name, value in evidence.parameters.items())),
            evidence.fingerprint,
            evidence.row_count,
        )
        if key not in self._proven:
            made = f"e{len(self.proofs) + 1}"
            self._proven[key] = made
            self.proofs[made] = _proof(made, evidence, self._zone)
        return self._proven[key]


def write_value(finding: Finding) -> tuple[str, str, str]:
    """A finding's value, its bounds and its unit in print."""
    value, unit = finding.value, finding.unit
    if not _is_number(value):
        return line("none" if value is None else value, QUOTE), "", line(unit)
    write: Callable[[float], str] = words.number
    unit_text = unit
    if unit == "times expected" and _is_rare(finding):
        peak, low, high = (words.count(finding.detail[key]) for key in ("peak_accounts", "peak_low", "peak_high"))
        return f"{peak} accounts", f"{low} to {high}", "in the peak hour, fewer than one expected"
    if unit == "times expected" and finding.low is not None and (finding.high is None or finding.high >= 2 * finding.low):
        return _over(finding)
    if finding.name == "posts.coordination" and not value and (finding.high or 0) > _HALF:
        return "none found", f"at most {words.percent(finding.high or 0)}", line(unit_text)
    if unit == _POINTS:
        write, unit_text = words.points, "points of 100, critics less audience"
    elif unit == "share" or unit.startswith("share of "):
        write, unit_text = words.percent, unit.removeprefix("share").strip() or "share"
    elif unit == _TIMES_EXPECTED and finding.low is not None and finding.high is not None:
        written, low, high = words.ratios(float(value), finding.low, finding.high)
        return written, f"{low} to {high}", line(unit_text)
    elif isinstance(value, int):
        write = words.count
    return write(value), _bounds(finding, write), line(unit_text)


def _is_rare(finding: Finding) -> bool:
    """Whether fewer than one account was expected: a ratio to that grows with the length of the record, not with the burst."""
    return float(finding.detail.get("expected_high", 1.0)) < 1


def _over(finding: Finding) -> tuple[str, str, str]:
    """A ratio whose bounds lie a factor of two or more apart has no figure that is known: the low bound is what can be said."""
    low, high = finding.low or 0.0, finding.high
    bounds = f"{words.rough(low)} to {words.rough(high, up=True)}" if high is not None else f"at least {words.rough(low)}"
    return f"over {words.rough(low)}", bounds, line(finding.unit)


def _bounds(finding: Finding, write: Callable[[float], str]) -> str:
    low, high = finding.low, finding.high
    if low is not None and high is not None and math.isfinite(low) and math.isfinite(high):
        if low == high == finding.value:
            # Who acts together is inferred: that both bounds agree does not make it exact.
            if finding.name == "posts.coordination":
                return ""
            # A counter is known where it was read, and the reading may be older than the moment asked about.
            return "as read" if finding.name == "petition.signature_count" else "exact"
        return f"{write(low)} to {write(high)}"
    if low is not None and math.isfinite(low):
        return f"at least {write(low)}"
    return f"at most {write(high)}" if high is not None and math.isfinite(high) else ""


def write_detail(key: str, value: Any, zone: str, unit: str = "") -> str:
    """A further value of a finding in print; `unit` is the finding's own, whose shares are not always named so."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return words.short(value, zone)
    if _is_number(value):
        if _is_share(key, value, unit):
            return words.percent(value)
        if key == "times_expected":  # a ratio of counts has no third figure
            return f"about {words.rough(value)}"
        return words.count(value) if isinstance(value, int) else words.number(value)
    if isinstance(value, Mapping):
        told = {name: item for name, item in value.items() if name not in _UNTOLD | _IN_EACH}
        return ", ".join(f"{line(name).replace('_', ' ')} {write_detail(name, item, zone)}" for name, item in told.items())
    if isinstance(value, (tuple, list)):
        rest = len(value) - _ITEMS
        between = "\n" if value and isinstance(value[0], Mapping) else ", "
        return between.join(_member(key, item, zone) for item in value[:_ITEMS]) + (f" and {rest} more" if rest > 0 else "")
    return shown(value, QUOTE)


def _without_ratios(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    return tuple({k: v for k, v in item.items() if k != "times_expected"} if isinstance(item, Mapping) else item for item in value)


def _is_share(key: str, value: float, unit: str) -> bool:
    if "share" in key.split("_"):
        return True
    return isinstance(value, float) and unit == "share of posts" and (key.startswith("expected") or key.endswith(("_low", "_high")))


def _member(key: str, item: Any, zone: str) -> str:
    if isinstance(item, (tuple, list)) and item and isinstance(item[0], datetime):
        return " to ".join(write_detail(key, part, zone) for part in item)
    return write_detail(key, item, zone)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it; text as it may be printed."""
    if value is None or isinstance(value, (bool, int, datetime)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return [_plain(item) for item in value] if isinstance(value, (tuple, list)) else shown(value, QUOTE)


def _proof(made: str, evidence: Evidence, zone: str) -> Proof:
    names = list(dict.fromkeys(name for row in evidence.rows for name in row if name not in PRIVATE))
    columns, rows = names[:_COLUMNS], evidence.rows[:_ROWS]
    cut = []
    if evidence.row_count > len(rows):
        cut.append(f"{words.plural(evidence.row_count - len(rows), 'row')} more")
    if len(names) > len(columns):
        cut.append(f"{words.plural(len(names) - len(columns), 'column')} more")
    return Proof(
        made,
        shown(evidence.query, 20_000),
        tuple(parameter_texts(evidence.parameters, zone)),
        evidence.row_count,
        evidence.record_count,
        line(evidence.fingerprint),
        tuple(line(name) for name in columns),
        tuple(tuple(_cell(row, name, zone) for name in columns) for row in rows),
        " and ".join(cut),
    )


def parameter_texts(parameters: Mapping[str, Scalar], zone: str) -> Sequence[tuple[str, str]]:
    """Parameters of a query as given, times first on the case's clocks."""
    return [(line(name), "NULL" if value is None else _as_given(name, value, zone)) for name, value in sorted(parameters.items())]


def _cell(row: Mapping[str, Any], name: str, zone: str) -> str:
    value = row.get(name)
    return "" if value is None else _as_given(name, value, zone)


def _as_given(name: str, value: Any, zone: str) -> str:
    """A value as the query has it; a time first as people read it, then in microseconds."""
    if isinstance(value, int) and not isinstance(value, bool) and name.endswith(_TIMES) and value > _OLDEST:
        return f"{_moment(value, zone)} ({value})"
    return line(value, CELL)


def _moment(micros: int, zone: str) -> str:
    try:
        return f"{words.short(from_micros(micros), zone)}, {zone}"
    except (OverflowError, ValueError, OSError):
        return "outside the calendar"
