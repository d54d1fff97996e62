"""Tables are read through their headers: every figure gets the coordinates its labels say."""

from dataclasses import replace

from tests.forms.tools import meanings, read, statement, table
from yusuan.documents import Document, Paragraph, Source
from yusuan.forms.recognise import recognise


def test_a_code_column_and_a_header_tree_give_coordinates() -> None:
    found = statement(
        "2022年一般公共预算基本支出表",
        """
        经济科目编码 | 经济科目名称 | 基本支出 | < | <
        ^ | ^ | 小计 | 人员经费 | 公用经费
        合计 | < | 12.00 | 7.00 | 5.00
        301 | 工资福利支出 | 7.00 | 7.00 |
        30201 | 办公费 | 5.00 | | 5.00
        """,
    )
    assert meanings(found) == {
        "flow=expenditure fund=gpb nature=basic": "12.00",
        "flow=expenditure fund=gpb nature=basic.personnel": "7.00",
        "flow=expenditure fund=gpb nature=basic.operating": "5.00",
        "flow=expenditure fund=gpb nature=basic dept_economic=301": "7.00",
        "flow=expenditure fund=gpb nature=basic.personnel dept_economic=301": "7.00",
        "flow=expenditure fund=gpb nature=basic dept_economic=30201": "5.00",
        "flow=expenditure fund=gpb nature=basic.operating dept_economic=30201": "5.00",
    }


def test_lists_side_by_side_are_read_apart() -> None:
    found = statement(
        "收支总表",
        """
        收入 | < | 支出 | <
        项目 | 预算数 | 项目（按功能分类） | 预算数
        一、一般公共预算拨款收入 | 8.00 | 一、一般公共服务支出 | 6.00
        二、政府性基金预算拨款收入 | 1.00 | 二、其他支出 | 3.00
        本年收入合计 | 9.00 | 本年支出合计 | 9.00
        上年结转 | | 结转下年 |
        收入总计 | 9.00 | 支出总计 | 9.00
        """,
    )
    assert meanings(found) == {
        "flow=revenue fund=gpb": "8.00",
        "flow=revenue fund=gf": "1.00",
        "flow=revenue": "9.00",
        "flow=revenue balance=total": "9.00",
        "flow=expenditure function=201": "6.00",
        "flow=expenditure function=229": "3.00",
        "flow=expenditure": "9.00",
        "flow=expenditure balance=total": "9.00",
    }


def test_a_code_split_over_three_cells_is_one_code() -> None:
    found = statement(
        "部门支出总表",
        """
        科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        201 | | | 一般公共服务支出 | 5.00 | 3.00 | 2.00
        201 | 03 | | 政府办公厅（室）及相关机构事务 | 5.00 | 3.00 | 2.00
        201 | 03 | 01 | 行政运行 | 3.00 | 3.00 |
        """,
    )
    assert meanings(found)["flow=expenditure function=2010301 nature=basic"] == "3.00"
    assert meanings(found)["flow=expenditure function=20103"] == "5.00"


def test_unit_rows_above_function_rows_are_units() -> None:
    found = statement(
        "一般公共预算支出表",
        """
        单位代码 | 科目编码 | 科目名称 | 合计
        | | 合计 | 5.00
        004 | | 某局 | 5.00
        004001 | | 某局机关 | 5.00
        004001 | 2010301 | 行政运行 | 5.00
        """,
    )
    assert meanings(found) == {
        "flow=expenditure fund=gpb": "5.00",
        "unit=004 flow=expenditure fund=gpb": "5.00",
        "unit=004001 flow=expenditure fund=gpb": "5.00",
        "unit=004001 flow=expenditure fund=gpb function=2010301": "5.00",
    }


def test_the_units_of_a_department_are_listed_by_code() -> None:
    found = read(
        "一般公共预算支出表",
        "单位：万元",
        "单位代码 | 单位名称 | 合计\n004 | 某局 | 5.00\n004001 | 某局机关 | 5.00",
    )
    assert found.units == (("004", "某局"), ("004001", "某局机关"))


def test_a_numbered_outline_hands_its_meaning_down() -> None:
    found = statement(
        "收支总表",
        """
        支出 | <
        项目（按部门预算经济分类） | 预算数
        一、基本支出 | 5.00
        工资福利支出 | 5.00
        二、项目支出 | 2.00
        按项目管理的商品和服务支出 | 1.50
        资本性支出 | 0.50
        支出总计 | 7.00
        """,
    )
    assert meanings(found)["flow=expenditure nature=basic dept_economic=301"] == "5.00"
    assert meanings(found)["flow=expenditure nature=project dept_economic=310"] == "0.50"


def test_the_title_of_three_publics_is_lifted_where_meetings_stand_beside() -> None:
    found = statement(
        "“三公”经费、会议费、培训费支出预算表",
        """
        合计 | “三公”经费 | < | 会议费
        ^ | 小计 | 公务接待费 | ^
        9.00 | 4.00 | 4.00 | 5.00
        """,
    )
    assert meanings(found) == {
        "flow=expenditure item=operations": "9.00",
        "flow=expenditure item=three_publics": "4.00",
        "flow=expenditure item=three_publics.reception": "4.00",
        "flow=expenditure item=meetings": "5.00",
    }


def test_a_label_and_its_figure_in_one_cell_are_two_things() -> None:
    found = statement(
        "部门收支总表",
        """
        收入 | < | 支出 | < | <
        项目 | 本年预算 | 项目 | 本年预算 | 本年预算
        一、一般公共预算拨款 | 508.93 | 1、一般公共服务 | 508.93 | 一、基本支出 448.93
        二、政府性基金拨款 | | 2、国防 | | 二、项目支出 60.00
        收入总计 | 508.93 | 支出总计 | 508.93 | 支出总计 508.93
        """,
    )
    assert meanings(found)["flow=expenditure nature=project"] == "60.00"
    assert meanings(found)["flow=expenditure nature=basic"] == "448.93"


def test_an_unknown_heading_keeps_its_figures_and_says_so() -> None:
    found = statement(
        "支出总表",
        """
        科目编码 | 科目名称 | 合计 | 扩大再生产基金
        201 | 一般公共服务支出 | 5.00 | 3.00
        """,
    )
    strange = [fact for fact in found.facts if not fact.understood]
    assert [fact.printed for fact in strange] == ["3.00"]
    assert "扩大再生产基金" in strange[0].remark


def test_a_blank_cell_is_no_figure() -> None:
    found = statement(
        "支出总表",
        """
        科目编码 | 科目名称 | 合计 | 项目支出
        201 | 一般公共服务支出 | 5.00 | —
        """,
    )
    assert [fact.printed for fact in found.facts] == ["5.00"]
    assert found.sections[0].cells[0, 1] is None


def test_a_row_that_numbers_the_columns_is_no_row_of_figures() -> None:
    found = statement(
        "一般公共预算基本支出情况表",
        """
        经济科目 | 经济科目名称 | 合计 | 人员经费 | 公用经费
        ** | ** | 1 | 2 | 3
        301 | 工资福利支出 | 7.00 | 7.00 |
        """,
    )
    assert [fact.printed for fact in found.facts] == ["7.00", "7.00"]


def test_codes_serial_numbers_and_counts_are_not_amounts() -> None:
    found = statement(
        "政府采购预算表",
        """
        序号 | 功能科目编码 | 项目名称 | 采购品名 | 采购数量 | 金额
        1 | 2010302 | 调查研究 | 印刷服务 | 12 | 5.50
        """,
    )
    assert [fact.printed for fact in found.facts] == ["5.50"]
    assert found.numeric == 1


def test_spending_by_source_knows_last_years_money_as_a_source() -> None:
    found = statement(
        "项目支出预算表",
        """
        功能科目编码 | 项目名称 | 总计 | 一般公共预算拨款 | 上年结转结余
        2010302 | 调查研究 | 13.00 | 10.00 | 3.00
        """,
    )
    assert meanings(found) == {
        "flow=expenditure function=2010302 nature=project project=调查研究": "13.00",
        "flow=expenditure fund=gpb function=2010302 nature=project project=调查研究": "10.00",
        "flow=expenditure fund=carryover function=2010302 nature=project project=调查研究": "3.00",
    }


def test_procurement_outlines_inherit_from_the_left() -> None:
    found = statement(
        "政府采购支出预算表",
        """
        采购品目大类 | 专项名称 | 采购物品名称 | 总计
        合计 | | | 9.00
        一、货物A | | | 9.00
        | 设备购置费 | | 9.00
        | | 复印机 | 9.00
        """,
    )
    last = list(found.facts)[-1].coordinates
    assert (last["procurement"], last["project"], last["line"]) == ("goods", "设备购置费", "复印机")


def test_whose_when_and_what_stage_are_read_from_cover_titles_and_captions() -> None:
    found = read(
        "某市某区教育局2023年度部门决算",
        "支出决算表",
        "部门：某市某区教育局 单位：元",
        "科目编码 | 科目名称 | 合计\n205 | 教育支出 | 5",
    )
    assert (found.entity, found.year, found.stage) == ("某市某区教育局", 2023, "final")
    assert found.statements[0].unit == "元"


def test_the_fullest_of_compatible_names_is_the_name() -> None:
    text = "科目编码 | 科目名称 | 合计\n205 | 教育支出 | 5"
    found = read(
        "支出总表", "单位名称：区教育局", text, "收入总表", "部门名称：某市某区教育局", text
    )
    assert found.entity == "某市某区教育局"


def test_the_place_for_a_seal_is_no_part_of_a_name() -> None:
    text = "科目编码 | 科目名称 | 合计\n205 | 教育支出 | 5"
    assert read("支出总表", "填报单位：某市教育局（盖章）", text).entity == "某市教育局"


def test_a_form_printed_for_each_project_names_its_unit_once() -> None:
    text = "项目名称 | 甲\n金额 | 5"
    forms = [
        x for _ in range(4) for x in ("项目支出目标表", "填报单位：甲县甲局二队 金额：万元", text)
    ]
    whole = [
        "甲县甲局2023年部门预算",
        "整体支出目标表",
        "填报单位：甲县甲局（盖章） 金额：万元",
        text,
    ]
    assert read(*whole, *forms).entity == "甲县甲局"


def test_a_missing_unit_of_money_is_said() -> None:
    found = read("支出总表", "科目编码 | 科目名称 | 合计\n205 | 教育支出 | 5.00")
    assert [remark.message for remark in found.statements[0].remarks] == [
        "没有写明金额单位，按万元换算"
    ]


def test_what_a_workbook_hides_is_not_published() -> None:
    shown = table("科目编码 | 科目名称 | 合计 | 项目支出\n205 | 教育支出 | 5.00 | 3.00")
    hidden = replace(
        shown, cells=tuple(replace(c, hidden=True) if c.column == 3 else c for c in shown.cells)
    )
    blocks = (Paragraph("支出总表"), Paragraph("单位：万元"), hidden)
    found = recognise(Document(Source("表.xlsx", "0" * 64, "xlsx"), blocks)).statements[0]
    assert [fact.printed for fact in found.facts] == ["5.00"]
    assert "隐藏" in found.remarks[0].message


def test_of_two_sets_that_share_their_titles_that_of_the_year_is_taken() -> None:
    rows = """
        序号 | 专项支出名称 | 支出方向 | 资金总额 | 实施期绩效目标 | 年度绩效目标
        1 | 窗口服务 | 政务支出 | 5 | 办事方便 | 全年办件
    """
    sample = ("填表说明", "一级指标 | 二级指标 | 三级指标\n产出指标 | 数量指标 | 次数")
    for year in (2019, 2020):
        title = f"{year}年区级专项资金预算绩效目标汇总表"
        found = read(f"甲局{year}年部门预算", title, "单位：万元", rows, *sample, *sample)
        assert (found.form_set or "")[:12] == f"shifeng-{year}"


def test_a_form_that_a_blank_line_parts_is_one_statement() -> None:
    head = (
        "项目名称 | 道路养护 | < | <\n年度预算金额 | 12.50 | < | <\n"
        "年度绩效目标 | 道路畅通。 | < | <"
    )
    rest = (
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 里程 | 35公里\n"
        "效益指标 | 社会效益指标 | 通行 | 改善"
    )
    (found,) = read("项目支出绩效目标表", head, rest).statements
    assert (found.rows, len(found.targets[0].indicators)) == (6, 2)
    apart = read("项目支出绩效目标表", head, "项目支出绩效目标表", rest).statements
    assert [one.rows for one in apart] == [3, 3]
