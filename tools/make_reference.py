"""Makes docs/reference/ from the code: commands, rules, coordinates, the data it writes, files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from tools.reference_sample import sample

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "tools" / "reference"
OPEN = ("coordinates", "place", "by_rule")  # whose keys are data, not fields
MADE = "<!-- 由 tools/make_reference.py 生成，请勿手改；改了代码后运行 make reference。 -->"


def commands() -> Iterator[str]:
    """Every command with the help it prints."""
    from yusuan.cli import commands as group

    yield "# 命令"
    top = group.make_context("yusuan", [], resilient_parsing=True)
    yield from _fenced(group.get_help(top))
    for name, command in group.commands.items():
        yield from _command(name, command, top)


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    """A command with its help, and those of a group after it."""
    context = command.make_context(name, [], parent=above, resilient_parsing=True)
    yield f"## {context.command_path.removeprefix('yusuan ')}"
    yield from _fenced(command.get_help(context))
    if isinstance(command, click.Group):
        for part, one in command.commands.items():
            yield from _command(part, one, context)


def rules() -> Iterator[str]:
    """Every rule with both of its sentences, its severity and its basis."""
    from yusuan.checks.rule import Rule
    from yusuan.checks.rules import RULES
    from yusuan.standards.budget_rules import BudgetRule, budget_rules

    words = {"error": "错误", "warning": "警告", "info": "提示"}
    yield "# 规则"
    yield "每条规则是一句对好预算成立的话；各项关系由口径推出，见 [为什么](../why/two-lenses.md)。"
    yield "从 X-03 起是编预算时的警告，见 [编一份预算](../guide/compile.md)。"
    listed: list[Rule | BudgetRule] = [*RULES.values(), *budget_rules().values()]
    for rule in listed:
        yield f"## {rule.id}"
        yield rule.summary
        yield rule.summary_en
        yield f"级别：{words[rule.severity]}。依据：{rule.basis}。"


def coordinates() -> Iterator[str]:
    """Every dimension, and the members of those that are not codes or printed names."""
    from yusuan.ledger import DIMENSIONS
    from yusuan.standards.dimensions import members

    told = _texts("dimensions")
    same(told, DIMENSIONS, "dimensions.toml")
    yield "# 口径"
    yield "口径说明一个数字是什么：每个维度一个成员。没有写的维度，数字就包含它的全部成员。"
    yield _table(("维度", "名称", "说明"), ((f"`{name}`", *told[name]) for name in DIMENSIONS))
    for name in DIMENSIONS:
        found = [one for one in members().values() if one.dimension == name]
        if found:
            yield f"## {name} {told[name][0]}"
            rows = ((f"`{m.key}`", _code(m.parent), m.label, m.label_en) for m in found)
            yield _table(("成员", "属于", "中文", "English"), rows)


def check_json() -> Iterator[str]:
    """Every field of what ``yusuan check --format json`` prints."""
    from yusuan.publish.report import SCHEMA

    told = _texts("check-json")
    same(told, list(_paths("", sample())), "check-json.toml")
    yield f"# 核对结果的 JSON：`{SCHEMA}`"
    yield "`yusuan check 路径… --format json` 输出一个 JSON 对象。金额都是字符串，单位是元。"
    yield (
        "位置只写这种文件知道的几项：PDF 是 `page`、`bbox`；表格文件是 `sheet`、`cell`；"
        "Word 和网页是 `table`、`row`、`column` 或 `paragraph`；文本是 `line`、`cell`。"
        "都从 1 数起。给程序用的定义在 [check.schema.json](check.schema.json)。"
    )
    yield _table(("字段", "说明"), ((f"`{path}`", told[path]) for path in told))


def facts() -> Iterator[str]:
    """Every column of what ``yusuan extract`` writes."""
    from yusuan.ledger import DIMENSIONS
    from yusuan.publish.facts import COLUMNS, SCHEMA

    told = _texts("facts")
    same(told, [name for name in COLUMNS if name not in DIMENSIONS], "facts.toml")
    told |= {name: f"口径：{text[0]}" for name, text in _texts("dimensions").items()}
    yield f"# 导出的数据：`{SCHEMA}`"
    yield "`yusuan extract 路径…` 每行一个数字。空的格子是原件没有说，不是零。"
    yield _table(("列", "说明"), ((f"`{name}`", told[name]) for name in COLUMNS))


def data_set() -> Iterator[str]:
    """Every table of the data set, and its columns."""
    from yusuan.dataset.schema import ALL, SCHEMA

    yield f"# 数据集：`{SCHEMA}`"
    yield (
        "`yusuan dataset build 路径… -o 文件夹` 写出的表，每张表是一个文件夹里的 Parquet 文件；"
        "哪些文件是现在的数据，由 `dataset.json` 说明。空的格子是原件没有说，不是零。"
    )
    yield (
        "加一列不改版本号；改名、删去或改变意思就换版本号。怎么查见 [数据集](../guide/dataset.md)。"
    )
    for table in ALL:
        yield f"## {table.name} {table.meaning}"
        rows = ((f"`{one.name}`", f"`{one.type}`", one.meaning) for one in table.columns)
        yield _table(("列", "类型", "说明"), rows)


def file_kinds() -> Iterator[str]:
    """Every kind of file that is read, the endings it is known by, and the bounds."""
    from yusuan.documents import limits
    from yusuan.documents.reader import ENDINGS, NAMES
    from yusuan.pipeline import KNOWN

    yield "# 文件种类"
    yield "种类看内容，不看扩展名；两者不符时照内容读，并说一句。"
    rows = (
        (
            f"`{kind}`",
            name,
            "、".join(f"`{end}`" for end, kinds in ENDINGS.items() if kind in kinds),
        )
        for kind, name in NAMES.items()
    )
    yield _table(("种类", "名称", "扩展名"), rows)
    yield f"给出文件夹时，只找这些扩展名的文件：{'、'.join(f'`{end}`' for end in sorted(KNOWN))}。"
    yield (
        f"每个文件不超过 {limits.FILE_BYTES >> 20} MB，展开后不超过 "
        f"{limits.EXPANDED_BYTES >> 20} MB，单元格不超过 {limits.CELLS:,} 个；"
        "超出的说明一句，不硬读。"
    )


def form_sets() -> Iterator[str]:
    """Every form set with its tables."""
    from yusuan.standards.form_sets import form_sets as known

    yield "# 表样"
    yield "已知的表样，每套一个数据文件。没有表样的文件照样能读：列和行的名称说明数字是什么。"
    for one in known().values():
        yield f"## {one.name}"
        yield f"{one.title}（{one.place}，{'、'.join(map(str, one.years))} 年，{one.unit}）"
        kinds = {"table": "表格", "target": "绩效目标表"}
        rows = ((f"`{one.name}/{f.key}`", f.title, kinds[f.kind]) for f in one.forms)
        yield _table(("表", "标题", "种类"), rows)


def api() -> Iterator[str]:
    """Every question of the API of the portal, and what its answers hold."""
    from yusuan.portal.openapi import document

    whole = document(API)
    schemas = whole["components"]["schemas"]
    yield f"# 接口：`{API}`"
    yield (
        "网页应用的接口，只读，不用登录；怎么用见[公开网站](../guide/portal.md#接口)。给程序用的定义在"
        " [openapi.json](openapi.json)，网页应用在 `/api/v1/openapi.json` 给出同样的一份。"
    )
    for path, methods in whole["paths"].items():
        one = methods["get"]
        yield f"## `{path}`"
        yield f"{one['summary']}。"
        if one["parameters"]:
            rows = (
                (
                    f"`{said['name']}`",
                    "地址里" if said["in"] == "path" else "`?` 后面",
                    said["description"] + ("（必须有）" if said["required"] else ""),
                )
                for said in one["parameters"]
            )
            yield _table(("参数", "写在", "说明"), rows)
        content = one["responses"]["200"]["content"]["application/json"]["schema"]
        item = content.get("properties", {}).get("items", {}).get("items", content)
        name = item["$ref"].rpartition("/")[2]
        paged = "分页，`items` 的每一项有" if "properties" in content else "答复有"
        yield f"{paged}：{_listed(schemas[name]['properties'])}。"


#: Where the API answers, below the address of the web application.
API = "/api/v1"
PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "rules": rules,
    "coordinates": coordinates,
    "check-json": check_json,
    "facts": facts,
    "dataset": data_set,
    "file-kinds": file_kinds,
    "form-sets": form_sets,
    "api": api,
}


def make(folder: Path, names: Collection[str] = tuple(PAGES)) -> None:
    """Write pages into a folder, all of them where none is named."""
    for name in names:
        text = "\n\n".join((MADE, *PAGES[name]())) + "\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    if "api" in names:
        (folder / "openapi.json").write_text(openapi(), encoding="utf-8")


def openapi() -> str:
    """The OpenAPI document as it is committed."""
    from yusuan.portal.openapi import document

    return json.dumps(document(API), ensure_ascii=False, indent=2) + "\n"


def _texts(name: str) -> dict[str, Any]:
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def same(told: Mapping[str, object], found: Iterable[str], file: str) -> None:
    """What is told and what is there are the same; anything else has to be mended by a person."""
    names = set(found)
    if told.keys() != names:
        missing, stale = sorted(names - told.keys()), sorted(told.keys() - names)
        raise ValueError(f"{file}: not described {missing}; no longer there {stale}")


def _paths(prefix: str, value: object) -> Iterator[str]:
    """Every path of a JSON value, but nothing below what holds data as keys."""
    if isinstance(value, dict):
        for key, part in value.items():
            path = f"{prefix}.{key}" if prefix else key
            yield path
            if key not in OPEN:
                yield from _paths(path, part)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _paths(f"{prefix}[]", value[0])


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _fenced(text: str) -> Iterator[str]:
    yield f"```text\n{text.rstrip()}\n```"


def _listed(words: Iterable[str]) -> str:
    return "、".join(f"`{word}`" for word in words)


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""


if __name__ == "__main__":
    make(ROOT / "docs" / "reference")
