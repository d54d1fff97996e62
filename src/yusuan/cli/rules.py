"""``yusuan rules``: what a check applies and what a budget is warned by, each with its basis."""

from __future__ import annotations

from dataclasses import asdict

import click

from yusuan.cli.chinese import Command, text_or_json
from yusuan.cli.output import as_json, columns, show

_SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


@click.command(cls=Command, short_help="列出核对和编制所用的规则和依据。")
@click.argument("identities", nargs=-1, metavar="[规则…]")
@text_or_json
def rules(identities: tuple[str, ...], style: str) -> int:
    """列出规则和依据：先是核对公开文件的，后是编预算时警告的；给出规则名时只列这几条。

    例：yusuan rules rows-add-up X-03
    """
    from yusuan.checks.rule import Rule
    from yusuan.checks.rules import RULES
    from yusuan.cli.terminal import indented
    from yusuan.standards.budget_rules import BudgetRule, budget_rules

    known: dict[str, Rule | BudgetRule] = {**RULES, **budget_rules()}
    for identity in identities:
        if identity not in known:
            raise click.UsageError(f"没有规则“{identity}”，可用 yusuan rules 列出全部规则。")
    chosen = [known[identity] for identity in identities or known]
    if style == "json":
        show(as_json([asdict(rule) for rule in chosen]))
        return 0
    found: list[str] = []
    for rule in chosen:
        found.append(click.style(rule.id, bold=True))
        found += indented(rule.summary, columns(), "  ")
        found += indented(
            f"{_SEVERITIES[rule.severity]}；{rule.basis}", columns(), "  级别和依据："
        )
    show("\n".join(found) + "\n")
    return 0
