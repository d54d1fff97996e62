"""What the bureau keeps beside a budget. Amounts are 元."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yusuan.web.accounts.models import User
from yusuan.web.budgeting.models import Dossier, Revision


class Item(models.TextChoices):
    """What a control number is set for."""

    TOTAL = "total", _("支出总额")
    FUND = "fund", _("资金来源")
    NATURE = "nature", _("支出性质")
    PROJECT = "project", _("项目")


class Control(models.Model):
    """A control number (控制数): the most that a budget may ask for of an item.

    ``key`` is the member of the dimension (a fund, a nature, a project's key), empty for the total.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="controls")
    item = models.CharField(max_length=12, choices=Item.choices)
    key = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        """One for an item."""

        ordering = ("dossier", "item", "key")
        constraints = (
            models.UniqueConstraint(fields=("dossier", "item", "key"), name="control_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_item_display()} {self.key} {self.amount}"


class ControlChange(models.Model):
    """A change of a control number: what it was and is (nothing: there is none), who, when."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="control_changes")
    item = models.CharField(max_length=12, choices=Item.choices)
    key = models.CharField(max_length=60, blank=True)
    was = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    now = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)


class Tally(models.Model):
    """What the check of a revision came to; a revision never changes, so it is counted once."""

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="tally"
    )
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    hints = models.PositiveIntegerField()
