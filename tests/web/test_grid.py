"""The grid in a browser: typing, pasting, undoing, two people, a line that is down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web import serving

PASSWORD = "示范密码-2020"


@pytest.fixture(scope="module")
def demo() -> Iterator[serving.Served]:
    with serving.serving() as served:
        served.command("demo", "--data", str(served.data), "--no-serve", "--password", PASSWORD)
        yield served


@pytest.fixture(autouse=True)
def _windows_are_closed(browser: Any) -> Iterator[None]:
    yield
    for context in browser.contexts:
        context.close()


def signed_in(browser: Any, served: serving.Served, name: str) -> Any:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(20_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text else None,
    )
    page.faults = faults
    page.goto(served.url + "/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(served.url + "/")
    return page


def open_list(page: Any, list_: str = "spending") -> None:
    page.goto(page.url.split("/budgets/")[0] + "/" if "/budgets/" in page.url else page.url)
    page.click("table.list a")
    page.wait_for_selector("h1")
    page.goto(page.url + f"lists/{list_}/")
    page.wait_for_selector("#grid .c.at")


def cell(page: Any, row: int, column: int) -> Any:
    return page.locator(f'#grid .c[data-row="{row}"][data-column="{column}"]')


def saved(page: Any) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("已保存", timeout=20_000)


PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""
COPY = """() => {
  const data = new DataTransfer();
  const event = new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
  return data.getData('text/plain');
}"""
STORED = """async () => {
  const urls = JSON.parse(document.getElementById('grid').dataset.urls);
  return (await (await fetch(urls.rows)).json()).rows;
}"""


def stored(page: Any) -> list[Any]:
    return page.evaluate(STORED)


def test_what_is_typed_is_saved_and_undone_and_done_again(browser: Any, demo: Any) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page)
    before = cell(page, 1, 2).inner_text()
    cell(page, 1, 2).click()
    page.keyboard.type("12.34")
    page.keyboard.press("Enter")
    saved(page)
    assert stored(page)[1][1]["amount"] == "12.34"
    assert page.locator("#grid .c.at").get_attribute("data-row") == "2"
    page.keyboard.press("Control+z")
    expect(cell(page, 1, 2)).to_have_text(before)
    page.wait_for_timeout(1500)
    assert stored(page)[1][1]["amount"] == before
    page.keyboard.press("Control+y")
    page.wait_for_timeout(1500)
    assert stored(page)[1][1]["amount"] == "12.34"
    page.keyboard.press("Control+z")
    page.wait_for_timeout(1500)
    assert page.faults == []


def test_a_block_from_excel_is_pasted_and_copied_back(browser: Any, demo: Any) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page, "tasks")
    block = '甲任务\t"第一行\n第二行"\r\n乙任务\t"他说""好"""\r\n'
    page.evaluate(PASTE, block)
    saved(page)
    kept = [row[1] for row in stored(page)]
    assert kept[0] == {"name": "甲任务", "text": "第一行\n第二行"}
    assert kept[1] == {"name": "乙任务", "text": '他说"好"'}
    copied = page.evaluate(COPY)
    assert copied == block.rstrip("\r\n")
    page.keyboard.press("Delete")
    page.wait_for_timeout(1200)
    assert all(row[1] == {} for row in stored(page))


def test_a_code_is_completed_by_the_initials_of_its_name(browser: Any, demo: Any) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page)
    cell(page, 2, 4).click()
    page.keyboard.type("bgf")
    page.wait_for_selector(".offers li[aria-selected=true]")
    page.keyboard.press("Enter")
    saved(page)
    assert stored(page)[2][1]["dept_economic"] == "30201 办公费"
    page.keyboard.press("Control+z")
    page.wait_for_timeout(1200)


def test_two_people_see_each_other_and_a_clash_is_shown(browser: Any, demo: Any) -> None:
    one, two = (signed_in(browser, demo, "clerk2") for _ in range(2))
    open_list(one)
    open_list(two)
    cell(one, 3, 8).click()
    one.keyboard.type("先写的")
    one.keyboard.press("Enter")
    saved(one)
    expect(cell(two, 3, 8)).to_have_text("先写的", timeout=15_000)
    two.route("**/changes/**", lambda route: route.abort())  # two does not hear of it in time
    cell(one, 3, 8).click()
    one.keyboard.type("又改了")
    one.keyboard.press("Enter")
    one.wait_for_timeout(1200)
    cell(two, 3, 8).click()
    two.keyboard.type("我的")
    two.keyboard.press("Enter")
    two.wait_for_selector("#grid .c.clash")
    assert stored(two)[3][1]["note"] == "又改了"
    cell(two, 3, 8).click()
    assert "又改了" in two.locator("#cell-hint").inner_text()
    two.keyboard.press("Enter")  # mine
    two.wait_for_timeout(1500)
    assert stored(two)[3][1]["note"] == "我的"


def test_what_was_typed_while_the_line_was_down_is_sent_by_the_next_window(
    browser: Any, demo: Any
) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page)
    page.route("**/cells/", lambda route: route.abort())
    cell(page, 4, 8).click()
    page.keyboard.type("断线时写的")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-saved].failed")
    page.close()
    again = page.context.new_page()
    again.goto(demo.url + "/")
    open_list(again)
    again.wait_for_timeout(2500)
    assert stored(again)[4][1]["note"] == "断线时写的"


def test_a_form_takes_nothing_before_it_has_come(browser: Any, demo: Any) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page)
    held: list[Any] = []
    page.route("**/rows/entity/", lambda route: held.append(route))
    page.goto(page.url.replace("/spending/", "/entity/"))
    name = page.get_by_label("单位名称", exact=True)
    expect(name).to_be_disabled()
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(name).to_be_enabled()
    expect(name).not_to_have_value("")


def test_a_trial_shows_what_would_move_and_saves_nothing_until_told(
    browser: Any, demo: Any
) -> None:
    page = signed_in(browser, demo, "clerk2")
    open_list(page)
    before = json.dumps(stored(page))
    page.check("[data-do=trial]")
    cell(page, 0, 2).click()
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    page.wait_for_selector("#live table.list")
    assert "999" in page.locator("#live").inner_text()
    assert json.dumps(stored(page)) == before
    page.click("[data-do=drop]")
    page.wait_for_timeout(1500)
    assert json.dumps(stored(page)) == before


def test_five_thousand_rows_are_pasted_and_scrolled(browser: Any, demo: Any) -> None:
    page = signed_in(browser, demo, "clerk3")
    open_list(page, "tasks")
    block = "\n".join(f"任务{n}\t内容{n}" for n in range(5000))
    page.evaluate(PASTE, block)
    saved(page)
    page.keyboard.press("Control+End")
    assert len(stored(page)) >= 5000
    drawn = page.evaluate("document.querySelectorAll('#grid .r').length")
    assert drawn < 120
    assert page.faults == []
