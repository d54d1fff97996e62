"""What the bureau keeps beside a budget. Amounts are 元."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yusuan.web.accounts.models import User
from yusuan.web.budgeting.models import District, Dossier, Revision, Year
from yusuan.web.roles import Role


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
    """A change of a control number: what it was and is (nothing: there is none), who, when.

    ``proposed`` is what a sector division proposes; it changes nothing until it is adopted.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="control_changes")
    item = models.CharField(max_length=12, choices=Item.choices)
    key = models.CharField(max_length=60, blank=True)
    was = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    now = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    note = models.CharField(max_length=200, blank=True)
    proposed = models.BooleanField(default=False)
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


class Remark(models.Model):
    """What the bureau says of a budget, pinned to a figure, a row, an indicator, or to nothing.

    ``list`` is a list of the budget, ``row`` counts in it from nought as it was submitted,
    ``column`` a column's key; ``about`` and ``figure`` say the same in words, as they stood then.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="remarks")
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="remarks")
    list = models.CharField(max_length=24, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=500, blank=True)
    figure = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    role = models.CharField(max_length=20, choices=Role.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        """The open ones first, then the newest."""

        ordering = (models.F("resolved_at").asc(nulls_first=True), "-pk")


class Reply(models.Model):
    """What was answered to a remark, by the department or by the bureau."""

    remark = models.ForeignKey(Remark, models.CASCADE, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """As they were said."""

        ordering = ("pk",)


class Cut(models.Model):
    """What the bureau cut a project or a line of spending to, and why.

    ``round`` is 1 for 一上, 2 for 二上. ``line`` names a line by its cells where it is not a
    whole project that is cut. ``was`` is what was asked for in ``revision``.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="cuts")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="cuts")
    round = models.PositiveSmallIntegerField()
    project = models.CharField(max_length=60, blank=True)
    line = models.JSONField(default=dict)
    name = models.CharField(max_length=500)
    was = models.DecimalField(max_digits=20, decimal_places=4)
    now = models.DecimalField(max_digits=20, decimal_places=4)
    reason = models.TextField()
    remark = models.OneToOneField(Remark, models.PROTECT, related_name="cut")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """As they were recorded."""

        ordering = ("pk",)


class Notice(models.Model):
    """What the bureau, or the workflow itself, tells the people of departments."""

    class Kind(models.TextChoices):
        """What a notice is about."""

        COMPILATION = "compilation", _("编制通知")
        DATES = "dates", _("日程")
        STEP = "step", _("办理结果")
        OTHER = "other", _("其他")

    district = models.ForeignKey(District, models.CASCADE, related_name="notices")
    year = models.ForeignKey(Year, models.CASCADE, null=True, related_name="notices")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """That a notice went to a person, whether they have read it, how often they were reminded."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts")
    user = models.ForeignKey(User, models.CASCADE, related_name="receipts")
    read_at = models.DateTimeField(null=True)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_at = models.DateTimeField(null=True)

    class Meta:
        """Once for a person."""

        constraints = (models.UniqueConstraint(fields=("notice", "user"), name="receipt_once"),)
        indexes = (models.Index(fields=("user", "read_at")),)


class Outgoing(models.Model):
    """A message that a gateway is to take; tried again while it does not."""

    class Channel(models.TextChoices):
        """Ways out of the application."""

        EMAIL = "email", _("电子邮件")
        SMS = "sms", _("短信")
        VOICE = "voice", _("语音电话")

    class Stage(models.TextChoices):
        """How far a message is."""

        QUEUED = "queued", _("待发")
        SENT = "sent", _("已发")
        FAILED = "failed", _("发送失败")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="outgoing")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.CharField(max_length=254)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        """Found by what is due."""

        indexes = (models.Index(fields=("stage", "next_at")),)


class TargetMark(models.Model):
    """What an office says of the targets of a project (the whole: empty) in one aspect.

    ``content`` is the hash of the targets that were looked at: a mark of others does not count.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="target_marks")
    project = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=12)  # a key of forms.reviews.OFFICES
    aspect = models.CharField(max_length=16)  # a key of forms.reviews.ASPECTS
    mark = models.CharField(max_length=12)  # excellent | good | fair | poor
    opinion = models.TextField(blank=True)
    content = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        """One of an office for an aspect of a project."""

        constraints = (
            models.UniqueConstraint(
                fields=("dossier", "project", "office", "aspect"), name="mark_once"
            ),
        )
