"""The page in a real browser: nothing fetched, nothing complained about, and it answers mouse and keyboard."""

import shutil
from dataclasses import replace

import pytest

from xlcheck.render.html import render
from xlcheck.render.view import View

BROWSER = shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("chromium-browser")
LONG = "\n\nA paragraph of narration that nobody is quoted in, as long as the harbour wall." * 60


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if BROWSER is None:
        pytest.skip("no browser here: apt-get install chromium-headless-shell")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def load(chromium, tmp_path):
    """Opens a result; `trouble` collects what the console says and every request but the page itself."""
    opened = []

    def open_page(result, width=1280, height=800, **context):
        path = tmp_path / "page.html"
        path.write_text(render(result, View()), encoding="utf-8")
        page = chromium.new_context(viewport={"width": width, "height": height}, **context).new_page()
        page.trouble = []
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("request", lambda request: None if request.url == path.as_uri() else page.trouble.append(request.url))
        page.goto(path.as_uri())
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        assert page.trouble == []
        page.context.close()


def test_it_opens_without_a_request_or_a_complaint(load, result):
    assert load(result).title() == "CHECK: north.txt ~ state.txt"


@pytest.mark.parametrize("width", [400, 768, 1280])
def test_nothing_is_cut_off_sideways(load, result, width):
    page = load(result, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hovering_a_drift_says_why(load, result):
    page = load(result)
    page.hover(".text .drift.critical")
    assert page.inner_text("#tip").split("\n\n") == ["CRITICAL negation", "A denies what B affirms"]


def test_the_keyboard_reaches_a_drift_and_its_reason(load, result):
    page = load(result)
    page.focus(".text .drift.critical")
    assert page.is_visible("#tip")
    page.keyboard.press("Escape")
    assert not page.is_visible("#tip")


def test_both_renderings_of_a_statement_light_up_together(load, result):
    page = load(result)
    page.hover("#p1-0a")
    lit = page.eval_on_selector_all(".text .lit", "found => found.map(element => element.textContent).join('|')")
    assert "We lost " in lit
    assert lit.count("nobody foresaw") == 2


def test_filters_hide_entries_and_fade_marks(load, result):
    page = load(result)
    assert page.locator(".finding:not(.accepted):visible").count() == 5
    page.uncheck("input[value=minor]")
    assert page.locator(".finding:not(.accepted):visible").count() == 3
    assert page.inner_text(".filter [role=status]") == "3 of 5 shown"
    assert page.locator(".text .drift.minor:not(.off)").count() == 0
    page.uncheck("input[value=number]")
    assert page.locator(".finding:not(.accepted):visible").count() == 2


def test_an_entry_scrolls_both_columns(load, build, texts):
    a, b = texts
    page = load(build(LONG + a + LONG, LONG + LONG + b + LONG), reduced_motion="reduce")
    page.click("#f1 h3")
    for place in ("#f1-0a", "#f1-1b"):
        box, column = page.locator(place).bounding_box(), page.locator(f".text:has({place})").bounding_box()
        assert column["y"] <= box["y"] <= column["y"] + column["height"]


def test_on_a_narrow_screen_what_is_minor_is_folded_until_it_is_asked_for(load, result):
    page = load(result, 400)
    assert page.locator(".finding.minor:visible").count() == 0
    page.click(".text .drift.minor")
    assert page.locator("#f3:visible, #f4:visible").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(load, result, scheme):
    page = load(result, color_scheme=scheme)
    for selector in ("h1", ".message", ".about", ".text", ".drift.critical", ".drift.minor", "footer"):
        assert page.evaluate(CONTRAST, selector) >= 4.5, selector


def test_hostile_words_run_nothing(load, build, texts):
    a, b = texts
    payload = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    result = build(a + payload, payload + b, f"{payload}.txt")
    page = load(replace(result, findings=tuple(replace(f, message=f.message + payload) for f in result.findings)))
    page.hover(".text .drift.critical")
    assert "owned" not in page.title().split("~")[1]
    assert page.locator("#tip img, #tip script").count() == 0


# Contrast ratio of an element's text against what lies behind it (WCAG 2.2, 1.4.3).
CONTRAST = """selector => {
  const element = document.querySelector(selector);
  const linear = c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(c => linear(c / 255))
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const parts = color => color.match(/[\\d.]+/g).map(Number);
  let behind = element;
  const clear = e => (parts(getComputedStyle(e).backgroundColor)[3] ?? 1) === 0;
  while (behind.parentElement && clear(behind)) behind = behind.parentElement;
  const [x, y] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(c => light(parts(c)));
  return (Math.max(x, y) + .05) / (Math.min(x, y) + .05);
}"""
