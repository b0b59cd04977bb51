"""The judging functions of the press instrument, on plain rows."""

from datetime import timedelta
from typing import Any

from tests import samples
from uproar.findings import Ask, Finding, Unmeasured, to_micros
from uproar.instruments.press import article, quote

AS_OF = samples.START + timedelta(days=10)


def _article(text: str, at: int | None = to_micros(samples.START)) -> dict[str, Any]:
    return {
        "moment": at, "to_at": at, "observed_at": to_micros(AS_OF), "outlet": "Harbour Post", "title": "Storm", "url": "https://p.example/1", "text": text,
        "record_id": "https://p.example/1", "published_source": "json-ld", "confidence": "high", "characters": len(text), "records": 1,
    }  # fmt: skip


def test_a_quotation_has_speaker_and_place() -> None:
    """Every quotation is a finding with its speaker, cue, addressee and the article it stands in."""
    (found,) = quote.judge(
        [_article("“We hear you, and we are working on it,” Ada Brandt told the Harbour Post.")], Ask(AS_OF, subject="Tidewater")
    )
    assert isinstance(found, Finding)
    assert found.subject == "Ada Brandt"
    assert found.detail["cue"] == "told"
    assert "Harbour Post" in found.detail["addressee"]
    assert found.detail["article"] == "https://p.example/1"


def test_articles_without_quotations_say_so() -> None:
    """No quotation is a reason, not an empty list."""
    (thin,) = quote.judge([_article("Nothing was said.")], Ask(AS_OF, subject="Tidewater"))
    assert isinstance(thin, Unmeasured)
    assert "1 article" in thin.reason


def test_an_unknown_date_stays_unknown() -> None:
    """An article without a date has no period and says what to do; the load's time never stands in for it."""
    (found,) = article.judge([{**_article("x", None), "to_at": None}], Ask(AS_OF, subject="Tidewater"))
    assert isinstance(found, Finding)
    assert found.from_at is None
    assert "--published" in found.notes[0]
