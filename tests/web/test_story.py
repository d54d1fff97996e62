"""The whole story in a browser, from an empty server to a correction that is published.

Everything is done through the pages, as people do. With YUSUAN_SHOTS=folder every step leaves a
picture there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.web import serving
from tests.web.desks import Desk
from tests.web.places import example
from yusuan import books
from yusuan.books.entity import UNIT_HEADING, UNIT_KEY
from yusuan.books.schema import BY_KEY, ENTITY
from yusuan.ledger.budgets import Budget
from yusuan.web.administration.people import HEADINGS
from yusuan.web.budgeting import reading

YEAR = 2027
DISTRICT, CODE = "示范区", "999999"
TYPED, LOADED = ("004", "示范区政府办公室"), ("005", "示范区综合保障局")
PEOPLE = (
    (*TYPED, "clerk1", "经办甲", "经办"),
    (*TYPED, "head1", "负责人甲", "单位负责人"),
    (*TYPED, "sector", "业务股经办", "业务股室"),
    (*LOADED, "clerk2", "经办乙", "经办"),
    (*LOADED, "head2", "负责人乙", "单位负责人"),
    (*LOADED, "sector", "业务股经办", "业务股室"),
    ("", "", "performance", "绩效股经办", "绩效股"),
    ("", "", "budget", "预算股经办", "预算股"),
)
FIRST, SECOND = (f"{name} {YEAR}" for _, name in (TYPED, LOADED))
AMOUNT = 2  # the column of the amount in the grid of expenditure
NOTE = 8
VALUE = 6  # of an indicator
AFTER = {"一上截止": 5, "一下日期": 15, "二上截止": 25, "人代会开幕": 60}


@dataclass
class Story:
    """The server, and the people who have sat down so far."""

    browser: Any
    served: serving.Served
    desks: dict[str, Desk] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, account: str) -> Desk:
        if account not in self.desks:
            self.desks[account] = Desk(self.browser, self.served.url)
            if account in self.passwords:
                self.desks[account].sign_in(account, self.passwords[account])
        return self.desks[account]


def budget_of(department: tuple[str, str]) -> Budget:
    """The example's budget under another name and year."""
    code, name = department
    found = example("hetang-2024")
    entity = replace(found.entity, code=code, name=name, year=YEAR, district=DISTRICT)
    units = tuple(replace(one, name=name, department=code) for one in found.units)
    return replace(found, entity=entity, units=units)


def block(list_: str, rows: list[dict[str, str]]) -> str:
    """Rows as a spreadsheet puts them on the clipboard."""
    keys = [column.key for column in BY_KEY[list_].columns]
    cell = '"{}"'.format
    lines = ([row.get(key, "") for key in keys] for row in rows)
    return "\r\n".join(
        "\t".join(cell(t.replace('"', '""')) if re.search(r'[\t\n"]', t) else t for t in line)
        for line in lines
    )


def list_of_people() -> bytes:
    book = Workbook()
    book.active.append(HEADINGS[:5])
    for one in PEOPLE:
        book.active.append(one)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def days(after: dict[str, int]) -> dict[str, str]:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return {name: (today + timedelta(many)).isoformat() for name, many in after.items()}


# ---- setting up --------------------------------------------------------------------------------


def set_up(story: Story) -> None:
    said = story.served.command("admin", "admin", "--data", str(story.served.data))
    story.passwords["admin"] = said.strip().rsplit("：", 1)[1]
    admin = story["admin"]
    admin.see("first-password")
    admin.follow("系统管理")
    admin.follow("新地区")
    admin.write({"行政区划代码": CODE, "名称": DISTRICT})
    admin.page.get_by_label("公开表样").select_option("hetang-2024")
    admin.press("保存")
    admin.follow("新年度")
    admin.write({"预算年度": str(YEAR)} | days(AFTER))
    admin.see("year")
    admin.press("保存")
    admin.upload("工作簿", "people.xlsx", list_of_people())
    admin.reads("初始密码（只显示这一次）")
    admin.see("imported")
    for line in admin.page.locator("table.list tbody tr").all():
        account, password = line.locator("td").all_inner_texts()
        story.passwords[account] = password
    assert set(story.passwords) == {"admin", *(one[2] for one in PEOPLE)}
    admin.follow("回到地区")
    admin.press("建好各部门预算")
    admin.reads("已为 2 个部门建好预算")
    admin.see("district")


def send_notice(story: Story) -> None:
    budget, clerk = story["budget"], story["clerk1"]
    budget.follow("审核台")
    budget.page.locator("nav.sheets").get_by_role("link", name="通知").click()
    budget.write({"标题": f"编制 {YEAR} 年部门预算", "正文": "请在一上截止日以前报送。"})
    budget.press("发出")
    budget.reads(f"编制 {YEAR} 年部门预算")
    clerk.follow("工作台")
    clerk.follow("通知 1")
    clerk.reads(f"编制 {YEAR} 年部门预算")
    clerk.see("notice", narrow=True)
    clerk.press("已阅")
    clerk.reads("已读")
    budget.follow(f"编制 {YEAR} 年部门预算")
    budget.reads("经办甲（clerk1）")
    expect(budget.page.locator("tr", has_text="clerk1")).not_to_contain_text("未读")
    budget.see("readers")


# ---- drafts ------------------------------------------------------------------------------------


def type_draft(clerk: Desk) -> None:
    """The front page is typed, one line of expenditure too; all else is pasted."""
    tables = reading.tables_of(budget_of(TYPED))
    [entity] = tables.pop("entity")
    headings = {one.key: one.heading for one in ENTITY.columns} | {UNIT_KEY: UNIT_HEADING}
    typed = {headings[key]: text for key, text in entity.items() if text}
    clerk.see("desk", narrow=True)
    clerk.fill_form(FIRST, ENTITY.title, typed)
    clerk.see("front-page")
    for list_, rows in tables.items():
        if rows:
            clerk.open_grid(FIRST, BY_KEY[list_].title)
            first = 0
            if list_ == "spending":
                keys = [column.key for column in BY_KEY[list_].columns]
                clerk.type_row(0, [rows[0].get(key, "") for key in keys][:7])
                first = 1
            clerk.paste(first, block(list_, rows[first:]))
    clerk.open_grid(FIRST, "支出")
    expect(clerk.page.locator("#live")).to_contain_text("没有发现问题")
    clerk.see("grid")
    clerk.page.get_by_role("tab", name="印出来的样子").click()
    clerk.page.wait_for_timeout(2500)
    clerk.see("grid-print")


def load_draft(clerk: Desk) -> None:
    clerk.open(SECOND)
    clerk.upload("导入 Excel 工作簿", "budget.xlsx", books.workbook_bytes(budget_of(LOADED)))
    clerk.reads("已从工作簿读入")
    clerk.see("loaded", narrow=True)


def hand_in(story: Story, number: int, budget: str, step: str) -> None:
    """The clerk finishes, the head signs."""
    story[f"clerk{number}"].take(budget, "送负责人签批")
    story[f"head{number}"].take(budget, step)


# ---- the first review --------------------------------------------------------------------------


def review_first(story: Story) -> None:
    sector, clerk = story["sector"], story["clerk1"]
    for budget in (FIRST, SECOND):
        sector.take(budget, "受理")
    sector.follow("审核台")
    expect(sector.page.locator("main")).not_to_contain_text("正在核对")
    sector.see("board", narrow=True)
    sector.review(FIRST, "勾稽审核表")
    sector.see("check-sheet")
    sector.take(FIRST, "退回部门", "差旅费请写明测算依据。")
    clerk.take(FIRST, "送负责人签批")  # nothing changed: the head may send it back, too
    story["head1"].take(FIRST, "退回修改", "先按财政局的意见改。")
    clerk.open_grid(FIRST, "支出")
    clerk.type_cell(0, NOTE, "按在职人数测算")
    hand_in(story, 1, FIRST, "签批并报送（一上）")
    sector.take(FIRST, "受理")


def remark_on(sector: Desk, clerk: Desk) -> None:
    """A remark pinned to a figure is answered and resolved."""
    sector.review(FIRST, "勾稽审核表")
    sector.page.locator("ul.links").get_by_role("link", name="支出", exact=True).click()
    sector.see("lines")
    sector.page.get_by_title("对这个数提意见").first.click()
    sector.write({"意见": "这个数和编制人数对不上，请核对。"})
    sector.press("提出")
    sector.reads("待办")
    sector.see("remark")
    clerk.review(FIRST, "审核意见")
    clerk.write({"答复": "已核对，含年中调入的人员。"})
    clerk.press("已改好，办结")
    clerk.reads("已办结")


def cut_project(sector: Desk) -> None:
    sector.review(SECOND, "申报、审核、批复")
    chosen = sector.page.get_by_label("项目", exact=True)
    chosen.select_option(label="政府招商督查会议专项经费")
    sector.write({"审核数（万元）": "10", "理由": "压减会议次数。"})
    sector.press("记下并通知部门")
    expect(sector.page.locator("table.list", has_text="压减会议次数。")).to_contain_text("撤回")
    sector.see("cut")


def issue_controls(story: Story) -> None:
    """The first department gets one 万元 less than it asked for, the other what was left."""
    budget = story["budget"]
    for name, less in ((FIRST, 1), (SECOND, story_cut())):
        budget.review(name, "控制数")
        amount = whole() - less
        budget.page.get_by_label("支出总额 控制数").fill(f"{amount}")
        budget.press("保存控制数")
        budget.reads("控制数改了 1 项")
        budget.see("controls")
        budget.take(name, "下达控制数（一下）")


def whole() -> Any:
    return sum(one.amount for one in example("hetang-2024").spending) / 10000


def story_cut() -> Any:
    of = [
        one.amount
        for one in example("hetang-2024").spending
        if one.project == "政府招商督查会议专项经费"
    ]
    return sum(of) / 10000 - 10


# ---- the second round --------------------------------------------------------------------------


def draft_second(story: Story) -> None:
    one, two = story["clerk1"], story["clerk2"]
    one.take(FIRST, "开始编制二上")
    one.take(FIRST, "送负责人签批", then="控制数 558.5699 万元，超过 1 万元")
    one.see("refused")
    one.open_grid(FIRST, "支出")
    one.type_cell(0, AMOUNT, f"{example('hetang-2024').spending[0].amount / 10000 - 1}")
    follow_total(one, FIRST, whole() - 1)
    two.take(SECOND, "开始编制二上")
    two.review(SECOND, "申报、审核、批复")
    two.press("按审核数修改草稿")
    two.reads("已落实")
    two.see("stage-amounts")
    follow_total(two, SECOND, whole() - story_cut())
    for number, budget in ((1, FIRST), (2, SECOND)):
        hand_in(story, number, budget, "签批并报送（二上）")
        story["sector"].take(budget, "受理")


def follow_total(clerk: Desk, budget: str, total: Any) -> None:
    """Revenue and the indicator of the total follow the expenditure; then nothing is found."""
    clerk.open_grid(budget, "收入")
    clerk.type_cell(0, AMOUNT, f"{total}")
    clerk.open_grid(budget, "绩效指标")
    expect(clerk.page.locator("#live")).to_contain_text("预算总额控制数")
    names = [one.name for one in example("hetang-2024").indicators]
    clerk.type_cell(names.index("预算总额控制数"), VALUE, f"{total:.2f}")
    expect(clerk.page.locator("#live")).to_contain_text("没有发现问题")


def review_targets(story: Story) -> None:
    for budget in (FIRST, SECOND):
        for office in ("sector", "performance"):
            story[office].pass_targets(budget)
    story["performance"].see("targets")


def approve(story: Story) -> None:
    budget = story["budget"]
    for name in (FIRST, SECOND):
        budget.take(name, "列入政府草案")
        budget.take(name, "送人大审议")
    budget.take(FIRST, "登记人大批准", then="请先在年度日程里登记人大批准日")
    today = dict.fromkeys((*AFTER, "人代会批准日"), 0)
    budget.write_dates(days(today))
    budget.reads("变动记录")
    budget.see("dates")
    for name in (FIRST, SECOND):
        budget.take(name, "登记人大批准")
        budget.take(name, "批复部门（二下）")
    budget.follow("审核台")
    budget.follow("全区汇总")
    budget.see("totals")
    assert budget_letter(story["head1"]).startswith(b"PK")


def budget_letter(head: Desk) -> bytes:
    head.open(FIRST)
    return head.download("批复（Word）").read_bytes()


# ---- publication and correction ----------------------------------------------------------------


def publish(head: Desk, reason: str = "") -> None:
    head.open(FIRST)
    head.follow("公开")
    if reason:
        expect(head.page.get_by_label("更正原因（和新版本一起公开）")).to_have_value(reason)
    head.press("生成公开文件")
    expect(head.page.locator("progress")).to_be_visible()
    head.see("building")
    button = head.page.get_by_role("button", name="公开", exact=True)
    expect(button).to_be_visible(timeout=120_000)
    head.see("publication")
    button.click()
    head.reads("已办理")


def visit(visitor: Desk, number: int) -> bytes:
    """Somebody without an account finds the budget, reads it and takes a file along."""
    visitor.page.goto(visitor.url + "/public/")
    visitor.follow(DISTRICT)
    visitor.follow(TYPED[1])
    visitor.reads(f"第 {number} 版")
    visitor.see("public", narrow=True)
    visitor.follow("全部文件和数据", exact=False)
    file = visitor.download("PDF 文档").read_bytes()
    assert file.startswith(b"%PDF")
    visitor.page.go_back()
    visitor.follow("预算说明全文")
    visitor.page.wait_for_load_state()
    visitor.reads(TYPED[1])
    visitor.see("reading", narrow=True)
    return file


def check_file(sector: Desk, file: bytes) -> None:
    """The file that was published goes through the check desk."""
    sector.follow("核对文件")
    field = sector.page.get_by_label("要核对的文件")
    field.set_input_files({"name": "公开.pdf", "mimeType": "application/pdf", "buffer": file})
    sector.press("开始核对")
    expect(sector.page.get_by_title("核对报告")).to_be_visible(timeout=120_000)
    report = sector.page.frame_locator("iframe.preview").locator("body")
    expect(report).to_contain_text(TYPED[1])
    sector.reads("不保存的话，一小时后删除")
    sector.see("check-desk")


def correct(story: Story) -> None:
    clerk, head, budget = story["clerk1"], story["head1"], story["budget"]
    reason = "部门职责第一条漏了公文交换。"
    clerk.take(FIRST, "申请更正", reason)
    budget.take(FIRST, "同意更正")
    clerk.open_grid(FIRST, "说明文字")
    clerk.type_cell(0, 1, "（一）起草、审核区政府和办公室的公文，办理公文交换。")
    hand_in(story, 1, FIRST, "签批更正")
    publish(head, reason)
    visit(story["visitor"], 2)
    story["visitor"].page.go_back()
    story["visitor"].follow("这份预算更正过，看改了什么")
    story["visitor"].reads("改了什么", reason, "办理公文交换")
    story["visitor"].see("corrected", narrow=True)


def look_back(story: Story) -> None:
    """The log of the budget, and the proof that nobody touched it."""
    clerk = story["clerk1"]
    clerk.open(FIRST)
    clerk.follow("办理记录")
    clerk.reads("申请更正")
    clerk.see("history")
    assert "没有发现改动" in story.served.command("audit", "--data", str(story.served.data))
    for name, desk in story.desks.items():
        assert desk.faults == [], name


@pytest.fixture
def story(browser: Any, served: serving.Served) -> Iterator[Story]:
    told = Story(browser, served)
    yield told
    for one in told.desks.values():
        one.window.close()


def test_the_whole_story(story: Story) -> None:
    set_up(story)
    send_notice(story)
    type_draft(story["clerk1"])
    load_draft(story["clerk2"])
    for number, budget in ((1, FIRST), (2, SECOND)):
        hand_in(story, number, budget, "签批并报送（一上）")
    review_first(story)
    remark_on(story["sector"], story["clerk1"])
    cut_project(story["sector"])
    issue_controls(story)
    draft_second(story)
    review_targets(story)
    approve(story)
    publish(story["head1"])
    check_file(story["sector"], visit(story["visitor"], 1))
    correct(story)
    look_back(story)
