"""``yusuan portal``: what was published as a site for everybody."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yusuan.cli.chinese import Command, Group, whole
from yusuan.cli.output import tell

if TYPE_CHECKING:
    from yusuan.portal import static


@click.group(
    cls=Group,
    subcommand_metavar="命令 …",
    short_help="公开网站：把预算做成一个人人能看的网站。",
)
def portal() -> None:
    """公开网站：地区、部门、年度，每份预算的来龙去脉、全部表格、比较、搜索和下载。"""


@portal.command(cls=Command, short_help="生成静态网站。")
@click.argument("data", metavar="文件夹", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="网站",
    required=True,
    type=click.Path(path_type=Path),
    help="写到哪个文件夹；旧的整个换成新的。",
)
@click.option(
    "--address",
    default="",
    metavar="网址",
    help="网站将来的网址；有了它才有站点地图（sitemap.xml）和链接预览里的网址。",
)
@click.option("--name", default="部门预算公开", metavar="名称", help="网站的名称。")
@click.option("--jobs", type=whole, metavar="个", help="同时读几个文件，默认用满处理器。")
def build(data: Path, output: Path, address: str, name: str, jobs: int | None) -> int:
    """把一个文件夹里的预算和公开文件做成静态网站，任何网站服务器都能直接放。

    预算（文件夹或工作簿）先编制再公开，有错误的不放进；别人的公开文件（PDF、Word、Excel、
    网页）读出来放在一起，并注明是读出来的。网站不向任何别的地址要东西。

    退出码：0 已生成；1 有的没有放进；2 没有可以公开的。
    """
    from yusuan.portal import static
    from yusuan.portal.folder import Folder
    from yusuan.portal.frame import Face
    from yusuan.portal.site import Site

    if not data.exists():
        tell(f"找不到“{data}”，请核对路径。")
        return 2
    if address and not address.startswith(("http://", "https://")):
        raise click.BadParameter("--address 要以 http:// 或 https:// 开头。")
    left: list[str] = []
    home = address.rstrip("/") + "/" if address else ""
    with tempfile.TemporaryDirectory(prefix="yusuan-portal-") as store:
        shelf = Folder(data, Path(store), left.append, jobs=jobs)
        for said in left:
            tell(said)
        if not shelf.editions():
            tell(f"“{data}”里没有可以公开的预算。")
            return 2
        count = static.build(Site(shelf, Face(name, home)), output, _progress())
    click.echo(f"已生成 {len(shelf.editions())} 份预算、{count} 个网页和文件，在“{output}”。")
    return 1 if left else 0


def _progress() -> static.Progress | None:
    if not sys.stderr.isatty():
        return None

    def step(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        click.echo(f"\r生成网页 {done}/{total}{end}", nl=False, err=True)

    return step
