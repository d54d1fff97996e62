"""What is stored of budgets: the draft as it is typed, and immutable revisions of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from yusuan.web.accounts.models import User
from yusuan.web.budgeting.states import State


def stamp() -> str:
    """A name that no other save bears."""
    return uuid.uuid4().hex


class District(models.Model):
    """A city, county or district with its own finance bureau."""

    code = models.CharField(_("行政区划代码"), max_length=12, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    form_set = models.CharField(_("公开表样"), max_length=60, default="general")
    population = models.PositiveIntegerField(_("常住人口"), null=True, blank=True)

    class Meta:
        """By code."""

        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A department that compiles a budget of its own."""

    district = models.ForeignKey(District, models.PROTECT, related_name="departments")
    code = models.CharField(_("部门编码"), max_length=40)
    name = models.CharField(_("部门名称"), max_length=120)

    class Meta:
        """By code; a code once in its district."""

        ordering = ("district", "code")
        constraints = (
            models.UniqueConstraint(fields=("district", "code"), name="department_once"),
        )

    def __str__(self) -> str:
        return self.name


class Year(models.Model):
    """One year's budget of a district: the form set and the dates by which things are due.

    ``approved_on`` is the day of the vote of the congress, from which the statutory dates run.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("预算年度"))
    form_set = models.CharField(_("公开表样"), max_length=60, blank=True)
    first_due = models.DateField(_("一上截止"), null=True, blank=True)
    control_due = models.DateField(_("一下日期"), null=True, blank=True)
    second_due = models.DateField(_("二上截止"), null=True, blank=True)
    session_on = models.DateField(_("人代会开幕"), null=True, blank=True)
    approved_on = models.DateField(_("人代会批准日"), null=True, blank=True)

    class Meta:
        """Newest first; a year once in its district."""

        ordering = ("district", "-year")
        constraints = (models.UniqueConstraint(fields=("district", "year"), name="year_once"),)

    def __str__(self) -> str:
        return f"{self.district} {self.year}"


class Dossier(models.Model):
    """A department's budget of a year: its state and its draft.

    ``version`` counts the saves of the draft; whoever writes locks this row first.
    """

    department = models.ForeignKey(Department, models.PROTECT, related_name="dossiers")
    year = models.ForeignKey(Year, models.PROTECT, related_name="dossiers")
    state = models.CharField(
        _("状态"), max_length=24, choices=State.choices, default=State.PREPARING
    )
    version = models.PositiveIntegerField(default=0)
    stamp = models.CharField(
        max_length=32, default=stamp
    )  # of the save; one rolled back is no other's
    changed_at = models.DateTimeField(auto_now=True)
    since = models.DateTimeField(_("进入本状态"), auto_now_add=True)
    released_on = models.DateField(_("批复日"), null=True, blank=True)
    passed_on = models.DateField(_("向所属单位批复日"), null=True, blank=True)
    disclosed_on = models.DateField(_("公开日"), null=True, blank=True)

    class Meta:
        """A budget once for department and year."""

        ordering = ("department", "-year__year")
        constraints = (models.UniqueConstraint(fields=("department", "year"), name="dossier_once"),)
        indexes = (models.Index(fields=("year", "state")),)

    def __str__(self) -> str:
        return f"{self.department} {self.year.year}"

    def get_state_display(self) -> str:  # type: ignore[no-redef]
        """The words for its state; Django's own translates all states for each of them."""
        return str(State(self.state).label)

    def lock(self) -> Dossier:
        """The budget as it is now, held until the transaction ends; whoever writes asks first."""
        return Dossier.objects.select_for_update().get(pk=self.pk)

    def saved(self) -> None:
        """Count a save of the draft; the caller holds the lock."""
        self.version += 1
        self.stamp = stamp()
        self.save(update_fields=["version", "stamp", "changed_at"])

    @property
    def chain(self) -> str:
        """The chain of the audit log that tells of this budget."""
        return f"budget:{self.pk}"

    @property
    def form_set(self) -> str:
        """The layout that its disclosure follows."""
        return self.year.form_set or self.year.district.form_set


class Row(models.Model):
    """One row of a list of the draft: its cells as they were typed, by the column's key.

    ``list`` is a sheet of ``books.schema`` or "entity". A row that was deleted stays, ``gone``.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="rows")
    list = models.CharField(max_length=24)
    position = models.FloatField()
    cells = models.JSONField(default=dict)
    version = models.PositiveIntegerField()  # the save it was last touched by
    gone = models.BooleanField(default=False)

    class Meta:
        """In the order of the list."""

        ordering = ("list", "position", "pk")
        indexes = (models.Index(fields=("dossier", "version")),)


class Save(models.Model):
    """A save that was acknowledged, by the client's own number: sent twice, done once."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="saves")
    token = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    answer = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A token once in its budget."""

        constraints = (models.UniqueConstraint(fields=("dossier", "token"), name="save_once"),)


class Revision(models.Model):
    """The draft as it was at a step, never changed: the files of its folder, and their hash."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=24, choices=State.choices)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(User, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
    files = models.JSONField()  # file name → text, as ``books.read_files`` reads it
    digest = models.CharField(max_length=64)

    class Meta:
        """Numbered in its budget."""

        ordering = ("dossier", "-number")
        constraints = (models.UniqueConstraint(fields=("dossier", "number"), name="revision_once"),)

    def __str__(self) -> str:
        return f"{self.dossier} #{self.number}"


class Line(models.Model):
    """A spending or revenue line of a revision, flat for sums over departments. Amounts in 元."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="lines")
    side = models.CharField(max_length=8)  # spending | revenue
    unit = models.CharField(max_length=40, blank=True)
    nature = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=12, blank=True)
    dept_economic = models.CharField(max_length=12, blank=True)
    gov_economic = models.CharField(max_length=12, blank=True)
    fund = models.CharField(max_length=40, blank=True)
    project = models.CharField(max_length=60, blank=True)
    view = models.CharField(max_length=12, blank=True)  # as SpendingLine has it
    amount = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        """Summed by revision."""

        indexes = (models.Index(fields=("revision", "side")),)
