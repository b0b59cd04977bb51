"""The dossier as Markdown: the same content as the page; text from records can form no markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from uproar.dossier.dossier import ArticleEntry, Dossier, Gap, LoadEntry, Number, Proof, Section, Sentence, Words
from uproar.dossier.format import Format
from uproar.dossier.html import VERDICTS

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]|~#$!]")
# What opens a list, a quotation, a heading or a rule where it begins a line.
_OPENS: Final = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=:])(?=[-+=:\s]|$)")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    r"""A text that Markdown prints as it stands, on one line.

    Example:
        >>> escape("<b>*now*</b> | 1\n2")
        '&lt;b&gt;\\*now\\*&lt;/b&gt; \\| 1 2'
    """
    flat = " ".join(text.split())
    flat = re.sub(r"[&<>]", lambda match: _HTML[match[0]], _SPECIAL.sub(lambda match: f"\\{match[0]}", flat))
    return _OPENS.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", flat)


def render(dossier: Dossier) -> str:
    """The whole dossier."""
    return "\n".join(_lines(dossier)).rstrip() + "\n"


def _lines(d: Dossier) -> Iterator[str]:
    yield f"# {escape(d.headline)}\n"
    yield f"As of {escape(d.as_of_text)}. All times are {escape(d.zone)}.\n"
    if d.aliases:
        yield f"Also known as {', '.join(escape(alias) for alias in d.aliases)}.\n"
    if d.terms:
        yield f"Terms followed: {', '.join(escape(term) for term in d.terms)}.\n"
    yield "## What happened\n"
    if d.highlights:
        yield from _table(
            ["Figure", "Value", "Bounds", "No."],
            [[one.label, f"{one.written} {one.unit}".strip(), one.bounds, d.numbers[one.number].label] for one in d.highlights],
        )
    for lead in (True, False):
        told = [("\n\n" if sentence.opens else " ") + _sentence(sentence, d) for sentence in d.summary if sentence.lead is lead]
        if told:
            yield f"{''.join(told).strip()}\n"
    if not d.summary:
        yield "Nothing has been measured, so nothing is said here.\n"
    if d.unknown:
        yield "### What cannot be told\n"
        yield from (f"- {escape(sentence.text)}" for sentence in d.unknown)
        yield ""
    yield "## Timeline\n"
    if d.timeline:
        yield from _table(
            [f"When ({d.zone})", "Kind", "What", "No."],
            [[e.when, e.kind, e.text, d.numbers[e.number].label if e.number else ""] for e in d.timeline],
        )
    else:
        yield "No event has a date yet.\n"
    if d.undated:
        yield f"Without a known date: {'; '.join(escape(text) for text in d.undated)}.\n"
    for section in d.sections:
        yield from _section(section, d)
    yield from _words(d)
    yield "## Checked claims\n"
    if not d.articles:
        yield "No article has been checked.\n"
    for article in d.articles:
        yield from _article(article, d)
    yield "## What could not be measured\n"
    yield from _gaps(d.gaps) if d.gaps else ["Everything that was asked could be measured.\n"]
    yield from _loads(d)
    yield from _evidence(d)


def _sentence(sentence: Sentence, d: Dossier) -> str:
    labels = ", ".join(d.numbers[number].label for number in sentence.numbers)
    return escape(sentence.text) + (f" \\[{labels}\\]" if labels else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(escape(cell) for cell in head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(escape(cell) for cell in row)} |"
    yield ""


def _section(section: Section, d: Dossier) -> Iterator[str]:
    yield f"## {escape(section.title)}\n"
    if section.about:
        yield f"{escape(section.about)}\n"
    for drawing in section.drawings:
        yield f"**Chart: {escape(drawing.title)}.** {escape(drawing.description)}\n"
    for table in section.tables:
        yield f"### {escape(table.title)} \\[{d.numbers[table.number].label}\\]\n"
        yield from _table(table.head, table.rows)
        if table.cut:
            yield f"{escape(table.cut)}\n"
    if section.numbers:
        yield from _numbers([d.numbers[number] for number in section.numbers], d)
    elif not section.gaps:
        yield "Nothing was asked of this part of the record.\n"
    if section.cut:
        yield f"{escape(section.cut)}\n"
    if section.gaps:
        yield "### Could not be measured\n"
        yield from _gaps(section.gaps)


def _numbers(numbers: Sequence[Number], d: Dossier) -> Iterator[str]:
    head = ["No.", "Measurement", "Subject", "Value", "Bounds", "Unit", f"Period ({d.zone})", "Evidence"]
    yield from _table(
        head, [[n.label, n.name, n.subject, n.written, n.bounds, n.unit_text, n.period, n.proof or "none kept"] for n in numbers]
    )
    for n in numbers:
        told = [n.method, *n.notes, *(f"{key}: {value}." for key, value in n.details)]
        yield f"- **{n.label}** {' '.join(escape(text) for text in told)}"
    yield ""


def _gaps(gaps: Sequence[Gap]) -> Iterator[str]:
    yield from _table(
        ["Measurement", "Subject", "Why there is no value", "What would be needed", "Evidence"],
        [[g.name, g.subject, g.reason, g.needs, g.proof or ""] for g in gaps],
    )


def _words(d: Dossier) -> Iterator[str]:
    yield "## Each side's words\n"
    for speaker in d.speakers:
        yield f"### {escape(speaker.name)}{f' ({escape(speaker.role)})' if speaker.role else ''}\n"
        yield from (_said(said, d) for said in speaker.words)
    if d.unattributed:
        yield "### Speaker not known\n"
        yield from (_said(said, d) for said in d.unattributed)
    if not d.speakers and not d.unattributed:
        yield "No quotation has been read yet.\n"
    if d.words_cut:
        yield f"{escape(d.words_cut)}\n"


def _said(said: Words, d: Dossier) -> str:
    where = [
        f"to {said.addressee}" if said.addressee else "",
        ", ".join(said.outlets),
        f"printed {said.printed} ({d.zone})" if said.printed else "",
        said.reason,
    ]
    evidence = [f"finding {d.numbers[number].label}, {d.numbers[number].proof or 'no query kept'}" for number in said.numbers]
    return f"> {escape(said.content)}\n>\n> {escape('; '.join(part for part in [*where, *evidence] if part))}\n"


def _article(article: ArticleEntry, d: Dossier) -> Iterator[str]:
    yield f"### {escape(article.title)}\n"
    published = f"{article.published} ({d.zone})" if article.published else "date unknown"
    yield f"{escape(' · '.join(part for part in (article.outlet, published, article.name, article.url) if part))}\n"
    yield from (f"{escape(note)}\n" for note in article.notes)
    if not article.claims:
        yield "No claim that a record could settle was found in it.\n"
    else:
        yield f"{', '.join(f'{n} {VERDICTS[verdict][0]}' for verdict, n in article.counts if n)}.\n"
    labels = {claim.id: f"{claim.label} {VERDICTS[claim.verdict][1]} {VERDICTS[claim.verdict][0]}" for claim in article.claims}
    for paragraph in article.paragraphs:
        told = ""
        for piece in paragraph:
            # White space at the edges of a stretch stands outside the bold marks, or they would not close.
            inner, text = escape(piece.text), piece.text
            before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
            told += f"{before}**{inner}**" if piece.verdict is not None and inner else before + inner
            told += "".join(f" \\[{labels[end]}\\]" for end in piece.ends) + after
        yield f"{told.strip()}\n"
    if article.cut:
        yield f"{escape(article.cut)}\n"
    for claim in article.claims:
        word, symbol = VERDICTS[claim.verdict]
        yield f"- **{claim.label} {symbol} {word}** “{escape(claim.text)}” {escape(claim.reason)}{f' Needed: {escape(claim.needs)}.' if claim.needs else ''}"
        yield from (
            f"    - {escape(gap.name)}: {escape(gap.reason)}. Needed: {escape(gap.needs)}{f' ({gap.proof})' if gap.proof else ''}"
            for gap in claim.gaps
        )
        for number in (d.numbers[one] for one in claim.numbers):
            bounds = f" ({escape(number.bounds)})" if number.bounds else ""
            period = f", {escape(number.period)}" if number.period else ""
            yield (
                f"    - Rests on finding {number.label}, {escape(number.name)} of {escape(number.subject)}: {escape(number.written)}{bounds} "
                f"{escape(number.unit_text)}{period} "
                f"({number.proof or 'no query kept'})"
            )
        if claim.cut:
            yield f"    - {escape(claim.cut)}"
    yield ""


def _loads(d: Dossier) -> Iterator[str]:
    yield "## How it was collected\n"
    if not d.loads:
        yield f"{d.loads_cut or 'No import report is at hand.'}\n"
        return
    head = [
        "File",
        "Kind",
        "Read as",
        f"Loaded ({d.zone})",
        "Read",
        "Stored",
        "Duplicate",
        "Conflicting",
        "Skipped",
        "Sampling",
        "Zone of its times",
    ]
    yield from _table(
        head, [[load.file, load.kind, load.format, load.loaded, *_counts(load), load.sampling, load.zone_source] for load in d.loads]
    )
    for load in d.loads:
        told = [f"Skipped {n:,}: {reason}." for reason, n in load.reasons]
        told += [f"Fields not used: {', '.join(load.unknown_fields)}."] if load.unknown_fields else []
        told += [f"Covers {load.covers}."] if load.covers else []
        if told or load.notes:
            yield f"- {escape(load.file)}: {' '.join(escape(text) for text in [*told, *load.notes])}"
    if d.loads_cut:
        yield f"\n{d.loads_cut}"
    yield ""


def _counts(load: LoadEntry) -> list[str]:
    return [f"{n:,}" for n in (load.read, load.stored, load.duplicate, load.conflicting, load.skipped)]


def _evidence(d: Dossier) -> Iterator[str]:
    yield "## Evidence\n"
    if not d.proofs:
        yield "No query was run.\n"
    for proof in d.proofs.values():
        yield f"### {proof.id}\n"
        yield f"{proof.row_count:,} rows returned, {proof.record_count:,} records counted, store {escape(proof.fingerprint or 'not stated')}.\n"
        yield from _table(["Parameter", "Value"], proof.parameters) if proof.parameters else []
        yield _fenced(proof)
        if proof.rows and proof.columns:
            yield f"First rows{f' ({escape(proof.cut)})' if proof.cut else ''}:\n"
            yield from _table(proof.columns, proof.rows)


def _fenced(proof: Proof) -> str:
    # A fence must be longer than any run of backticks that it holds.
    fence = "`" * (max((len(run) for run in re.findall(r"`+", proof.query)), default=2) + 1)
    return f"{max(fence, '```')}sql\n{proof.query}\n{max(fence, '```')}\n"


FORMAT = Format(".md", "Markdown", render)
