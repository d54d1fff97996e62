"""Cost bases in the many ways a clerk may write them: read, found wrong, or left alone."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from yusuan.ledger import Amount
from yusuan.reckoning import Account, account


def read(text: str, amount: int) -> Account:
    return account(text, Amount(Decimal(amount), Decimal("0.01")))


RIGHT = [
    ("2080元/人/月×14人×12月", 349440),
    ("10个*3000共3万元", 30000),
    ("每人每月500元，共20人，全年12万元", 120000),
    ("２０８０元／人／月×１４人×１２月", 349440),
    ("５０００份×１００元＝５０万元", 500000),
    ("5000份，每份100元", 500000),
    ("80人，每人1500元", 120000),
    ("单价4500元，购置20台", 90000),
    ("购置电脑20台，单价4500元，共9万元", 90000),
    ("电脑20台×0.45万元", 90000),
    ("打印机5台*3000元/台，电脑10台*5000元/台", 65000),
    ("打印机5台×3000元+电脑10台×5000元", 65000),
    ("打印机5台×3000元加电脑10台×5000元", 65000),
    ("打印机5台×3000元、电脑10台×5000元", 65000),
    ("会议4次×50人×150元=3万元", 30000),
    ("全年4次会议，每次50人，每人150元", 30000),
    ("全年会议4次，每次50人，人均150元，共计3万元", 30000),
    ("550元/人·天×60人×2天=6.6万元", 66000),
    ("60人×2天×550元/人天=66000元", 66000),
    ("60人*2天*550元=6.6万", 66000),
    ("60人x2天x550元", 66000),
    ("60人×2天×550元，合计66000元", 66000),
    ("按合同金额200万元的5%计算", 100000),
    ("200万元×5%", 100000),
    ("工程费200万元，监理费按5%计10万元，共210万元", 2100000),
    ("工资总额100万元，按2%计提2万元", 20000),
    ("办公费2万元，印刷费1万元，差旅费3万元", 60000),
    ("办公费2万元、印刷费1万元、差旅费3万元", 60000),
    ("办公费20000元，印刷费1万元，差旅费3万", 60000),
    ("（一）办公费2万元；（二）印刷费1万元；（三）差旅费3万元", 60000),
    ("①办公费2万元；②印刷费1万元；③差旅费3万元", 60000),
    ("1.办公费2万元 2.印刷费1万元 3.差旅费3万元", 60000),
    ("办公费：2万元\n印刷费：1万元\n差旅费：3万元", 60000),
    ("每季度2500元", 10000),
    ("每月2500元，全年3万元", 30000),
    ("每月2500元，12个月", 30000),
    ("2500元/月×12", 30000),
    ("2500元×12个月=3万元", 30000),
    ("2500元/月，一年3万元", 30000),
    ("租金30元/平方米/月×500平方米×12个月=18万元", 180000),
    ("租用500平方米，每平方米每月30元，全年18万元", 180000),
    ("500㎡×30元/㎡/月×12月", 180000),
    ("3人次*3500元/人次+住宿2晚*400元*3人", 12900),
    ("差旅费：3人×5天×（住宿350元+伙食100元+交通80元）=7950元", 7950),
    ("（350+100+80）元/人·天×3人×5天", 7950),
    ("120万元/年", 1200000),
    ("合同价120万元，已付60万元，尾款60万元", 600000),
    ("上年安排5万元，今年与上年持平", 50000),
    ("5万", 50000),
    ("50000", 50000),
    ("￥50,000.00", 50000),
    ("50,000元", 50000),
    ("人民币5万元整", 50000),
    ("共需经费5万元，其中：专家费2万元，资料费1万元，场租2万元", 50000),
    ("总计5万元（专家费2万元，资料费1万元，场租2万元）", 50000),
    ("专家费2万元，资料费1万元，场租2万元，共5万元", 50000),
    ("专家10人×2000元/人=2万元；资料1万元；场租2万元；合计5万元。", 50000),
]


@pytest.mark.parametrize(("text", "amount"), RIGHT)
def test_it_gives_the_amount(text: str, amount: int) -> None:
    found = read(text, amount)
    assert (found.verdict, found.wrong) == ("right", ())


SILENT = [
    ("约3万元", 30000, "nothing"),
    ("3-5万元", 40000, "nothing"),
    ("3万元至5万元", 40000, "open"),
    ("参照上年支出", 50000, "nothing"),
    ("据实结算", 50000, "nothing"),
    ("详见附件", 50000, "nothing"),
    ("按相关规定执行", 50000, "nothing"),
    ("伍万元", 50000, "nothing"),
    ("五万元", 50000, "nothing"),
]


@pytest.mark.parametrize(("text", "amount", "verdict"), SILENT)
def test_what_cannot_be_told_is_said_to_be_so(text: str, amount: int, verdict: str) -> None:
    found = read(text, amount)
    assert (found.verdict, found.wrong) == (verdict, ())


WRONG = [
    ("2080元/人/月×14人×12月=35万元", 350000),
    ("2080元/人/月×14人×12月", 350000),
    ("5000份，每份100元", 600000),
    ("单价4500元，购置20台", 80000),
    ("每人每月500元，共20人，全年10万元", 100000),
    ("办公费2万元，印刷费1万元，差旅费3万元", 70000),
    ("打印机5台×3000元、电脑10台×5000元", 60000),
    ("全年4次会议，每次50人，每人150元", 40000),
]


@pytest.mark.parametrize(("text", "amount"), WRONG)
def test_another_amount_is_found_wrong(text: str, amount: int) -> None:
    found = read(text, amount)
    assert found.verdict == "wrong" or found.wrong


#: Each says something of money that is not the amount, and none is an error for that.
OPEN = [
    ("合同价120万元，已付60万元", 300000),
    ("上年安排5万元，今年压减", 40000),
    ("工程费200万元，监理费按5%另计", 2100000),
    ("每人每月500元", 120000),
    ("每月2500元", 27500),
    ("每次会议经费不超过2万元", 80000),
    ("5000份，每份100元，另有运费", 520000),
    ("标准为每人1500元，以实际人数为准", 120000),
    ("人员20-25人，每人500元", 12000),
    ("租金约30元每平方米，500平方米", 200000),
    ("总投资500万元，分三年实施", 1500000),
]


@pytest.mark.parametrize(("text", "amount"), OPEN)
def test_money_that_explains_only_part_is_no_error(text: str, amount: int) -> None:
    found = read(text, amount)
    assert found.verdict in ("open", "nothing")
    assert found.wrong == ()


def test_what_the_guide_promises_is_computed() -> None:
    guide = Path(__file__).resolve().parents[2] / "docs" / "guide" / "targets.md"
    rows = re.findall(
        r"^\| `(.+)` \| (\d+) 元 \|$", guide.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) > 5
    assert {read(text, int(amount)).verdict for text, amount in rows} == {"right"}
