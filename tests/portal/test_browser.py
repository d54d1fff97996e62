"""A newcomer's questions in a browser: each is answered in at most three clicks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.portal.conftest import OTHER, YEAR

PAGES = (
    "", "wuhan-jianghan/", "zhuzhou-shifeng/renminzhengfubangongshi/", YEAR, f"{YEAR}t03/",
    f"{YEAR}explanation/", f"{YEAR}projects/", f"{YEAR}files/", f"{YEAR}versions/",
    f"{YEAR}chart/flow/", f"compare/?e={YEAR}&e={OTHER}", "search/?q=gwjd", "glossary/",
    "download/",
)  # fmt: skip


class Visit:
    """Somebody on the site, who counts the clicks."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.home, self.clicks = page, home, 0
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda m: m.type == "error" and self.wrong.append(m.text))
        page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.wrong.append(request.url)

    def go(self, address: str = "") -> Visit:
        self.page.goto(self.home + address)
        self.clicks = 0
        return self

    def click(self, what: str) -> Visit:
        self.page.locator(what).first.click()
        self.clicks += 1
        return self

    def budget(self) -> Visit:
        """From the first page to a budget: one click."""
        return self.go().click(f"a[href='{YEAR}']")

    def answer(self, question: str) -> str:
        dd = self.page.locator(f"dt:has-text('{question}') + dd")
        return str(dd.inner_text())

    def panel(self) -> str:
        return str(self.page.locator("#meaning").inner_text())


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Visit]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    found = Visit(page, served)
    yield found
    page.close()
    assert found.wrong == []


def test_what_it_spends_most_on(visit: Visit) -> None:
    visit.budget()
    assert "农林水支出，2,728.80万元，占 69.5%" in visit.answer("花得最多")
    visit.click("dt:has-text('花得最多') + dd .f")
    assert "2,728.80" in visit.panel()
    assert "功能科目" in visit.panel()
    assert visit.clicks <= 3


def test_what_changed_and_why(visit: Visit) -> None:
    visit.budget()
    assert "增加 1,874.31万元（+91.3%）" in visit.answer("比上年变了什么")
    visit.click("dt:has-text('比上年变了什么') + dd a:has-text('详细')")
    row = visit.page.locator("#changes + .box tr:has-text('项目支出')").inner_text()
    assert "1,071.00" in row
    assert "乡村振兴和对口帮扶的资金增加" in row
    assert visit.clicks <= 3


def test_reception_and_whether_it_goes_down(visit: Visit) -> None:
    visit.budget()
    assert "0.98万元，在减少：比上年减少 0.18万元" in visit.answer("公务接待")
    visit.go(f"{OTHER}").click("text=看历年的三公经费")
    figure = visit.page.locator("figure:has-text('公务接待费')").inner_text()
    assert "11.99" in figure
    assert "5.34" in figure


def test_projects_with_targets(visit: Visit) -> None:
    visit.budget().click("dt:has-text('哪些项目有绩效目标') + dd a")
    assert visit.page.locator("h1").inner_text() == "项目和绩效目标"
    assert visit.page.locator("main ol li").count() == 5
    assert visit.page.locator("main .box").count() >= 5
    assert visit.clicks <= 3


def test_the_same_in_word(visit: Visit) -> None:
    visit.budget()
    assert "317 个数，全部相同" in visit.answer("Word 文档")
    visit.click("dt:has-text('花得最多') + dd .f")
    assert "Word 文档" in visit.panel()
    assert "与本页相同" in visit.panel()
    assert visit.clicks <= 3


def test_download_of_everything(visit: Visit) -> None:
    visit.budget().click("dt:has-text('下载全部数据') + dd a")
    names = visit.page.locator("main table a").all_inner_texts()
    for name in ("Word 文档", "PDF 文档", "Excel 表格", "全部数字（CSV）", "全部数字（Parquet）"):
        assert name in names
    with visit.page.expect_download() as got:
        visit.click("main table a:has-text('全部数字（CSV）')")
    assert got.value.path().stat().st_size > 10_000
    assert visit.clicks <= 3
    visit.go().click("text=下载数据")
    assert visit.page.locator("a[href='../data/facts.csv']").count() == 1


def test_an_address_of_a_figure_shows_it(visit: Visit) -> None:
    visit.go(f"{YEAR}t03/#2010301.basic")
    assert "630.46" in visit.panel()
    visit.click("#meaning a:has-text('一般公共预算支出表')")
    assert visit.page.url.endswith("t06/#2010301.basic")
    assert "630.46" in visit.panel()


def test_comparing_says_what_cannot_be(visit: Visit) -> None:
    visit.go(f"compare/?e={YEAR}&e={OTHER}")
    visit.page.wait_for_selector("#compared table")
    text = visit.page.locator("#compared").inner_text()
    assert "年度不同" in text
    assert "地区不同" in text
    assert "没有印出" in text
    row = visit.page.locator("#compared tr:has-text('公务接待费')").inner_text()
    assert "0.98" in row
    assert "5.34" in row
    visit.page.fill("#edition", "荷塘")
    visit.click("#choose button")
    visit.page.wait_for_selector("#compared th:has-text('荷塘')")
    visit.page.fill("#edition", "没有这个")
    visit.click("#choose button")
    assert "没有这份预算" in visit.page.locator("#unknown").inner_text()


def test_searching(visit: Visit) -> None:
    visit.go()
    visit.page.fill("#q", "gwjd")
    visit.click(".search button")
    visit.page.wait_for_selector("#results li")
    visit.click("#results a")
    assert "公务接待费" in visit.panel()
    assert visit.clicks <= 3


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(browser: Any, served: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for address in PAGES:
        page.goto(served + address)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        told = [(one["id"], [n["target"] for n in one["nodes"]][:3]) for one in found]
        assert told == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.close()
