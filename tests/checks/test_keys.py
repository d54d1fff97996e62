"""The key of a finding names what it is about, whatever its figures and wherever it stands."""

from dataclasses import replace

from tests.checks.tools import book, results
from yusuan.checks import Outcome
from yusuan.checks.findings import Finding
from yusuan.checks.keys import identified
from yusuan.documents import Place
from yusuan.ledger import Claim, Coordinates, Passage

SHEET = """
《支出总表》 万元 flow=expenditure
          | 合计* | 基本支出 nature=basic | 项目支出 nature=project
合计*            | 100.00 | 60.00 | 40.00
201 function=201 | 50.00 | 30.00 | 20.00
208 function=208 | 30.00 | 20.00 | {cell}
210 function=210 | 20.00 | 10.00 | 10.00
"""
OTHER = """
《收入总表》 万元 flow=revenue
           | 合计* | 甲 | 乙
合计*      | 3.00 | 1.00 | 2.00
"""


def keys(text: str) -> list[str]:
    return [finding.key for finding in results(text)[0].findings]


def test_two_runs_give_the_same_keys_and_every_finding_has_its_own() -> None:
    found = keys(SHEET.format(cell="12.00"))
    assert found == keys(SHEET.format(cell="12.00"))
    assert len(set(found)) == len(found) == 2
    assert all(key[0] == "k" and len(key) == 10 for key in found)


def test_another_wrong_figure_at_the_same_spot_is_the_same_finding() -> None:
    assert keys(SHEET.format(cell="12.00")) == keys(SHEET.format(cell="13.50"))


def test_a_table_put_in_before_changes_no_key() -> None:
    sheet = SHEET.format(cell="12.00")
    assert keys(OTHER + sheet)[-2:] == keys(sheet)


def test_one_more_line_changes_no_key_of_the_sum() -> None:
    more = SHEET.format(cell="12.00") + "212 function=212 | 0.00 | 0.00 | 0.00\n"
    assert keys(more) == keys(SHEET.format(cell="12.00"))


def test_the_same_fault_under_another_title_is_another_finding() -> None:
    other = SHEET.format(cell="12.00").replace("支出总表", "支出预算表")
    assert not set(keys(other)) & set(keys(SHEET.format(cell="12.00")))


def ruled(*messages: str, facts: tuple[str, ...] = (), line: int = 1) -> list[Outcome]:
    """Outcomes of a rule about sentences, as they come."""
    return [
        Outcome("r", "failed", "", facts, (), Finding(
            "r", "warning", message, "", (Place(line=line),), facts, None, None, None, "", None,
            None, "",
        ))
        for message in messages
    ]  # fmt: skip


def test_of_equal_findings_the_second_is_counted() -> None:
    (made,) = identified([book(OTHER)], [ruled("缺一句话", "缺一句话")])
    one, two = (outcome.finding.key for outcome in made if outcome.finding)
    assert two == f"{one}-2"


def test_a_finding_on_a_paragraph_is_named_by_its_words_and_not_its_numbers() -> None:
    def key(text: str, place: int) -> str:
        passage = Passage("p0001", text, Place(line=place))
        found = replace(book(OTHER), passages=(passage,))
        (made,) = identified([found], [ruled("少了比较", line=place)])
        assert made[0].finding
        return made[0].finding.key

    assert key("三、本年支出 12.5 万元。", 4) == key("四、本年支出 13.75万元。", 9)
    assert key("本年支出 12.5 万元。", 4) != key("本年收入 12.5 万元。", 4)


def test_a_claim_is_named_by_its_subject_and_heading() -> None:
    def key(identity: str, subject: str) -> str:
        claim = Claim(
            identity, "rate", "p1", 0, 4, "5.0", 5, 1, "%", subject, Place(line=2),  # type: ignore[arg-type]
            Coordinates(), heading="二、收入情况",
        )  # fmt: skip
        found = replace(book(OTHER), claims=(claim,))
        (made,) = identified([found], [ruled("比例不对", facts=(identity,))])
        assert made[0].finding
        return made[0].finding.key

    assert key("c0001", "财政拨款") == key("c0007", "财政拨款")
    assert key("c0001", "财政拨款") != key("c0001", "事业收入")


def test_findings_stand_in_reading_order_within_their_severity() -> None:
    early, late = ruled("前", line=2), ruled("后", line=90)
    passages = tuple(Passage(f"p{n}", f"第{n}", Place(line=n)) for n in (2, 90))
    (made,) = identified([replace(book(OTHER), passages=passages)], [[*late, *early]])
    assert [outcome.finding.rank for outcome in made if outcome.finding] == [1, 0]
