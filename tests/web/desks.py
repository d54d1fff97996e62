"""People at their desks: a window of the browser each, and what they do there, by its name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

expect.set_options(timeout=20_000)
PASSWORD = "故事里的密码-2027"
BROAD, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
_shots = count(1)


class Desk:
    """A person's window; ``faults`` collects what a page complains of in its console."""

    def __init__(self, browser: Any, url: str) -> None:
        self.url = url
        self.window = browser.new_context(viewport=BROAD, accept_downloads=True, locale="zh-CN")
        self.window.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = self.window.new_page()
        self.page.set_default_timeout(20_000)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, said: Any) -> None:
        if "Content Security" in said.text:
            self.faults.append(said.text)

    # ---- anybody -------------------------------------------------------------------------------

    def see(self, name: str, *, narrow: bool = False) -> None:
        """Keep a picture of the page in the folder YUSUAN_SHOTS, where one is named."""
        folder = os.environ.get("YUSUAN_SHOTS")
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        stem = f"{folder}/{next(_shots):02}-{name}"
        self.page.screenshot(path=f"{stem}.png", full_page=True)
        if narrow:
            self.page.set_viewport_size(NARROW)
            self.page.screenshot(path=f"{stem}-390.png", full_page=True)
            self.page.set_viewport_size(BROAD)

    def follow(self, name: str, *, exact: bool = True) -> None:
        """Click a link by its words."""
        self.page.get_by_role("link", name=name, exact=exact).first.click()

    def press(self, name: str) -> None:
        """Click a button by its words."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def write(self, fields: Mapping[str, str]) -> None:
        """Fill in fields by their labels."""
        for label, text in fields.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def reads(self, *texts: str) -> None:
        """Each text can be read on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def sign_in(self, account: str, password: str) -> None:
        """Sign in with the first password, and change it as one is told to."""
        self.page.goto(f"{self.url}/login/")
        self.write({"账号": account, "密码": password})
        self.press("登录")
        self.reads("这是初始密码，请先改成自己的。")
        self.write({"旧密码": password, "新密码": PASSWORD, "新密码确认": PASSWORD})
        self.press("改密码")
        self.reads("密码已改。")

    def open(self, budget: str) -> None:
        """Go from the desk to a budget."""
        self.follow("工作台")
        self.follow(budget)
        expect(self.page.locator("h1")).to_contain_text(budget.rsplit(" ", 1)[0])

    def download(self, name: str) -> Path:
        """Click on a link that sends a file; where it is."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=name).first.click()
        return Path(coming.value.path())

    # ---- steps of the workflow -----------------------------------------------------------------

    def take(self, budget: str, step: str, opinion: str = "", *, then: str = "已办理") -> None:
        """Take a step for a budget, with the opinion it asks for."""
        self.open(budget)
        form = self.page.locator("form.step").filter(
            has=self.page.get_by_role("button", name=step, exact=True)
        )
        if opinion:
            form.get_by_label("意见").fill(opinion)
        form.get_by_role("button").click()
        self.reads(then)

    # ---- clerks --------------------------------------------------------------------------------

    def open_list(self, budget: str, title: str) -> None:
        """Go to one of the lists that are filled in."""
        self.open(budget)
        self.page.locator("ul.links").first.get_by_role("link", name=title, exact=True).click()

    def fill_form(self, budget: str, title: str, fields: Mapping[str, str]) -> None:
        """Type into a list that is a form; it is saved as it is typed."""
        self.open_list(budget, title)
        for label, text in fields.items():
            box = self.page.locator("#grid").get_by_label(label, exact=True)
            box.fill(text)
            box.press("Tab")
        self.is_saved()

    def open_grid(self, budget: str, title: str) -> None:
        """Go to one of the grids."""
        self.open_list(budget, title)
        self.page.wait_for_selector("#grid .c.at")

    def type_row(self, row: int, texts: Iterable[str]) -> None:
        """Type a row cell by cell, with Tab between them."""
        self.cell(row, 0).click()
        for text in texts:
            self.page.keyboard.type(text)
            self.page.keyboard.press("Tab")
        self.is_saved()

    def type_cell(self, row: int, column: int, text: str) -> None:
        """Type over one cell, gone to with the arrow keys."""
        self.cell(0, column).click()
        for _ in range(row):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        self.is_saved()

    def paste(self, row: int, block: str) -> None:
        """Paste a block of tab-separated cells from the clipboard, from the first column on."""
        self.cell(row, 0).click()
        self.page.evaluate("text => navigator.clipboard.writeText(text)", block)
        self.page.keyboard.press("Control+v")
        self.is_saved()

    def cell(self, row: int, column: int) -> Any:
        """A cell of the grid by its place."""
        return self.page.locator(f'#grid .c[data-row="{row}"][data-column="{column}"]')

    def is_saved(self) -> None:
        """What was typed has reached the server."""
        expect(self.page.locator("[data-saved]")).to_contain_text("已保存")

    def upload(self, label: str, name: str, data: bytes) -> None:
        """Choose a workbook and send it."""
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        field = self.page.get_by_label(label, exact=True)
        field.set_input_files({"name": name, "mimeType": kind, "buffer": data})
        self.press("导入")

    # ---- the bureau ----------------------------------------------------------------------------

    def review(self, budget: str, tab: str) -> None:
        """Go to one of the pages of a budget's review."""
        self.open(budget)
        self.page.get_by_role("link", name=re.compile(f"^{tab}")).first.click()

    def write_dates(self, days: Mapping[str, str]) -> None:
        """Set dates of the year."""
        self.follow("审核台")
        self.follow("日程")
        self.write(days)
        with self.page.expect_navigation():
            self.press("保存日程")

    def pass_targets(self, budget: str) -> None:
        """Mark all aspects of all projects as excellent."""
        self.review(budget, "绩效目标审核")
        forms = self.page.locator("form").filter(has=self.page.locator("select"))
        for at in range(forms.count()):
            for choice in forms.nth(at).locator("select").all():
                choice.select_option(label="优")
            with self.page.expect_navigation():
                forms.nth(at).get_by_role("button").click()
            self.reads("已保存")
