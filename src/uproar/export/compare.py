"""What a bundle says, laid beside what a case gives as of the same moment."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

from uproar.records import Kind

_LISTED: Final = 5  # hashes in print; the count is told
Files: TypeAlias = Mapping[str, bytes]


class Standing(StrEnum):
    """What became of one check."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "cannot be checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing of a bundle that was checked.

    Attributes:
        part: "file", "case", "records", "query", "finding", "unmeasured", "claim" or "page".
        what: Which one.
        standing: What became of it.
        reason: Why it does not agree, or "".
    """

    part: str
    what: str
    standing: Standing
    reason: str = ""


def against(told: Mapping[str, Any], files: Files, mine: Mapping[str, Any], own: Files) -> list[Check]:
    """Everything that a bundle says, laid beside the case as of the same moment."""
    settings = _settings(files, own)
    records, gaps = _records(files, own)
    # Only the same question to the same records by the same version must have the same answer.
    sure = settings.standing is Standing.AGREES and not gaps and told["versions"]["uproar"] == mine["versions"]["uproar"]
    asked = _queries(files, own, gaps, sure=sure, same_accounts=told["pseudonyms"] == mine["pseudonyms"])
    standing = {check.what: check.standing for check in asked}
    checks = [settings, *records, *asked]
    for part, name in (("finding", "findings.json"), ("unmeasured", "unmeasured.json"), ("claim", "claims.json")):
        checks += _said(part, _list(files, name), _list(own, name), standing, sure=sure)
    same = all(told[name] == mine[name] for name in ("fingerprint", "versions")) and _loads(files) == _loads(own)
    return checks + [_page(name, files[name], own[name], same=same) for name in sorted(own) if name.startswith("dossier") and name in files]


def _settings(files: Files, own: Files) -> Check:
    """Whether the case watches what the bundle's watched."""
    theirs, mine = (json.loads(one.get("case.json", b"{}")) for one in (files, own))
    other = sorted(name for name in {**theirs, **mine} if theirs.get(name) != mine.get(name))
    why = f"this case has another {', '.join(other)} in its case.toml" if other else ""
    return Check("case", "what is watched", Standing.UNCHECKED if other else Standing.AGREES, why)


def _records(files: Files, own: Files) -> tuple[list[Check], dict[str, str]]:
    """Each kind's records by hash; and of each kind that this case lacks some of, how many."""
    checks, gaps = [], {}
    for kind in Kind:
        name = f"records/{kind}.txt"
        theirs, mine = (Counter(one.get(name, b"").splitlines()) for one in (files, own))
        missing, more = theirs - mine, mine - theirs
        if not theirs and not mine:
            continue
        why = ""
        if missing:
            first = ", ".join(line.decode("ascii", "replace") for line in sorted(missing)[:_LISTED])
            why = gaps[str(kind)] = (
                f"{missing.total():,} of {theirs.total():,} records are not in this case, or with other content: {first}"
            )
        elif more:
            why = f"this case holds {more.total():,} more as of that moment"
        standing = Standing.UNCHECKED if missing else Standing.DIFFERS if more else Standing.AGREES
        checks.append(Check("records", str(kind), standing, why))
    return checks, gaps


def _queries(files: Files, own: Files, gaps: Mapping[str, str], *, sure: bool, same_accounts: bool) -> list[Check]:
    """The rows of each query beside those that the case gives."""
    mine = {_asked(one): one for one in _list(own, "queries.json")}
    checks = []
    for one in _list(files, "queries.json"):
        found = mine.get(_asked(one))
        if found is None:
            checks.append(
                Check("query", one["id"], Standing.DIFFERS if sure else Standing.UNCHECKED, "uproar does not ask it of this case")
            )
            continue
        left, right = _rows(files, one["id"]), _rows(own, found["id"])
        apart, beside = (left - right).total(), (right - left).total()
        if not apart and not beside:
            checks.append(Check("query", one["id"], Standing.AGREES))
            continue
        standing, why = (
            Standing.DIFFERS,
            f"{apart:,} of {left.total():,} rows stand in the bundle alone, {beside:,} of {right.total():,} in the case alone",
        )
        lacking = [kind for kind in gaps if f"FROM {kind}_segments" in one["query"]]
        if lacking:
            standing, why = Standing.UNCHECKED, f"{why}; it reads records that this case lacks ({', '.join(lacking)})"
        elif not same_accounts and "author" in one["query"]:
            standing, why = Standing.UNCHECKED, f"{why}; accounts have other pseudonyms in this case"
        checks.append(Check("query", one["id"], standing, why))
    return checks


def _said(part: str, theirs: Sequence[Any], mine: Sequence[Any], standing: Mapping[str, Standing], *, sure: bool) -> list[Check]:
    """Findings, gaps or articles of a bundle, each beside that of the case; what rests on a query that cannot be checked cannot be either."""
    left = Counter(_canonical(one) for one in mine)
    unlike: list[tuple[str, set[str]]] = []
    checks = []
    for one in theirs:
        canonical = _canonical(one)
        if left[canonical]:
            left[canonical] -= 1
            checks.append(Check(part, _name(one), Standing.AGREES))
        else:
            unlike.append((_name(one), _cited(one)))
    silent = Counter(_name(one) for one in mine if left[_canonical(one)])
    for what, cited in unlike:
        doubt = not sure or any(standing.get(query) is Standing.UNCHECKED for query in cited)
        why = "the case gives another" if silent[what] else "the case gives none"
        silent[what] -= 1
        checks.append(Check(part, what, Standing.UNCHECKED if doubt else Standing.DIFFERS, why))
    # What the case gives and the bundle does not say was left out of it, where both were asked the same.
    doubt = not sure or any(one is Standing.UNCHECKED for one in standing.values())
    return checks + [
        Check(part, what, Standing.UNCHECKED if doubt else Standing.DIFFERS, "only the case gives it")
        for what, n in silent.items()
        if n > 0
    ]


def _page(name: str, theirs: bytes, mine: bytes, *, same: bool) -> Check:
    if theirs == mine:
        return Check("page", name, Standing.AGREES)
    if same:
        return Check("page", name, Standing.DIFFERS, "the case gives another page from the same records")
    return Check(
        "page",
        name,
        Standing.UNCHECKED,
        "a page prints versions, loads and the store's fingerprint, and this case has others: compare it by eye",
    )


def _list(files: Files, name: str) -> list[Any]:
    found = json.loads(files.get(name, b"[]"))
    return list(found)


def _loads(files: Files) -> Any:
    return json.loads(files.get("dossier.json", b"{}")).get("loads")


def _asked(query: Mapping[str, Any]) -> str:
    return json.dumps([query["query"], query["parameters"]], sort_keys=True)


def _rows(files: Files, query: str) -> Counter[str]:
    return Counter(_canonical(json.loads(line)) for line in files.get(f"results/{query}.jsonl", b"").splitlines())


def _name(one: Mapping[str, Any]) -> str:
    return " of ".join(str(part) for part in (one["name"], one.get("subject")) if part)


def _canonical(value: Any) -> str:
    """What is compared: numbers to 9 digits, since sums follow the order they were added in, and no ids of queries, which follow what else is asked."""
    return json.dumps(_mapped(value, _comparable), sort_keys=True)


def _comparable(key: str, item: Any) -> Any:
    if key == "evidence" and isinstance(item, str):  # an id; a number of this name is how strong a burst's evidence is
        return None
    return f"{item:.9g}" if isinstance(item, float) else item


def _cited(value: Any) -> set[str]:
    """Ids of the queries that something rests on."""
    found: set[str] = set()

    def look(key: str, item: Any) -> None:
        if key == "evidence" and isinstance(item, str):
            found.add(item)

    _mapped(value, look)
    return found


def _mapped(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _mapped(item, change, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change, key) for item in value]
    return change(key, value)
