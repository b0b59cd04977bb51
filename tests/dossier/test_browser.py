"""The page in a real browser, at the widths of a phone, a tablet and a desk."""

from pathlib import Path
from typing import Any

import pytest

from tests.dossier import tidewater
from uproar.dossier.build import build
from uproar.dossier.write import write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    results = tidewater.results()
    path: Path = tmp_path_factory.mktemp("page") / "tidewater.html"
    write(build(tidewater.CASE, tidewater.AS_OF, results, tidewater.articles(results), tidewater.loads()), path)
    return path.as_uri()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_page_is_quiet_and_fits(browser: Any, address: str, width: int) -> None:
    """The page logs no error, asks for nothing but itself, never scrolls sideways, also with all evidence open, and shows one width of every chart, light and dark."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    logged: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) == 0
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(sideways) == 0
        seen = page.evaluate(
            "[...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('svg')].filter(s => s.getClientRects().length).length)"
        )
        assert seen
        assert set(seen) == {1}
    # The smallest letters of the charts, as drawn on this width.
    letters = page.evaluate("""[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length && t.textContent)
        .map(t => parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width / t.ownerSVGElement.viewBox.baseVal.width)""")
    assert min(letters) >= 10
    assert logged == []
    assert asked == [address]
    page.close()


def test_tables_are_read_on_a_phone(browser: Any, address: str) -> None:
    """At 390 px no table is cut off at the side, every cell is named, and its name stands beside or above it, never over it."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.locator(".box td[data-label]").count() > 100
    cut = "[...document.querySelectorAll('.box')].filter(b => b.scrollWidth > b.clientWidth).map(b => b.getAttribute('aria-label'))"
    assert page.evaluate(cut) == []
    bare = "[...document.querySelectorAll('.box tr:not(.under) td')].filter(c => c.textContent.trim() && !c.dataset.label).map(c => c.textContent)"
    assert page.evaluate(bare) == []
    # A name of two lines makes its cell as high as that.
    low = """[...document.querySelectorAll('.box td[data-label]')].filter(c => c.getClientRects().length && c.textContent.trim()).filter(c =>
        parseFloat(getComputedStyle(c, '::before').height) > c.getBoundingClientRect().height).map(c => c.dataset.label)"""
    assert page.evaluate(low) == []
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_words_of_charts_are_whole_and_apart(browser: Any, address: str, width: int) -> None:
    """Every word of every chart lies inside its picture, and no two lie over each other."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    wrong = page.evaluate("""() => {
        const wrong = [];
        for (const svg of document.querySelectorAll('figure svg')) {
            if (!svg.getClientRects().length) continue;
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t.textContent, t.getBoundingClientRect()]);
            for (const [words, box] of texts)
                if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) wrong.push(['outside', words]);
            texts.forEach(([a, p], i) => texts.slice(i + 1).forEach(([b, q]) => {
                if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 3) wrong.push(['over', a, b]);
            }));
        }
        return wrong;
    }""")
    assert wrong == []
    page.close()


def test_keyboard_reaches_the_account_and_opens_evidence(browser: Any, address: str) -> None:
    """The first tab stop skips to the account, and evidence opens with Enter."""
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the account"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#account"
    page.focus("summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")
    assert page.is_visible("details[open] pre")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(browser: Any, address: str, scheme: str) -> None:
    """Every text, in the charts too, stands out from what is behind it by at least 4.5 to 1 (WCAG AA)."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    poor = page.evaluate("""() => {
        const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
        const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
        const behind = element => { for (let e = element; e; e = e.parentElement) {
                const c = rgb(getComputedStyle(e).backgroundColor);
                if (c.length === 3 || c[3] > 0) return c;
            }
            return [255, 255, 255];
        };
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), poor = [];
        while (walker.nextNode()) {
            const e = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !e.getClientRects().length || e.closest('title,desc')) continue;
            const style = getComputedStyle(e), a = light(rgb(e.closest('svg') ? style.fill : style.color)), b = light(behind(e));
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) poor.push([ratio, e.tagName, e.className.toString(), walker.currentNode.data.slice(0, 40)]);
        }
        return poor;
    }""")
    assert poor == []
    page.close()
