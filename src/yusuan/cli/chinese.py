"""click in Chinese: the headings of its help, and its sentences on a wrong call."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import click
from click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    MissingParameter,
    NoSuchOption,
)

from yusuan.cli.terminal import indented, pad, width

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_WIDTH = 80
_BETWEEN_CHINESE = re.compile(r"(?<=[^!-~\s])\s*\n\s*(?=[^!-~\s])")


class Formatter(click.HelpFormatter):
    """Help with Chinese headings, wrapped and aligned by the width of Chinese characters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{' ' * self.current_indent}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; a break between two Chinese characters is no space."""
        margin = " " * self.current_indent
        paragraphs = text.replace("\b", "").split("\n\n")
        joined = (_BETWEEN_CHINESE.sub("", paragraph) for paragraph in paragraphs)
        blocks = ("\n".join(indented(one, _WIDTH, margin)) for one in joined)
        self.write("\n\n".join(blocks) + "\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = 30,
        col_spacing: int = 2,
    ) -> None:
        """Write terms and their explanations in two columns."""
        listed = list(rows)
        margin = " " * self.current_indent
        first = min(max((width(term) for term, _ in listed), default=0), col_max) + col_spacing
        for term, text in listed:
            head = margin + pad(term, first)
            if width(term) + col_spacing > first:
                self.write(f"{margin}{term}\n")
                head = margin + " " * first
            self.write("\n".join(indented(text, _WIDTH, head)) + "\n")


class Context(click.Context):
    """A context whose help is written by our formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command that explains itself in Chinese."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份帮助。"
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments, or say in Chinese that there are too many."""
        allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        rest = super().parse_args(ctx, args)
        if rest and not allowed:
            ctx.fail(f"参数太多，多出：{'、'.join(rest)}。")
        return rest

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == "[OPTIONS]" else piece for piece in pieces]


class Group(Command, click.Group):
    """A group of commands, in the order they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of a person's day, not of the alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in Chinese that there is none."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"没有“{args[0]}”这个命令，可用的有：{'、'.join(self.commands)}。")
        return super().resolve_command(ctx, args)


def one_of(*words: str) -> Callable[[str], str]:
    """The type of an option that takes one of a few words."""

    def choose(value: str) -> str:
        if value not in words:
            raise click.BadParameter(f"“{value}”不在可选范围内，可选：{'、'.join(words)}。")
        return value

    return choose


#: How commands print that give text for people and data for programs.
text_or_json = click.option(
    "--format",
    "style",
    type=one_of("text", "json"),
    metavar="text|json",
    default="text",
    help="输出格式，默认 text。",
)


def whole(value: str | int) -> int:
    """The type of an option that takes a whole number above zero."""
    text = str(value)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise click.BadParameter(f"“{value}”应为大于零的整数。")
    return int(text)


def sentence(error: click.ClickException) -> str:
    """What was wrong with a call, in one Chinese sentence."""
    if isinstance(error, NoSuchOption):
        near = "、".join(error.possibilities or ())
        hint = f"，是不是 {near}" if near else "，可用 --help 查看"
        return f"没有选项 {error.option_name}{hint}。"
    if isinstance(error, MissingParameter):
        return f"缺少{_name(error.param)}，可用 --help 查看用法。"
    if isinstance(error, BadOptionUsage):
        return f"选项 {error.option_name} 的用法不对，可用 --help 查看。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)}：{error.message}"
    if isinstance(error, BadArgumentUsage):
        return "用法不对，可用 --help 查看。"
    return error.message


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    return f"选项 {param.opts[0]}" if isinstance(param, click.Option) else f"参数 {param.metavar}"
