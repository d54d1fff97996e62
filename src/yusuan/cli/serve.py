"""The web application from the command line: run it, or fill it with a sample district first."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.chinese import Command
from yusuan.cli.output import tell

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("yusuan-data"),
    show_default=True,
    help="数据文件夹：数据库、密钥和上传的文件。",
)
_PORT = click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="端口。"
)


@click.command(cls=Command, short_help="启动网页应用。")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@_PORT
@click.option(
    "--threads", type=click.IntRange(1, 256), default=16, show_default=True, help="线程数。"
)
def serve(data: Path, host: str, port: int, threads: int) -> int:
    """启动网页应用，按 Ctrl+C 停止。

    数据默认存在 SQLite；设了环境变量 DATABASE_URL=postgres://… 就用 PostgreSQL。
    """
    from yusuan.web import server

    server.ready(data)
    tell(f"网页应用：http://{host}:{port}/ （按 Ctrl+C 停止）")
    server.serve(host, port, threads)
    return 0


@click.command(cls=Command, short_help="新建一个系统管理员账号。")
@click.argument("account")
@data_option
def admin(account: str, data: Path) -> int:
    """新建一个系统管理员 ACCOUNT，打印初始密码；第一次登录时要改。"""
    from yusuan.web import server

    server.ready(data)
    from yusuan.web.administration import people

    password = people.first_administrator(account)
    if not password:
        tell(f"账号“{account}”已经有了，没有改动。")
        return 1
    click.echo(f"系统管理员“{account}”的初始密码：{password}")
    return 0


@click.command(cls=Command, short_help="填好一个示范区，启动网页应用。")
@data_option
@_PORT
@click.option(
    "--examples",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("examples"),
    show_default=True,
    help="示例预算所在的文件夹。",
)
@click.option("--password", help="示例账号的密码；不写就随机生成一个。")
@click.option("--no-serve", is_flag=True, help="只填数据，不启动。")
def demo(data: Path, port: int, examples: Path, password: str | None, no_serve: bool) -> int:
    """填好一个示范区：财政局、三个部门和示例预算，打印地址和示例账号，再启动网页应用。"""
    if not examples.is_dir():
        tell(f"没有示例预算的文件夹“{examples}”，请在本项目里运行，或用 --examples 指明。")
        return 2
    from yusuan.web import server

    server.ready(data)
    from yusuan.web import demo as filling

    for line in filling.fill(examples, password):
        click.echo(line)
    if no_serve:
        return 0
    tell(f"网页应用：http://127.0.0.1:{port}/ （按 Ctrl+C 停止）")
    server.serve("127.0.0.1", port, 16)
    return 0


@click.command(cls=Command, short_help="在后台生成公开文件、核对上传的文件。")
@data_option
@click.option("--parent", type=int, hidden=True, help="由哪个进程启动；它停了，这里也停。")
def work(data: Path, parent: int | None) -> int:
    """处理网页应用里排队的工作：生成公开文件、核对上传的文件。按 Ctrl+C 停止。

    启动网页应用时已经带上一个；要更快，可以另外再开几个，在别的机器上也可以（数据要存在
    PostgreSQL，数据文件夹要共用）。
    """
    from yusuan.web import server

    server.ready(data, migrate=parent is None)
    server.work(parent)
    return 0


@click.command(cls=Command, short_help="核验办理记录有没有被改动过。")
@data_option
def audit(data: Path) -> int:
    """核验办理记录：每一条的校验值对不对，和前一条接不接得上，有没有缺号。

    退出码：0 没有问题；1 有记录被改动过或不见了。
    """
    from yusuan.web import server

    server.ready(data, migrate=False)
    from yusuan.web.audit import chain
    from yusuan.web.audit.models import Entry

    count = 0
    for one in chain.broken():
        click.echo(one)
        count += 1
    entries = Entry.objects.count()
    chains = Entry.objects.values("chain").distinct().count()
    result = f"有 {count} 处不对" if count else "没有发现改动"
    tell(f"核验了 {chains} 条链、{entries} 条记录：{result}。")
    return 1 if count else 0
