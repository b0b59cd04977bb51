"""Articles compared over outlets as plain text that fits a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rich.cells import cell_len, set_cell_size

from uproar.charts import words
from uproar.claims.claim import Verdict
from uproar.claims.press.folder import Unread
from uproar.claims.press.outlets import Appearance, Outlets, Remedy, Role, SharedClaim
from uproar.claims.press.review import wording
from uproar.dossier.html import VERDICTS
from uproar.dossier.text import line

ROLES: Final = {
    Role.FIRST: "first", Role.PERHAPS_FIRST: "perhaps first", Role.REPEATED: "repeated", Role.AGAIN: "again", Role.COPY: "copy", Role.UNDATED: "no date",
}  # fmt: skip
REMEDIES: Final = {
    Remedy.CORRECTED: "corrected", Remedy.DROPPED: "no longer in a later version", Remedy.LATER_RIGHT: "a later figure holds",
}  # fmt: skip
NOBODY: Final = "(outlet not stated)"
_CLAIMS: Final = 60  # claims in print: three screens' worth of those that matter most; all are in the other formats
_PLACES: Final = 12  # printings of one claim
_UNREAD: Final = 10


def render(
    outlets: Outlets, zone: str, as_of: datetime | None, unread: Sequence[Unread] = (), passed_over: Sequence[str] = (), *, width: int = 100
) -> str:
    """The table over outlets, then each claim that the record settles or that several outlets published, by first publication."""
    head = f"{words.plural(len(outlets.articles), 'article')} by {words.plural(len(outlets.outlets), 'outlet')}"
    head += (
        f", checked as the record was known at {words.short(as_of, zone)}"
        if as_of is not None
        else ", checked against themselves only: no case was given"
    )
    lines = [*textwrap.wrap(f"{head}. Times are {zone}.", width), "", *_table(outlets, width), ""]
    shown, left = chosen(outlets)
    for number, claim in shown[:_CLAIMS]:
        lines += [*_claim(outlets, number, claim, zone, width), ""]
    if len(shown) > _CLAIMS:
        lines.append(f"{words.plural(len(shown) - _CLAIMS, 'claim')} more of this sort: --format html or json has every one.")
    if left:
        lines += textwrap.wrap(
            f"Not listed: {words.plural(left, 'claim')} of one outlet that the record cannot settle. --format html or json has every one.",
            width,
        )
    for note in notes(outlets, unread, passed_over):
        lines += textwrap.wrap(note, width, subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def chosen(outlets: Outlets) -> tuple[list[tuple[int, SharedClaim]], int]:
    """Claims to print, with their numbers: those that the record settles or that several outlets published; and how many are left."""
    numbered = list(enumerate(outlets.claims, 1))
    shown = [
        (number, claim) for number, claim in numbered
        if any(one.verdict is not Verdict.NOT_MEASURABLE for one in claim.appearances) or len({outlets.names[one.article] for one in claim.appearances}) > 1
    ]  # fmt: skip
    return shown, len(numbered) - len(shown)


def notes(outlets: Outlets, unread: Sequence[Unread], passed_over: Sequence[str]) -> list[str]:
    """What a careful reader must know of the comparison, one sentence each."""
    out = []
    copied = sum(other is not None for other in outlets.copy_of)
    undated = sum(article.published_to is None for article in outlets.articles)
    if copied:
        out.append(
            f"{_are(copied, 'article')} mostly another outlet's text: a claim in a copied text counts once, with the outlet that printed it first."
        )
    if undated:
        out.append(
            f"{_are(undated, 'article')} without a date of publication: not ranked, and a verdict that needs the date cannot be told (--published)."
        )
    if outlets.repeated_files:
        out.append(
            f"{_are(len(outlets.repeated_files), 'article')} given twice and counted once: {_listed([name for name, _ in outlets.repeated_files])}."
        )
    if unread:
        out.append(f"{words.plural(len(unread), 'document')} could not be read.")
    if passed_over:
        out.append(f"{_are(len(passed_over), 'file')} passed over, being no articles by their ending.")
    if outlets.articles:
        out.append("“First” means first among these articles.")
    return out


def _are(count: int, noun: str) -> str:
    return f"{words.plural(count, noun)} {'is' if count == 1 else 'are'}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(line(name, 80) for name in names[:_UNREAD]) + (f" and {len(names) - _UNREAD} more" if len(names) > _UNREAD else "")


def _table(outlets: Outlets, width: int) -> list[str]:
    heads = ("articles", "copies", "claims", *(f"{VERDICTS[verdict][1]:>5}" for verdict in Verdict), "first", "corrected")
    room = width - sum(len(head) + 2 for head in heads)
    every = outlets.outlets
    rows = [(line(one.name) or NOBODY, one.articles, one.copies, one.claims, one.first, one.corrected) for one in every]
    sums = [sum(getattr(one, name) for one in every) for name in ("articles", "copies", "first", "corrected")]
    rows.append(("all", sums[0], sums[1], outlets.totals, sums[2], sums[3]))
    lines = [set_cell_size("outlet", room) + "".join("  " + head for head in heads)]
    for name, articles, copied, tally, first, corrected in rows:
        cells = (articles, copied, sum(count for _, count in tally), *(count for _, count in tally), first, corrected)
        lines.append(_clipped(name, room) + "".join(f"  {cell:>{len(head)},}" for cell, head in zip(cells, heads, strict=True)))
    return [*lines, "  ".join(f"{sign} {word}" for word, sign in (VERDICTS[verdict] for verdict in Verdict))]


def _clipped(text: str, room: int) -> str:
    return set_cell_size(text, room) if cell_len(text) <= room else set_cell_size(text, room - 1).rstrip() + "…" + " " * (
        room - 1 - cell_len(set_cell_size(text, room - 1).rstrip())
    )  # fmt: skip


def _claim(outlets: Outlets, number: int, claim: SharedClaim, zone: str, width: int) -> list[str]:
    head = f"k{number}  {claim.kind.replace('_', ' ')} · {line(claim.subject, 80)}"
    lines = [_clipped(head, width).rstrip()]
    said, reasons = "", set()
    for one in claim.appearances[:_PLACES]:
        lines.append(_row(outlets, one, zone, width))
        checked = outlets.articles[one.article].claims[one.claim]
        words_now = line(wording(checked.claim), 200)
        if words_now != said:
            said = words_now
            lines += _indented(words_now if words_now[:1] in ("“", '"') else f"“{words_now}”", width)
        reason = line(checked.reason, 600).rstrip(".") + "."
        if reason not in reasons:
            reasons.add(reason)
            lines += _indented(reason[:1].upper() + reason[1:], width)
        if one.remedy is not None and one.remedy_in is not None:
            there = outlets.articles[one.remedy_in]
            lines += _indented(f"{REMEDIES[one.remedy]}: {words.period(there.published_from, there.published_to, zone)}", width)
    if len(claim.appearances) > _PLACES:
        lines.append(f"    and {len(claim.appearances) - _PLACES:,} more")
    return lines


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _row(outlets: Outlets, one: Appearance, zone: str, width: int) -> str:
    article = outlets.articles[one.article]
    word, sign = VERDICTS[one.verdict]
    published = words.period(article.published_from, article.published_to, zone) or "date unknown"
    room = width - 4 - 14 - 28 - 20
    return f"    {ROLES[one.role]:<14}{_clipped(line(outlets.names[one.article]) or NOBODY, room - 2)}  {_clipped(published, 26)}  {sign} {word}".rstrip()
