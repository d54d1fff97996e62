"""What an administrator fills in."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yusuan.standards.form_sets import form_set_names
from yusuan.web.accounts.models import User
from yusuan.web.budgeting.models import Department, District, Year
from yusuan.web.roles import Role


def _form_sets() -> list[tuple[str, str]]:
    return [(name, name) for name in ("general", *form_set_names()) if name]


class DistrictForm(forms.ModelForm):  # type: ignore[type-arg]
    """A district."""

    form_set = forms.ChoiceField(label=_("公开表样"), choices=_form_sets)

    class Meta:
        """All but what is computed."""

        model = District
        fields: ClassVar = ["code", "name", "form_set", "population"]


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department."""

    class Meta:
        """Code and name."""

        model = Department
        fields: ClassVar = ["code", "name"]


class YearForm(forms.ModelForm):  # type: ignore[type-arg]
    """A year with its dates."""

    form_set = forms.ChoiceField(
        label=_("公开表样"),
        required=False,
        choices=lambda: [("", _("与地区相同")), *_form_sets()],
    )

    class Meta:
        """The dates that people set; the vote is recorded by the budget division."""

        model = Year
        fields: ClassVar = [
            "year",
            "form_set",
            "first_due",
            "control_due",
            "second_due",
            "session_on",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.DateInput(attrs={"type": "date"})
            for name in ("first_due", "control_due", "second_due", "session_on")
        }


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person."""

    class Meta:
        """What is known of them."""

        model = User
        fields: ClassVar = ["username", "name", "email", "phone"]


class PostForm(forms.Form):
    """A post for a person."""

    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)
    district = forms.ModelChoiceField(District.objects.all(), label=_("地区"))
    department = forms.ModelChoiceField(
        Department.objects.select_related("district"), label=_("部门"), required=False
    )
    unit = forms.CharField(
        label=_("单位编码"),
        max_length=40,
        required=False,
        help_text=_("只管一个下属单位的经办才填；可以改的是这个单位的行和它的项目。"),
    )
