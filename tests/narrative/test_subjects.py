"""Words of sentences say what the labels of tables say, or nothing for certain."""

import pytest

from yusuan import pipeline
from yusuan.ledger import Coordinates
from yusuan.narrative.lexicon import lexicon
from yusuan.narrative.subjects import Subjects

SUBJECTS = Subjects(2022, "budget", words=lexicon(2022))


def bound(words: str, above: str = "") -> str:
    """Return the coordinates words are bound to, in words; what was not understood in brackets."""
    found = SUBJECTS.bind(words, Coordinates.parse(above))
    return str(found.coordinates) if found.understood else f"({found.remark})"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("一般公共预算财政拨款基本支出", "flow=expenditure fund=gpb nature=basic"),
        ("本年支出合计", "flow=expenditure"),
        ("2022年收入、支出预算总计", "flow=expenditure balance=total"),
        ("2022年度政府性基金拨款支出预算", "flow=expenditure fund=gf"),
        ("“三公”经费预算数为", "flow=expenditure item=three_publics"),
        ("其中：公务接待费", "flow=expenditure item=three_publics.reception"),
        ("2021年工资福利支出", "year=2021 flow=expenditure dept_economic=301"),
        ("上年结转", "flow=revenue balance=carryover"),
        ("使用非财政拨款结余", "flow=revenue balance=used_surplus"),
        ("2022年一般公共预算当年拨款", "flow=expenditure fund=gpb"),
        ("按支出经济分类划分，商品和服务支出", "flow=expenditure dept_economic=302"),
    ],
)
def test_words_say_what_labels_say(words: str, said: str) -> None:
    assert bound(words) == said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("教育支出（类）普通教育（款）小学教育（项）", "2050202"),
        ("“卫生健康支出-行政事业单位医疗-事业单位医疗”科目", "2101102"),
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）支出", "2210201"),
        ("社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金（项）", "2080506"),
        ("其他教育支出（款）其他教育支出（项）", "2059999"),
        ("行政运行（2010601）", "2010601"),
        ("205教育支出", "205"),
    ],
)
def test_a_path_of_names_is_one_code(words: str, code: str) -> None:
    assert bound(words) == f"flow=expenditure function={code}"


@pytest.mark.parametrize(
    ("words", "above", "said"),
    [
        ("住房公积金", "function=221", "flow=expenditure function=2210201"),
        (
            "住房公积金",
            "nature=basic dept_economic=301",
            "flow=expenditure nature=basic dept_economic=30113",
        ),
        (
            "会议费",
            "nature=basic.operating",
            "flow=expenditure nature=basic.operating dept_economic=30215",
        ),
        ("会议费", "item=meetings_training", "flow=expenditure item=meetings"),
        ("行政运行", "function=20106", "flow=expenditure function=2010601"),
        (
            "购置费",
            "item=three_publics.vehicles",
            "flow=expenditure item=three_publics.vehicles.purchase",
        ),
        (
            "拟购买服务支出",
            "item=procurement",
            "flow=expenditure item=procurement procurement=services",
        ),
        (
            "因公出国（境）费",
            "nature=basic item=operations",
            "flow=expenditure item=three_publics.overseas",
        ),
        ("“三公”经费", "item=three_publics.reception", "flow=expenditure item=three_publics"),
        ("年初预算数", "flow=revenue", "flow=revenue"),
        ("支出总计", "flow=expenditure nature=project", "flow=expenditure balance=total"),
        ("收入预算", "flow=expenditure nature=project", "flow=revenue"),
        ("财政拨款支出", "flow=expenditure fund=gpb", "flow=expenditure fund=gpb"),
        ("全部支出", "flow=expenditure balance=total", "flow=expenditure"),
    ],
)
def test_what_stands_above_decides_and_is_added_to(words: str, above: str, said: str) -> None:
    assert bound(words, above) == said


@pytest.mark.parametrize(
    "words",
    [
        "住房公积金",  # in the functional and in the economic classification
        "行政运行",  # of many codes
        "涉及一般公共预算支出",  # a part of it
        "所属单位支出",
        "人均公用经费",
        "项目支出（不含基建）",
        "火箭支出",
        "基本支出和项目支出",  # two at once
        "政府性基金拨款",  # of which side
        "2022年预算安排",  # of what
        "在其他政府采购项目中采购金额",
        "购置费",  # of what, where no vehicles are spoken of
        "差旅费",  # an economic class or a line of a project
        "教育",
    ],
)
def test_what_is_not_certain_is_not_understood(words: str) -> None:
    assert bound(words).startswith("(")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2022年基本支出", "flow=expenditure nature=basic"),
        ("2021年基本支出", "year=2021 flow=expenditure nature=basic"),
        ("去年基本支出预算", "year=2021 flow=expenditure nature=basic"),
        ("2021年项目支出决算", "year=2021 stage=final flow=expenditure nature=project"),
        ("与上年相比收、支预算总计各", "flow=expenditure balance=total"),
    ],
)
def test_years_and_stages_are_said_where_they_are_not_the_documents(words: str, said: str) -> None:
    assert bound(words) == said


def test_a_final_account_names_its_budget() -> None:
    final = Subjects(2022, "final", words=lexicon(2022))
    assert str(final.bind("项目支出年初预算为").coordinates) == (
        "stage=budget flow=expenditure nature=project"
    )
    assert str(final.bind("项目支出决算为").coordinates) == "flow=expenditure nature=project"
    assert not final.bind("项目支出全年预算为").understood


def test_with_money_carried_over_a_bare_side_is_unclear() -> None:
    carrying = Subjects(2022, "budget", words=lexicon(2022), carried=frozenset({"revenue"}))
    assert not carrying.bind("收入预算").understood
    assert carrying.bind("本年收入").understood
    assert carrying.bind("收入总计").understood
    assert not carrying.bind("一般公共预算当年拨款").understood


def test_the_body_may_shorten_its_name() -> None:
    named = Subjects(2022, "budget", "云海省人民检察院", words=lexicon(2022))
    assert named.bind("省检察院2022年基本支出").understood
    assert named.bind("2022年云海省人民检察院基本支出").understood
    assert not named.bind("市公安局基本支出").understood


def test_the_list_follows_a_classification() -> None:
    axis = SUBJECTS.axis("按支出功能分类科目")
    assert axis == "function"
    assert str(SUBJECTS.bind("其他支出", axis=axis).coordinates) == "flow=expenditure function=229"
    assert SUBJECTS.axis("按支出性质分") == ""


@pytest.mark.parametrize(
    ("heading", "fixed"),
    [
        ("三、一般公共预算拨款支出预算情况说明", "flow=expenditure fund=gpb"),
        ("（二）“三公”经费", "flow=expenditure item=three_publics"),
        ("六、会议费、培训费预算", "flow=expenditure item=meetings_training"),
        ("（一）收入预算", "flow=revenue"),
        ("四、财政拨款收入支出总体情况", "fund=appropriation"),
        ("四、2022年财政拨款收入支出决算总体情况", "stage=final fund=appropriation"),
        ("五、一般公共预算财政拨款支出决算情况", "stage=final flow=expenditure fund=gpb"),
        ("二、2021年基本支出决算", "year=2021 stage=final flow=expenditure nature=basic"),
        ("四、人员经费情况", "flow=expenditure nature=basic.personnel"),
        ("一、收支总体情况说明", ""),
        ("（三）与上年相比的变化", ""),
        ("二、机构设置和人员情况", ""),
        ("（四）预算绩效情况", ""),
    ],
)
def test_headings_fix_what_their_words_say(heading: str, fixed: str) -> None:
    assert str(SUBJECTS.heading(heading)) == fixed


def test_sections_that_are_not_of_money_have_a_kind() -> None:
    assert SUBJECTS.kind("第四部分 名词解释") == "glossary"
    assert SUBJECTS.kind("（三）国有资产占用情况") == "assets"
    assert SUBJECTS.kind("一、部门职责") == "organisation"
    assert SUBJECTS.kind("（四）预算绩效情况") == "targets"
    assert SUBJECTS.kind("2022年部门预算编制说明") == ""


TABLES = """云海市水利局2022年部门预算
2022年项目支出预算表
单位：万元
单位代码	单位名称	功能科目编码	功能科目名称	项目名称	总计
		合计			90.00
105001	云海市水利局	2130305	水利工程建设	堤防整修	60.00
105002	云海市水文站	2130311	水资源节约管理与保护	节水宣传工作	30.00
"""


@pytest.fixture(scope="module")
def own() -> Subjects:
    """Return the words of a department with two units and two projects."""
    read = pipeline.read(pipeline.Request("budget.txt", TABLES.encode()))
    assert read.disclosure
    return Subjects.of(read.disclosure)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("堤防整修", "flow=expenditure nature=project project=堤防整修"),
        ("堤防整修项目经费", "flow=expenditure nature=project project=堤防整修"),
        ("节水宣传", "flow=expenditure nature=project project=节水宣传工作"),
        ("水利工程建设", "flow=expenditure function=2130305"),
        ("水利局2022年支出预算", "flow=expenditure"),
    ],
)
def test_a_document_brings_its_own_names(own: Subjects, words: str, said: str) -> None:
    found = own.bind(words)
    assert (str(found.coordinates), found.understood) == (said, True)


def test_of_several_units_the_bodys_name_alone_is_not_all_of_them(own: Subjects) -> None:
    above = Coordinates.parse("flow=expenditure")
    assert not own.bind("云海市水利局", above).understood
    assert not own.bind("云海市水文站", above).understood
    assert (
        Subjects(2022, "budget", "云海市水利局", words=lexicon(2022))
        .bind("水利局", above)
        .understood
    )
    office = Subjects(2022, "budget", "云海市水利局", words=lexicon(2022), office="105001")
    assert str(office.bind("水利局", above).coordinates) == "unit=105001 flow=expenditure"
    assert str(office.bind("水利局项目支出").coordinates) == "flow=expenditure nature=project"
