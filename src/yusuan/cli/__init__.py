"""The command line: a function a command, thin: parse, call the pipeline, print.

What goes wrong becomes one Chinese sentence on standard error and an exit code, here and nowhere
else. Nothing heavy is imported before a command needs it, so that ``yusuan --help`` is instant.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from yusuan import __version__
from yusuan.cli.accept import accept
from yusuan.cli.backup import backup, restore
from yusuan.cli.build import build, verify
from yusuan.cli.check import check
from yusuan.cli.chinese import Group, sentence
from yusuan.cli.codes import codes
from yusuan.cli.dataset import dataset
from yusuan.cli.diff import diff
from yusuan.cli.extract import extract
from yusuan.cli.forms import forms
from yusuan.cli.new import new
from yusuan.cli.output import tell
from yusuan.cli.portal import portal
from yusuan.cli.query import query
from yusuan.cli.rules import rules
from yusuan.cli.serve import admin, audit, demo, serve, work
from yusuan.cli.targets import targets

__all__ = ["commands", "main", "run"]

INTERRUPTED = 130
WRONG_CALL = 2
FAULT = 70  # EX_SOFTWARE of sysexits.h


@click.group(
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    __version__, prog_name="yusuan", message="%(prog)s %(version)s", help="显示版本。"
)
@click.pass_context
def commands(context: click.Context) -> None:
    """预算公开文件的读取、核对和整理。

    先试一试：yusuan check 文件或文件夹
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (
    check,
    accept,
    extract,
    new,
    build,
    diff,
    verify,
    codes,
    forms,
    rules,
    targets,
    portal,
    dataset,
    query,
    serve,
    admin,
    demo,
    work,
    audit,
    backup,
    restore,
):
    commands.add_command(_command)


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = commands.main(arguments, prog_name="yusuan", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        tell("已中断。")
        return INTERRUPTED
    except click.ClickException as error:
        tell(sentence(error))
        return WRONG_CALL
    except Exception as error:
        if os.environ.get("YUSUAN_DEBUG"):
            raise
        tell(f"程序出错，请把这行信息告诉我们：{type(error).__name__}: {error}")
        return FAULT
    return code if isinstance(code, int) else 0
