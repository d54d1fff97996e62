"""What a password must be, said in the application's own words."""

from __future__ import annotations

from django.contrib.auth import password_validation as kept
from django.utils.translation import gettext as _


class Length(kept.MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        """One sentence."""
        return _("密码太短，至少要 %(many)s 个字符。") % {"many": self.min_length}

    def get_help_text(self) -> str:
        """The rule."""
        return self.get_error_message()


class Common(kept.CommonPasswordValidator):
    """Not one that everybody tries first."""

    def get_error_message(self) -> str:
        """One sentence."""
        return _("这个密码太常见，请换一个。")

    def get_help_text(self) -> str:
        """The rule."""
        return _("不能用常见的密码。")


class Own(kept.UserAttributeSimilarityValidator):
    """Not what others know of the person."""

    def get_error_message(self) -> str:
        """One sentence; the name of the attribute follows."""
        return _("密码和您的%(verbose_name)s太像，请换一个。")

    def get_help_text(self) -> str:
        """The rule."""
        return _("不能和账号、姓名、邮箱或手机太像。")
