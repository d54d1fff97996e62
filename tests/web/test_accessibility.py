"""WCAG 2.2 AA: axe finds nothing on any page, light or dark, wide or narrow; keys are enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web import serving
from tests.web.test_grid import PASSWORD, cell, open_list

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:axe_playwright_python.*")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 390)]
#: Pages by who looks at them; {budget} and {year} are the first on their desk,
#: {shown} is what anybody finds published.
PAGES = {
    "": [
        "/login/", "/public/", "/public/999999/", "/public/999999/001/", "{shown}", "{shown}t03/",
        "{shown}versions/", "{shown}files/", "{shown}projects/", "{shown}1/", "/nothing/",
    ],
    "clerk2": [
        "/", "{budget}", "{budget}lists/spending/", "{budget}lists/entity/", "{budget}preview/",
        "{budget}history/", "{budget}compare/", "{budget}publication/", "{review}remarks/",
        "{review}amounts/", "/review/notices/", "/account/", "/account/codes/", "/check/",
    ],
    "head1": ["/", "{budget}", "{budget}publication/", "{review}controls/"],
    "budget": [
        "/review/", "{year}totals/", "{year}dates/", "{year}notices/", "{review}",
        "{review}targets/", "{review}controls/", "{review}lists/spending/",
    ],
    "admin": [
        "/administration/", "/administration/people/1/", "/administration/people/new/",
        "/administration/districts/1/departments/", "/administration/districts/1/years/1/",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def demo() -> Iterator[serving.Served]:
    with serving.serving() as served:
        served.command("demo", "--data", str(served.data), "--no-serve", "--password", PASSWORD)
        yield served


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    found.set_default_timeout(30_000)
    yield found
    context.close()


def sign_in(page: Any, demo: serving.Served, name: str) -> None:
    page.goto(demo.url + "/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(demo.url + "/")


def places(page: Any, demo: serving.Served, name: str) -> dict[str, str]:
    """Where the first budget and year of a person are."""
    if not name:
        return {"shown": "/public/999999/001/2022/"}
    sign_in(page, demo, name)
    first = page.locator('a[href^="/budgets/"]').first
    budget = first.get_attribute("href") if first.count() else ""
    page.goto(demo.url + "/review/")
    return {
        "budget": budget,
        "review": budget.replace("/budgets/", "/review/"),
        "year": page.url.removeprefix(demo.url) if "/years/" in page.url else "",
    }


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Any, demo: serving.Served, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    where, wrong = places(page, demo, name), []
    for address in PAGES[name]:
        page.goto(demo.url + address.format(**where))
        page.wait_for_load_state("networkidle")
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=RULES)
            wrong += [
                f"{address} {scheme} {width}: {one['id']} {node['html'][:160]}"
                f" {node.get('failureSummary', '')[:200]}"
                for one in found.response["violations"]
                for node in one["nodes"][:2]
            ]
            sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if sideways > 1:
                wrong.append(f"{address} {scheme} {width}: {sideways} px wider than the window")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_the_first_key_leads_to_the_content(page: Any, demo: serving.Served) -> None:
    sign_in(page, demo, "clerk2")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert skip.evaluate("one => one === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_seen(page: Any, demo: serving.Served) -> None:
    sign_in(page, demo, "clerk2")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # once around
        seen = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_the_grid_is_reached_and_left_by_keys(page: Any, demo: serving.Served) -> None:
    sign_in(page, demo, "clerk2")
    open_list(page)
    inside = "document.activeElement.matches('#grid .edit')"
    page.evaluate("document.activeElement.blur()")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(inside):
            break
    assert page.evaluate(inside)
    page.keyboard.press("Tab")
    assert page.evaluate(inside)  # the next cell
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate(inside)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(inside)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert not page.evaluate(inside)


def test_typing_is_seen_in_its_cell(page: Any, demo: serving.Served) -> None:
    sign_in(page, demo, "clerk2")
    open_list(page)
    target = cell(page, 3, 1)
    target.click()
    page.keyboard.press("F2")
    box, there = page.locator("#grid .edit").bounding_box(), target.bounding_box()
    assert abs(box["x"] - there["x"]) <= 2
    assert abs(box["y"] - there["y"]) <= 2
