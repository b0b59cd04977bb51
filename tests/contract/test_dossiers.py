"""What every output format keeps to; formats are discovered."""

import html
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import html as lxml_html

from tests.dossier import tidewater
from uproar.case import Case
from uproar.dossier.build import build
from uproar.dossier.dossier import Dossier
from uproar.dossier.format import Format
from uproar.dossier.write import formats
from uproar.findings import Evidence, Finding, Unmeasured

AS_OF = datetime(2026, 3, 20, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script>\"'&amp; | `a` **b** [c](javascript:d)\n# e\u202egnp \x00\x1b ${7*7} {{ 7*7 }} </style></title>"
each = pytest.mark.parametrize("form", formats(), ids=lambda form: form.suffix)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in [key, *strings(item)]]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [str(value)]


def plain(form: Format, dossier: Dossier) -> str:
    """What a reader reads of a rendering, white space joined."""
    text = form.render(dossier)
    if form.suffix == ".html":
        text = lxml_html.fromstring(text).text_content()
    elif form.suffix == ".json":
        text = " ".join(strings(json.loads(text)))
    elif form.suffix == ".md":
        text = html.unescape(re.sub(r"\\([\\`*_{}\[\]|~#$!.)+=:-])", r"\1", text))
    return " ".join(text.split())


@pytest.fixture(scope="module")
def sample() -> Dossier:
    results = tidewater.results()
    return build(tidewater.CASE, tidewater.AS_OF, results, tidewater.articles(results), tidewater.loads())


@each
def test_empty_case(form: Format) -> None:
    """A case without anything is told, and told to be empty."""
    text = plain(form, build(Case(), AS_OF, [], [], []))
    assert "nothing could be measured yet" in text


@each
def test_only_unmeasured(form: Format) -> None:
    """Where nothing could be measured, every reason and need is told and no number is."""
    gaps = [Unmeasured(f"posts.{name}", "#fixtidewater", f"reason {name}", f"need {name}", AS_OF) for name in ("burst", "rank", "other")]
    gaps.append(Unmeasured("novel.thing", "", "reason novel", "need novel", AS_OF))
    dossier = build(tidewater.CASE, AS_OF, gaps, [], [])
    text = plain(form, dossier)
    assert dossier.numbers == {}
    for gap in gaps:
        assert gap.reason in text
        assert gap.needs in text


@each
def test_every_value_reason_and_query_appears(form: Format, sample: Dossier) -> None:
    """Every finding's value and bounds, every reason, every claim's verdict and reason, and every query is in the output."""
    text = plain(form, sample)
    for number in sample.numbers.values():
        assert number.written in text
        assert number.bounds in text
    assert all(gap.reason in text and gap.needs in text for gap in sample.gaps)
    assert all(" ".join(proof.query.split()) in text and proof.fingerprint in text for proof in sample.proofs.values())
    for article in sample.articles:
        for claim in article.claims:
            assert claim.reason in text
    assert all(sentence.text in text for sentence in sample.summary)
    assert all(event.text in text for event in sample.timeline)
    assert all(load.file in text and str(load.skipped) in text for load in sample.loads)
    assert "Europe/Berlin" in text


@each
def test_hostile_text_stays_text(form: Format) -> None:
    """Hostile text in every field of the record can be read in the output and does nothing there."""
    evidence = Evidence(HOSTILE, {"subject": HOSTILE}, 1, 1, HOSTILE, ({HOSTILE: HOSTILE},))
    finding = Finding(
        "press.article", HOSTILE, HOSTILE, HOSTILE, AS_OF, HOSTILE, detail={HOSTILE: HOSTILE}, notes=(HOSTILE,), evidence=evidence
    )
    case = Case(title=HOSTILE, aliases=(HOSTILE,), terms=(HOSTILE,))
    dossier = build(case, AS_OF, [finding, Unmeasured(HOSTILE, HOSTILE, HOSTILE, HOSTILE, AS_OF)], [], [])
    raw, text = form.render(dossier), plain(form, dossier)
    assert "<script>alert('x')</script>" in text
    assert "[U+202E]gnp [U+0000][U+001B]" in text
    assert "49" not in text.replace(HOSTILE, "")
    assert not any(mark in raw for mark in "\x00\x1b\u202e")
    if form.suffix != ".json":
        # In Markdown the query stands in a fence, where no renderer reads markup.
        outside = re.sub(r"(?ms)^(`{3,})sql$.*?^\1$", "", raw)
        assert "<script" not in outside


@each
def test_same_dossier_same_text(form: Format, sample: Dossier) -> None:
    """A dossier rendered twice gives the same text."""
    assert form.render(sample) == form.render(sample)


@each
def test_no_accounts(form: Format) -> None:
    """The column of authors is left out of the first rows."""
    evidence = Evidence("SELECT author, 1 AS n FROM post", {}, 1, 1, "f", ({"author": 8_123_456_789, "n": 4_321},))
    text = plain(form, build(Case(), AS_OF, [Finding("posts.volume", "x", 1, "posts", AS_OF, "Counted.", evidence=evidence)], [], []))
    assert "4321" in text.replace(",", "")
    assert "8123456789" not in text
