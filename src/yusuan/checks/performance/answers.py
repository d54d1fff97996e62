"""填报：提示语、选项、电话都有真正的答案。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yusuan.checks.performance.forms import Form, failed, held, listed, short
from yusuan.checks.rule import Rule, Ruling
from yusuan.reckoning import fold

_BASIS = "财预〔2015〕88号：审核绩效目标的完整性"
ANSWERED = Rule(
    "prompts-are-answered",
    "填报提示已作答：表里的填写提示应当换成本项目的内容。",
    "What the form prompts for is answered, not left standing.",
    "warning",
    _BASIS,
)
TICKED = Rule(
    "one-box-ticked",
    "单选项：项目类别、安排频度等单选栏恰好勾选一项。",
    "Of the boxes of one choice exactly one is ticked.",
    "warning",
    _BASIS,
)
TELEPHONE = Rule(
    "telephone-is-a-number",
    "联系电话：联系电话栏填电话号码。",
    "The telephone field holds a telephone number.",
    "warning",
    _BASIS,
)
RULES = (ANSWERED, TICKED, TELEPHONE)

_PROMPT = re.compile(
    r"^(?:请|须|应)?(?:填写|填报|说明|描述|简述|列明|概述)[^，。]{2,}|^\s*[（(]?此处|^×{2,}|^XX+|^（?必填）?$"
)
_ASKED = re.compile(
    r"^(?:(?:19|20)\d\d年|当年|上年|前两年)?(?:\d{1,2}-\d{1,2}月)?[^，。！\d]*(?:情况|结论|理由|措施|建议)"
    r"(?:[及和与][^，。\d]*)?(?:[(（][^()（）]*[)）])?[;；。]?$"
)
_ITEM = re.compile(r"(?:^|\n|(?<=[;；。]))\s*\d{1,2}\s*[.、．]\s*")
_BOXES = re.compile(r"[☑☐□■√]")
_TICKS = re.compile(r"[☑■√]")
_PHONE = re.compile(r"\d{7,}|\d{3,4}-\d{7,8}|\d{3,}\*+\d*")


def rulings(forms: Sequence[Form]) -> Iterator[Ruling]:
    """How the rules of answers end."""
    for form in forms:
        yield from _answered(form)
        yield from _ticked(form)


def _answered(form: Form) -> Iterator[Ruling]:
    """Fields that still hold the words by which the form asks."""
    texts = [*form.target.fields, *((goal.label, goal.text) for goal in form.target.goals)]
    left = [label for label, text in texts if is_prompt(label, text)]
    left += [one.name for one in form.indicators if not one.prose and _PROMPT.match(one.text)]
    if left:
        yield failed(
            ANSWERED.id,
            form,
            f"{form.where}{listed(left)}仍是填报提示，没有作答；请填写本项目的内容，没有的写“无”",
            f"{form.where}: the prompts of {len(left)} fields are not answered",
        )


def is_prompt(label: str, text: str) -> bool:
    """Whether a text only asks: a request, or a list of headings without a single answer."""
    if not text.strip() or _BOXES.search(text):
        return False
    if _PROMPT.match(text.strip()) and len(text) < 80:
        return True
    items = [item.strip() for item in _ITEM.split(text) if item.strip()]
    asks = re.search(r"情况|评价|依据|理由|说明", label)
    return bool(asks) and len(items) > 1 and all(_ASKED.match(item) for item in items)


def _ticked(form: Form) -> Iterator[Ruling]:
    for label, text in form.target.fields:
        if len(_BOXES.findall(text)) > 1:
            ticks = len(_TICKS.findall(text))
            if ticks == 1:
                yield held(TICKED.id, form)
                continue
            yield failed(
                TICKED.id,
                form,
                f"{form.where}“{short(label)}”勾选了 {ticks} 项；请勾选一项",
                f"{form.where} {label}: {ticks} boxes are ticked",
                printed=str(ticks),
                expected="1",
            )
        elif "电话" in label and text.strip() and not _PHONE.search(fold(text)):
            yield failed(
                TELEPHONE.id,
                form,
                f"{form.where}“{short(label)}”填的不是电话号码；请改填办公电话",
                f"{form.where} {label}: not a telephone number",
            )
