"""The target forms of five published documents, taken back to a budget and printed anew.

Every text stands in the row it stood in, but for what is listed, each with its reason.
"""

from pathlib import Path

import pytest

from tests.derive.published import fold
from tests.derive.sheets import beside, in_one, sheets
from tests.derive.truth import laid, true_tables
from yusuan.documents import Table

pytestmark = pytest.mark.shared

# A form is signed below its grid in the text; ours prints that row in the grid.
SIGNED = [("", "单位负责人签字:填表人:联系电话:")]
SIGNED_TWICE = [("", "单位负责人签字:"), ("", "填表人:联系电话:")]
# A page was broken inside a row of one heading, and the heading came out twice.
DOUBLED = [("指标值说明", "")]
# A fund without money is 0 in two forms of a document and blank in the other three.
ZEROS = [("0", "")] * 3


def bought(amount: str) -> list[tuple[str, str]]:
    """What the table of procurement lists of a project is missing in the project's own form."""
    return [("", "印刷服务"), ("", "批"), ("", amount)]


#: (document, form, project or nothing) → (texts equal, texts that differ as theirs and ours);
#: long texts by their length.
FOUND: dict[tuple[str, str, str], tuple[int, list[tuple[str, str]]]] = {
    # the document names the department without the city in this form
    ("shifeng-2020", "f1", ""): (16, [("石峰区人民政府办公室", "株洲市石峰区人民政府办公室")]),
    ("shifeng-2020", "f2", ""): (42, []),
    # two goals are worded otherwise than in form 2
    ("shifeng-2020", "f3", ""): (79, [("51字", "52字"), ("25字", "26字")]),
    ("shifeng-2019-targets", "f1", ""): (78, []),
    # a full stop that form 1 does not have
    ("shifeng-2019-targets", "f2", ""): (147, [("26字", "25字")]),
    ("shifeng-2019-targets", "f3", ""): (20, []),
    ("shifeng-2023-targets", "f1", ""): (83, SIGNED),
    # the document leaves the sum blank
    ("shifeng-2023-targets", "f2", ""): (21, [("", "174"), *SIGNED_TWICE]),
    ("shifeng-2023-targets", "f3", "业务性专项经费"): (78, SIGNED),
    # full stops that form 2 does not have
    ("shifeng-2023-targets", "f3", "交通顽瘴痼疾整治"): (92, [("20字", "19字")] * 2 + SIGNED),
    ("shifeng-2023-targets", "f3", "禁毒工作经费"): (93, [("99字", "98字"), *SIGNED]),
    ("hetang-2024", "t22", "政府招商督查会议专项"): (79, []),
    # a value, its content and its unit contradict each other; a class over seven rows is lost
    ("hetang-2024", "t22", "监控室及市长热线临聘人员经费"): (
        63,
        [("", "23.88万元"), ("完成专项工作任务", ""), ("", "产出指标")],
    ),
    # a heading is lost; a value and its content contradict each other; a value lacks its unit
    ("hetang-2024", "t23", ""): (152, [("", "项目支出"), ("12", "8"), ("200", "200份")]),
    # a sum is blank; page breaks lost a class and printed a heading twice, six times
    ("jianghan-2022", "t12", ""): (
        353,
        [
            ("", "3927.98"),
            *[*DOUBLED * 2, ("", "产出质量"), *DOUBLED * 4],
        ],
    ),
    # two labels are worded otherwise in this form than in the other four
    ("jianghan-2022", "t13", "调查研究"): (
        97,
        [
            ("上年绩效评价结果、整改及应用", "18字"),
            *ZEROS,
            *bought("5.5"),
            ("19字", "21字"),
        ],
    ),
    # the amount over all years is blank
    ("jianghan-2022", "t13", "聘用人员工作经费"): (86, [("", "69")]),
    # the number of an option was read as its tick
    ("jianghan-2022", "t13", "乡村振兴及对口帮扶工作"): (100, [("22字", "23字"), *bought("6.5")]),
    ("jianghan-2022", "t13", "专项工作"): (98, [*ZEROS, *bought("10")]),
    # amounts with a unit of their own; two sums are blank
    ("jianghan-2022", "t13", "区政府总值班室"): (
        88,
        [
            *[("24万", "24")] * 2 + [("", "24")] * 2 + [("2万", "2")] * 2 + [("20万", "20")],
            *bought("5"),
        ],
    ),
}
#: Names and telephone numbers of persons, which a budget leaves out.
PERSONS = {"jianghan-2022": 12}


def _short(text: str) -> str:
    """A text as this list may hold it: long ones are others' sentences."""
    return text if len(text) < 18 else f"{len(text)}字"


@pytest.mark.parametrize("name", sorted({name for name, _, _ in FOUND}))
def test_target_forms_print_again_text_for_text(shared: Path, name: str) -> None:
    found, persons = {}, 0
    for one in sheets(shared / "seeds" / f"{name}.txt"):
        two = beside(one.theirs, one.ours)
        different = [(_short(a), _short(b)) for a, b in two.different]
        found[name, one.form, one.name] = two.equal, different
        persons += two.persons
    assert found == {key: value for key, value in FOUND.items() if key[0] == name}
    assert persons == PERSONS.get(name, 0)


#: Places of equal text, and cells that in the document are not merged (headers of three rows) or
#: are merged with a blank beside them.
UPON_GRIDS = {"f1": (23, 0), "f2": (42, 0), "f3": (133, 10)}


def test_target_forms_lie_upon_the_true_grids_of_their_document(shared: Path) -> None:
    made = sheets(shared / "seeds/shifeng-2020.txt")
    known = (one for one in true_tables(shared, "shifeng-2020") if one.form)
    found = {one.form: laid(true.table, one.ours) for one, true in zip(made, known, strict=True)}
    assert {key: (one.equal, one.wider) for key, one in found.items()} == UPON_GRIDS
    differing = [len(FOUND["shifeng-2020", key, ""][1]) for key in found]
    assert [len(one.different) for one in found.values()] == differing


#: Texts of each form that begin in another column than the others of their column and page: in
#: rows that slipped sideways when the document was rebuilt.
SLIPPED = [31, 0, 0, 0, 1, 3]


def test_columns_of_target_forms_are_those_of_the_true_grids(shared: Path) -> None:
    pages: list[list[Table]] = []
    for one in true_tables(shared, "jianghan-2022"):
        if one.form and fold(one.title) == "续表":
            pages[-1].append(one.table)
        elif one.form:
            pages.append([one.table])
    made = list(sheets(shared / "seeds/jianghan-2022.txt"))
    found = [beside(in_one(form), one.ours) for form, one in zip(pages, made, strict=True)]
    assert [one.slipped for one in found] == SLIPPED
    equal = [count for (name, _, _), (count, _) in FOUND.items() if name == "jianghan-2022"]
    assert [one.equal for one in found] == equal
