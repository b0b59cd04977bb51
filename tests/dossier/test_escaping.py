"""Hostile text in every field: no element or attribute more than with plain text, and every text reads back."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from uproar.case import Case, Party, Petition
from uproar.claims.article import CheckedArticle
from uproar.claims.claim import CheckedClaim, Claim, ClaimKind, Verdict
from uproar.dossier.build import build
from uproar.dossier.html import render
from uproar.dossier.text import line
from uproar.extract.quotes.find import Quote
from uproar.findings import Evidence, Finding, Unmeasured
from uproar.records import ImportReport

AT = datetime(2026, 3, 12, tzinfo=UTC)
BITS = [
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "</title>", "</style>", "<!--", "-->", "]]>", "&lt;", "&#0;", '"', "'", "`", "|", "\\",
    "{{ 1 }}", "{% raw %}",
    "\u202e", "\u2066", "\x00", "\x1b", "\x85", "\ud800", "\ufffe", "javascript:", "</bdi></td>", "<svg onload=1>", "\n", "\t", "\u2028", "🧭", "كلمة",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=8)), max_size=6).map(lambda bits: "x" + "".join(bits) + "y")


def page(text: str) -> tuple[Any, str]:
    """A page with `text` in every field that comes from a record or a person."""
    evidence = Evidence(text, {text: text}, 3, 1, text, ({text: text, "b": text},))
    results = [
        Finding("press.article", text, text, "title", AT, text, None, None, AT, AT, {text: text, "outlet": text}, (), (text,), evidence),
        Finding(
            "press.quote",
            text,
            text,
            "words",
            AT,
            text,
            detail={"speaker": text, "addressee": text, "outlet": text, "kind": "speech"},
            notes=(text,),
            evidence=evidence,
        ),
        Finding("pages.change", text, text, "field", AT, text, None, None, AT, AT, {"before": text, "after": text}),
        Finding(text, text, 5, text, AT, text, 4, 6),
        Unmeasured("petition.rate", text, text, text, AT),
    ]
    claim = Claim(ClaimKind.STATEMENT, text, (0, 3), text, from_at=AT, to_at=AT, attributes={"speaker": text, "addressee": text})
    checked = CheckedClaim(claim, Verdict.NOT_MEASURABLE, text, text, (results[4],))
    # One line of text: line breaks make paragraphs, which are elements of our own.
    body = " ".join(f"abc {text}".split())
    article = CheckedArticle(
        text,
        f"{text}!",
        text,
        text,
        body,
        AT,
        AT,
        text,
        "UTC",
        (Quote(text + "?", (0, 1), "speech", text, reason=text),),
        (),
        (),
        (checked,),
        (text,),
    )
    report = ImportReport(f"f{text}", text, text, 1, 1, 0, 0, {text: 1}, (text,), text, text, 0, 1, (text,), text)
    case = Case(text, (text,), (text,), (Party(text, text),), (Petition(text, text),))
    rendered = render(build(case, AT, results, [article], [(0, report)]))
    return html.fromstring(rendered), rendered


def skeleton(tree: Any) -> list[tuple[str, ...]]:
    return [(str(element.tag), *sorted(element.attrib)) for element in tree.iter()]


@cache
def calm() -> list[tuple[str, ...]]:
    return skeleton(page("xy")[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile)
def test_text_makes_no_markup_and_reads_back(text: str) -> None:
    """With any text in every field the page has the elements and attributes it has with plain text, and the text is read as it is shown."""
    tree, rendered = page(text)
    assert skeleton(tree) == calm()
    assert all(address.startswith("#") for address in tree.xpath("//@href"))
    read = " ".join(tree.text_content().split())
    assert " ".join(line(text).split()) in read
    assert rendered.isprintable() or not set(rendered) & set("\x00\x1b\x85\u202e\u2066\ud800")
