"""The dashboard in a real browser: three users' ways through it, live changes, the keyboard, every width, with and without a script."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import COMMAND, Server, start
from uproar.web.views import PAGES

pytestmark = pytest.mark.browser
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll('nav a, button, .button, summary, .ref, input:not([type=hidden])')]
    .filter(e => e.getClientRects().length).map(e => [e.textContent.trim() || e.id, e.getBoundingClientRect()])
    .filter(([, r]) => r.width < 24 || r.height < 24).map(([t, r]) => [t, r.width, r.height])"""
# Words of tables that stand on two lines; a sign within a word is a place to break it at.
BROKEN = """() => { const found = [], range = document.createRange();
    for (const box of document.querySelectorAll('.box')) {
        const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode());)
            for (const token of text.parentElement.closest('thead') ? [] : text.data.matchAll(/\\S{2,}/gu))
                for (const word of token[0].length < 20 ? token[0].matchAll(/[\\p{L}\\p{N}]+/gu) : []) {
                    range.setStart(text, token.index + word.index); range.setEnd(text, token.index + word.index + word[0].length);
                    if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) found.push(word[0]);
                }
    } return found; }"""
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def ready(server: Server) -> Server:
    """The server once everything is measured."""
    for case in ("tidewater", "hostile", "empty"):
        server.settled(case)
    return server


@pytest.fixture(scope="module")
def axe() -> str:
    """The accessibility checker's script."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("axe is not installed: pip install uproar[test]")
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


EVERYTHING = (*(f"/tidewater/{one}".rstrip("/") for one in PAGES), "/tidewater/evidence/5", "/hostile", "/empty", "/")
# Of a long list the first four: the rest is made by the same lines of the same template, and axe takes a millisecond for each element.
SHORTER = (
    "document.querySelectorAll('tbody tr:nth-child(n+5), main li:nth-child(n+5), blockquote:nth-of-type(n+5)').forEach(one => one.remove())"
)
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
DRAWN = "[...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('svg')].filter(s => s.getClientRects().length).length)"


def test_pages_fit_every_width(ready: Server, opened: Opened) -> None:
    """No page scrolls sideways, shows two widths of a chart, or logs an error, on a phone, a tablet and a desk, light and dark."""
    page = opened(f"{ready.address}/")
    for path in EVERYTHING:
        page.goto(ready.address + path)
        page.evaluate(OPEN)
        for width in (390, 820, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark") if path in EVERYTHING[:3] else ("light",):
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(SIDEWAYS) == 0, (path, width, scheme)
                assert set(page.evaluate(DRAWN)) <= {1}, (path, width, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(ready: Server, opened: Opened, axe: str, scheme: str) -> None:
    """axe-core finds no violation on any page: contrast, landmarks, headings, names, tables."""
    page = opened(f"{ready.address}/", width=1440, scheme=scheme)
    session = page.context.new_cdp_session(page)
    pages = [f"/tidewater/{one}".rstrip("/") for one in PAGES]
    pages += ["/tidewater/claims/1", "/tidewater/evidence/5", "/tidewater?as_of=2026-03-12T21:40", "/hostile", "/empty", "/"]
    # In the dark only the colours are others.
    only = "" if scheme == "light" else ", runOnly: ['color-contrast', 'link-in-text-block']"
    rules = f"{{resultTypes: ['violations']{only}}}"  # of what passes axe would write a path to each element
    for path in pages if scheme == "light" else ["/tidewater", "/tidewater/petition", "/tidewater/claims/1", "/tidewater/pages"]:
        page.goto(ready.address + path)
        page.evaluate(SHORTER)
        # What is drawn is one picture with one text: its inside is looked at once, on the petition's page, since it is most of every page.
        if not path.endswith("/petition"):
            page.evaluate("document.querySelectorAll('.picture > g').forEach(one => one.remove())")
        asked = f"axe.run(document, {rules}).then(found => JSON.stringify(found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])))"
        session.send("Runtime.evaluate", {"expression": axe})  # the page's own policy would refuse a script that is not the server's
        found = session.send("Runtime.evaluate", {"expression": asked, "awaitPromise": True, "returnByValue": True})
        assert json.loads(found["result"]["value"]) == [], path


def test_targets_are_large_enough(ready: Server, opened: Opened) -> None:
    """Every link and button outside running text is at least 24 px each way, or stands that far from the next (WCAG 2.5.8)."""
    page = opened(f"{ready.address}/tidewater", width=390)
    assert page.locator(".ref").count() > 5
    small = page.evaluate(SMALL)
    page.goto(f"{ready.address}/tidewater/petition")
    small += page.evaluate(SMALL)
    assert small == []


def test_tables_are_read_on_a_phone(ready: Server, opened: Opened) -> None:
    """At 390 px no table of any page is cut off at the side, every cell is named, and no word of under 20 letters is broken."""
    page = opened(f"{ready.address}/", width=390)
    for path in (*(one for one in EVERYTHING if one.startswith("/tidewater")), "/tidewater/evidence/posts.volume:fixtidewater"):
        page.goto(ready.address + path)
        page.evaluate(OPEN)
        cut = "[...document.querySelectorAll('.box')].filter(b => b.scrollWidth > b.clientWidth).map(b => b.getAttribute('aria-label'))"
        assert page.evaluate(cut) == [], path
        bare = "[...document.querySelectorAll('.box tr:not(.under) td')].filter(c => c.textContent.trim() && !c.dataset.label).map(c => c.textContent)"
        assert page.evaluate(bare) == [], path
        assert page.evaluate(BROKEN) == [], path


def test_an_editor_goes_from_the_story_to_its_rows(ready: Server, opened: Opened) -> None:
    """From the list of cases to what happened, to the claim that does not hold, to the number beside it."""
    page = opened(ready.address)
    page.click("text=Tidewater")
    assert "Tidewater" in page.inner_text("h1")
    page.click("text=see each one")
    assert page.inner_text("h1") == "Claims of the press, checked"
    page.click(".papers li:has(.inconsistent) a >> nth=0")
    page.click("mark.inconsistent >> nth=0")
    assert page.locator("li:target").inner_text().startswith("≠")
    page.click("nav >> text=Overview")
    page.click("main .ref >> nth=0")
    page.click("tr:target + tr summary")
    assert page.is_visible("tr:target + tr pre")


def test_a_release_team_looks_at_the_petition_as_it_was(ready: Server, opened: Opened) -> None:
    """The slider shows the page as of a past moment at an address that can be shared, and back again."""
    page = opened(f"{ready.address}/tidewater/petition")
    now = page.inner_text("main")
    page.focus("#asof-slider")
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.wait_for_selector(".banner:has-text('not now')")
    assert "as_of=2026-03-" in page.url
    then = page.inner_text("main")
    assert then != now
    other = opened(page.url)
    assert "not now" in other.inner_text(".banner >> nth=0")
    assert page.evaluate("document.activeElement.id") == "asof-slider"
    page.click("text=Back to now")
    page.wait_for_selector(".banner:has-text('not now')", state="detached")
    assert page.inner_text("main") == now


def test_a_researcher_takes_the_table(ready: Server, opened: Opened) -> None:
    """The table behind a chart is two clicks away, as a file named for what it holds, and so is its evidence."""
    page = opened(f"{ready.address}/tidewater/petition")
    page.click("figure >> nth=0 >> summary")
    with page.expect_download() as told:
        page.click("figure >> nth=0 >> text=CSV >> nth=0")
    assert told.value.suggested_filename.startswith("tidewater-petition.")
    assert Path(told.value.path()).read_text().count("\n") > 10
    page.click("figure >> nth=0 >> text=evidence >> nth=0")
    assert page.inner_text("h1").startswith("Finding ")
    assert "SELECT" in page.inner_text("pre")


def test_values_are_shown_under_the_pointer(ready: Server, opened: Opened) -> None:
    """A chart that Vega draws on request, from this server's own script and under its policy, tells its values, times on the case's clocks."""
    page = opened(f"{ready.address}/tidewater/petition")
    figure = page.locator("figure").first
    before = figure.locator(".wide").bounding_box()
    figure.locator("text=Show values under the pointer").click()
    figure.locator(".live svg").wait_for(timeout=15_000)
    after = figure.locator(".wide").bounding_box()
    assert abs(before["height"] - after["height"]) < 4
    x, y = page.evaluate("""() => { const line = document.querySelector('.live .mark-line path');
        const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM()); return [at.x, at.y]; }""")
    page.mouse.move(x, y)
    told = page.inner_text(".tip")
    assert "Mar 2026" in told
    assert "Signatures" in told


def test_the_timeline_is_zoomed_by_dragging(ready: Server, opened: Opened) -> None:
    """Dragging over the chart shows that stretch, at an address that can be shared, and the page goes back."""
    page = opened(f"{ready.address}/tidewater/timeline")
    whole = page.inner_text("figcaption")
    box = page.locator("figure.axis svg:visible").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**from=2026-03-1*")
    page.wait_for_function("before => document.querySelector('figcaption').innerText !== before", arg=whole)
    start_ms, end_ms = (int(page.get_attribute("figure.axis", f"data-{name}")) for name in ("from", "to"))
    assert 0.5 * 86_400_000 < end_ms - start_ms < 3 * 86_400_000
    page.go_back()
    page.wait_for_function("before => document.querySelector('figcaption').innerText === before", arg=whole)


def test_everything_is_reached_by_keyboard(ready: Server, opened: Opened) -> None:
    """The first stop skips to the content, the focus is always seen, and evidence opens with Enter."""
    page = opened(f"{ready.address}/tidewater/petition", width=390)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
    page.focus("tr.under summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.is_visible("tr.under details[open] pre >> nth=0")


def test_without_a_script_everything_is_there(ready: Server, opened: Opened) -> None:
    """With JavaScript off every page shows its content and charts, the past is asked for with a field and a button, and the timeline zooms by links."""
    page = opened(f"{ready.address}/tidewater", scripted=False)
    for name in PAGES.values():
        page.click(f"nav >> text='{name}'")
        assert page.inner_text("main").strip()
    page.goto(f"{ready.address}/tidewater/petition")
    assert page.locator("figure svg:visible").count() >= 2
    page.fill("#asof-time", "2026-03-12T21:40")
    page.click("#asof button")
    assert "as_of=2026-03-12T21%3A40" in page.url
    assert "not now" in page.inner_text("main") or page.locator("noscript").count()
    page.goto(f"{ready.address}/tidewater/timeline")
    before = page.inner_text("figcaption")
    page.click("text=Closer")
    assert page.inner_text("figcaption") != before
    assert page.locator("#asof-slider").is_hidden()


def test_open_pages_fill_themselves_and_show_a_load_within_two_seconds(example: Path, opened: Opened, tmp_path: Path) -> None:
    """Pages opened before anything is measured fill themselves, with a script and without; one left open shows a load of another process within 2 s.

    The focus and what was opened stay.
    """
    shutil.copytree(example / "tidewater", tmp_path / "tidewater")
    more = tmp_path / "more.csv"
    more.write_text("at,signatures\n2026-03-16T12:00:00+01:00,71234\n")
    with start(tmp_path, str(tmp_path / "tidewater")) as server:
        lists = [opened(server.address, scripted=scripted) for scripted in (True, False)]
        for one in lists:
            one.wait_for_selector(".states li:not(:has-text('still being measured'))", timeout=40_000)
            assert "signatures" in one.inner_text(".states li")
            one.goto("about:blank")
        server.settled()
        page = opened(f"{server.address}/tidewater/petition")
        assert "71,234" not in page.inner_text("main")
        page.focus("tr.under summary >> nth=0")
        page.keyboard.press("Enter")
        focused = page.evaluate("document.activeElement.textContent")
        words = (
            "load",
            str(tmp_path / "tidewater"),
            str(more),
            "--petition",
            "tidewater-offline",
            "--map",
            "time=at",
            "--map",
            "count=signatures",
        )
        loaded = subprocess.run([sys.executable, "-c", COMMAND, *words], capture_output=True, text=True, check=False)
        assert loaded.returncode == 0, loaded.stderr
        began = time.monotonic()
        page.wait_for_selector("main:has-text('71,234')", timeout=20_000)
        took = time.monotonic() - began
        assert "New records" in page.inner_text("#news")
        assert page.evaluate("document.activeElement.textContent") == focused
        assert page.locator("tr.under details[open]").count() == 1
        # Two seconds of a machine that is not shared: where others wait for the processors too, so does the page.
        share = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        assert took < 2 * share, f"{took:.1f} s at a load of {share:.1f} a processor"
        page.close()
