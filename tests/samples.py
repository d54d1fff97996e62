"""A small budget of our own for tests: a text with one table, right, wrong, or of another body."""

from pathlib import Path

from yusuan import pipeline
from yusuan.ledger import Disclosure, Origin

HEAD = """某市某区测试局2022年部门预算

部门支出总表
编制部门：某市某区测试局\t单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
"""
ROWS = """\t合计\t100.00\t60.00\t40.00
201\t一般公共服务支出\t70.00\t40.00\t30.00
20103\t政府办公厅（室）及相关机构事务\t70.00\t40.00\t30.00
2010301\t行政运行\t40.00\t40.00\t
2010302\t一般行政管理事务\t30.00\t\t30.00
208\t社会保障和就业支出\t30.00\t20.00\t10.00
20805\t行政事业单位养老支出\t30.00\t20.00\t10.00
2080505\t机关事业单位基本养老保险缴费支出\t30.00\t20.00\t10.00
"""
RIGHT = HEAD + ROWS
WRONG = RIGHT.replace("事务\t30.00\t\t30.00", "事务\t31.00\t\t31.00")


def right(folder: Path, name: str = "对.txt") -> Path:
    """A file whose sums hold."""
    path = folder / name
    path.write_text(RIGHT, encoding="utf-8")
    return path


def wrong(folder: Path, name: str = "错.txt") -> Path:
    """A file in which one figure is 1 万元 too high."""
    path = folder / name
    path.write_text(WRONG, encoding="utf-8")
    return path


def broken(folder: Path, name: str = "坏.pdf") -> Path:
    """A file that cannot be read."""
    path = folder / name
    path.write_bytes(b"%PDF-1.7\nnothing follows")
    return path


def disclosure(text: str = RIGHT) -> Disclosure:
    """What a text is read as."""
    found = pipeline.read(pipeline.Request("样例.txt", text.encode())).disclosure
    assert found is not None
    return found


def named(
    entity: str | None, *, digest: str = "", units: tuple[tuple[str, str], ...] = ()
) -> Disclosure:
    """A disclosure with nothing in it but a name."""
    origin = Origin(f"{entity}.txt", digest or f"{entity}{units}", "text")
    return Disclosure(origin, entity, 2022, "budget", units=units)
