"""Personal data in what is published (D-70 to D-72); no message prints a whole number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.disclosing.endings import failed, listed, masked, not_applicable, passed
from yusuan.checks.disclosing.paper import Paper
from yusuan.checks.rule import Rule, Ruling
from yusuan.ledger import Disclosure, Place

_BASIS = "《个人信息保护法》第二十五条、第三十四条；《政府信息公开条例》第十五条"
NUMBERS = Rule(
    "personal-data",
    "个人信息：公开的文件里没有身份证号、个人手机号、银行账号和家庭住址。",
    "No identity number, personal mobile number, bank account or home address is published.",
    "warning",
    _BASIS,
)
NAMES = Rule(
    "filler-name",
    "填表人姓名：公开的表里不印填表人的姓名。",
    "The name of the person who filled in a form is not published.",
    "info",
    _BASIS,
)
RULES = (NUMBERS, NAMES)

_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{5}[\dXx](?![\dA-Za-z])"
)
_MOBILE = re.compile(
    r"(?<![\d.A-Za-z-])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![\d.A-Za-z]|\s*万?元)"
)
_ACCOUNT = re.compile(r"(?:账号|帐号|卡号|账户号码|银行账户)[^\d]{0,12}(\d[\d ]{10,24}\d)")
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|户籍所在地)\s*[：:]?\s*([\u4e00-\u9fff\d]{4,}[号室])"
)
_CODE_BEFORE = re.compile(r"(?:编码|代码|编号|单号|文号|统一社会信用)[^\d]{0,8}$")
_CODE_LABEL = re.compile(r"编码|代码|编号|金额|资金|预算")
_FILLER = re.compile(
    r"(?:填表人|填报人|制表人|经办人)(?:姓名)?\s*[：:]\s*([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)
_FILLER_LABEL = frozenset({"填表人", "填报人", "制表人", "经办人"})
_NO_NAME = re.compile(r"联系|电话|签字|签名|日期|盖章|单位|部门|办公|财务|负责")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

Said = tuple[str, str, Place | None]  # label, text, place


def rulings(papers: Sequence[Paper]) -> Iterator[Ruling]:
    """Personal data in each document's sentences, captions and target forms."""
    for paper in papers:
        said = list(_said(paper.disclosure))
        if not said:
            for rule in RULES:
                yield not_applicable(rule.id, paper, "没有文字")
            continue
        yield from _numbers(paper, said)
        yield _names(paper, said)


def _said(disclosure: Disclosure) -> Iterator[Said]:
    """Every text of the document with the label before it, where it has one."""
    for passage in disclosure.passages:
        yield "", passage.text, passage.place
    for statement in disclosure.statements:
        for form in statement.targets:
            place = form.place or statement.place
            yield from ((label, text, place) for label, text in form.fields)
            yield from (("", one.text, one.place or place) for one in form.goals)
            for cost in form.costs:
                at = cost.place or place
                yield from (("", text, at) for text in (cost.name, cost.basis, cost.detail))
        for part in statement.sections:
            for line in part.lines:
                words = (one for one in line.path if len(one) > 10 and not one.isdigit())
                yield from (("", word, statement.place) for word in words)


def _numbers(paper: Paper, said: Sequence[Said]) -> Iterator[Ruling]:
    found: dict[str, dict[str, list[Place | None]]] = {}
    for label, text, place in said:
        for kind, value, _ in _personal(label, text):
            found.setdefault(kind, {}).setdefault(masked(value), []).append(place)
    for kind, values in found.items():
        times = sum(map(len, values.values()))
        yield failed(
            NUMBERS.id,
            paper,
            (
                f"公开了{kind} {listed(values)}（共 {times} 处）；请删去，只留办公电话",
                f"Personal data were published ({_ENGLISH[kind]}, {times} places)",
            ),
            [place for places in values.values() for place in places],
        )
    if not found:
        yield passed(NUMBERS.id, paper)


_ENGLISH = {
    "身份证号": "identity number",
    "个人手机号": "mobile number",
    "银行账号": "bank account",
    "家庭住址": "home address",
}


def hidden(label: str, text: str) -> str:
    """A text with every sign of what these rules find in it replaced by ＊; its length stays.

    ``label`` is what stands before the text, where it is the field of a form.
    """
    spans = [span for _, _, span in _personal(label, text)]
    if (found := _name(label, text)) is not None:
        spans.append(found)
    for start, end in spans:
        text = text[:start] + "＊" * (end - start) + text[end:]
    return text


def _personal(label: str, text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Each number or address of a person: what it is, itself, and where it stands."""
    if len(text) < 8 or (label and _CODE_LABEL.search(label)):
        return
    digits = any(sign.isdigit() for sign in text)
    for match in _IDENTITY.finditer(text) if digits else ():
        if _is_identity(match[0]):
            yield "身份证号", match[0], match.span()
    for match in _MOBILE.finditer(text) if digits else ():
        if not _CODE_BEFORE.search(text[: match.start()]):
            yield "个人手机号", re.sub(r"[- ]", "", match[1]), match.span(1)
    for match in _ACCOUNT.finditer(text) if digits else ():
        yield "银行账号", match[1].replace(" ", ""), match.span(1)
    for match in _HOME.finditer(text):
        yield "家庭住址", match[1], match.span(1)


def _is_identity(number: str) -> bool:
    """Whether the last sign of an identity number is what its others come to."""
    total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()


def _name(label: str, text: str) -> tuple[int, int] | None:
    """Where the name of the person who filled in a form stands."""
    found = None
    if label.strip("：: ") in _FILLER_LABEL:
        found = (len(text) - len(text.lstrip()), len(text.rstrip()))
    elif not label and (match := _FILLER.search(text)):
        found = match.span(1)
    name = text[slice(*found)] if found else ""
    return found if name and len(name) <= 4 and not _NO_NAME.search(name) else None


def _names(paper: Paper, said: Sequence[Said]) -> Ruling:
    places = [place for label, text, place in said if _name(label, text)]
    if not places:
        return passed(NAMES.id, paper)
    return failed(
        NAMES.id,
        paper,
        (
            f"公开的表里印着填表人的姓名，共 {len(places)} 处；公开时可以删去",
            f"The name of the person who filled in the form is printed {len(places)} times",
        ),
        places,
    )
