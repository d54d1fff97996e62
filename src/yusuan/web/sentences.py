"""What scripts say to people, in the language of the page: handed to them as JSON."""

from __future__ import annotations

from typing import Final

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

SENTENCES: Final = (
    _("行号"),
    _("已保存 %s"),
    _("正在保存…"),
    _("改动还没有保存"),
    _("已放弃改动"),
    _("没有连上服务器，改动已存在本机，连上后自动保存"),
    _("这份预算现在不能改，请刷新页面。改动留在本机。"),
    _("有的格别人刚改过，已标红，请逐格选择。"),
    _("有一项别人刚改过，已换成别人的，请核对。"),
    _("别人刚把这一格改成“%s”，您写的是“%s”。按 Enter 保留您的，按 Esc 用别人的。"),
    _("有 %s 格超出了表，没有粘贴。"),
    _("没有取到数据，请刷新页面。"),
)


def sentences() -> dict[str, str]:
    """Each sentence with its translation; none in Chinese, in which they are written."""
    if (get_language() or "zh").startswith("zh"):
        return {}
    return {one: gettext(one) for one in SENTENCES}
