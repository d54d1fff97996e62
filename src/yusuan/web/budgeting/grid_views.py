"""The grid: rows out, cells in, what others changed, and what follows, live."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from yusuan import books, compiling
from yusuan.books.columns import Column, Sheet
from yusuan.books.entity import UNIT_HEADING, UNIT_KEY
from yusuan.books.schema import BY_KEY, ENTITY, MONEY_UNIT, MONEY_UNITS, SHEETS
from yusuan.ledger.budgets import Budget, Project
from yusuan.publish.volume import Entry, contents
from yusuan.standards.classification import codes as codes_of
from yusuan.web.budgeting import access, amounts, completion, drafts, reading, tracing
from yusuan.web.budgeting.models import Dossier, Row
from yusuan.web.budgeting.scope import scope
from yusuan.web.sentences import sentences
from yusuan.web.who import person, signed_in

_UNIT: Final = Column(
    UNIT_KEY,
    UNIT_HEADING,
    "text",
    "全部金额按这个单位填。",
    required=True,
    suggested=MONEY_UNITS,
)


def columns(list_: str, unit: str) -> list[dict[str, Any]]:
    """The columns of a list as the grid wants them; Http404 where there is no such list."""
    if list_ == "entity":
        return [*(_column(one, unit) for one in ENTITY.columns), _column(_UNIT, unit)]
    if list_ not in BY_KEY:
        raise Http404
    return [_column(one, unit) for one in BY_KEY[list_].columns]


def _column(column: Column, unit: str) -> dict[str, Any]:
    options = [one.label for one in column.choices] or list(column.suggested)
    if column.kind == "bool":
        options = ["是", "否"]
    return {
        "key": column.key,
        "heading": column.heading_in(unit),
        "kind": column.kind,
        "hint": column.hint,
        "required": column.required,
        "width": column.width,
        "long": column.long,
        "options": options,
        "initials": [completion.initials(one) for one in options],
        "system": column.system,
    }


def unit_of(dossier: Dossier) -> str:
    """The unit of money the draft is typed in."""
    row = dossier.rows.filter(list="entity", gone=False).first()
    typed = row.cells.get(UNIT_KEY, "") if row else ""
    return typed if typed in MONEY_UNITS else MONEY_UNIT


@signed_in
@require_GET
def page(request: HttpRequest, pk: int, list_: str) -> HttpResponse:
    """A list of the draft in the grid; typed in by its clerks, read by its department."""
    dossier = _own(request, pk)
    about = ENTITY if list_ == "entity" else BY_KEY.get(list_)
    if about is None:
        raise Http404
    project = request.GET.get("project", "")[:60] if list_ != "entity" else ""
    if project and "project" not in drafts.columns(list_):
        raise Http404
    narrowed = scope(person(request), dossier)
    editable = access.editable(person(request), dossier)
    grid = {
        "list": list_,
        "project": project,
        "unit": narrowed.filled(list_) if narrowed else "",
        "columns": columns(list_, unit_of(dossier)),
        "editable": editable and (narrowed is None or narrowed.list_open(list_)),
        "version": dossier.version,
        "year": dossier.year.year,
        "budget": dossier.pk,
        "single": list_ == "entity",
    }
    return render(
        request,
        "budgeting/list.html",
        {
            "dossier": dossier,
            "sheet": about,
            "grid": grid,
            "words": sentences(),
            "sheets": sheets(dossier),
            "project": project,
            "projects": _projects(dossier) if "project" in drafts.columns(list_) else (),
        },
    )


@signed_in
@require_GET
def parts(request: HttpRequest, pk: int) -> HttpResponse:
    """The headings and tables of the disclosure as the draft stands; none where it cannot be."""
    budget = reading.opened(_own(request, pk)).budget
    listed: list[Entry] = []
    if budget is not None:
        with suppress(KeyError):
            listed = contents(reading.composed(budget).volume)
    found = [{"anchor": one.anchor, "text": one.text, "level": one.level} for one in listed]
    return JsonResponse({"parts": found})


def sheets(dossier: Dossier) -> list[Sheet]:
    """The lists of the draft; those of the year's end only where they hold something."""
    held = set(dossier.rows.filter(gone=False).values_list("list", flat=True).distinct())
    return [ENTITY, *(one for one in SHEETS if not one.optional or one.key in held)]


def _projects(dossier: Dossier) -> tuple[Project, ...]:
    budget = reading.opened(dossier).budget
    return budget.projects if budget else ()


def _own(request: HttpRequest, pk: int) -> Dossier:
    """A budget whose draft is shown: to its own department only."""
    return access.to_own(person(request), pk)


@signed_in
@require_GET
def rows(request: HttpRequest, pk: int, list_: str) -> HttpResponse:
    """The rows of a list, with the version of the draft that they are of."""
    dossier = _own(request, pk)
    found = dossier.rows.filter(list=list_, gone=False).order_by("position", "pk")
    if project := request.GET.get("project", ""):
        found = found.filter(cells__project__in=_said(project, dossier))
    shown = _theirs(request, dossier, found)
    return JsonResponse(
        {
            "version": dossier.version,
            "rows": [[row.pk, row.cells] for row in shown],
            "names": _names(list_, dossier, shown),
        }
    )


def _theirs(request: HttpRequest, dossier: Dossier, found: Iterable[Row]) -> list[Row]:
    """The rows that are a unit's, for its clerk; for all others every one."""
    narrowed = scope(person(request), dossier)
    return [*found] if narrowed is None else narrowed.of(found)


def _said(project: str, dossier: Dossier) -> list[str]:
    """The ways a project is written: its number, its name, or both."""
    named = [one.name for one in _projects(dossier) if one.key == project]
    return [project, *named, *(f"{project} {name}" for name in named)]


def _names(list_: str, dossier: Dossier, found: Iterable[Row]) -> dict[str, dict[str, str]]:
    """The names of the codes in a list, by column: shown beside what was typed."""
    coded = [one for one in BY_KEY[list_].columns if one.system] if list_ in BY_KEY else []
    names: dict[str, dict[str, str]] = {one.key: {} for one in coded}
    for row in found:
        for column in coded:
            typed = row.cells.get(column.key, "")
            if typed.isdecimal() and (
                code := codes_of(column.system).get(typed, dossier.year.year)
            ):
                names[column.key][typed] = code.name
    return names


@signed_in
@require_GET
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were touched since a version, with who saved last."""
    dossier = _own(request, pk)
    since = request.GET.get("since", "")
    if not since.isdecimal() or len(since) > 9:
        return JsonResponse({"error": "since"}, status=400)
    found = dossier.rows.filter(version__gt=int(since)).order_by("position", "pk")
    listed = [
        {"row": r.pk, "list": r.list, "at": r.position, "cells": r.cells, "gone": r.gone}
        for r in _theirs(request, dossier, found)
    ]
    return JsonResponse(
        {"version": dossier.version, "rows": listed, "open": _open(request, dossier)}
    )


def _open(request: HttpRequest, dossier: Dossier) -> bool:
    return access.editable(person(request), dossier)


@signed_in
@require_POST
def cells(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed; the answer says the new version, new rows, and conflicts."""
    dossier = access.to_edit(person(request), pk)
    try:
        sent = _Sent.of(request.body)
        narrowed = scope(person(request), dossier)
        saved = drafts.save(
            dossier, person(request), sent.edits, sent.removals, token=sent.token,
            after=sent.after, covers=narrowed.covers if narrowed else None,
        )  # fmt: skip
    except drafts.Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    return JsonResponse(saved.as_dict(), status=409 if saved.conflicts else 200)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A save as it comes from the page."""

    edits: list[drafts.Edit]
    removals: list[drafts.Removal]
    token: str
    after: dict[str, int]

    @classmethod
    def of(cls, body: bytes) -> _Sent:
        try:
            said = json.loads(body)
            edits = [drafts.Edit(*_texts(one)) for one in said.get("edits", [])]
            removals = [
                drafts.Removal(int(one["row"]), bool(one["gone"])) for one in said.get("remove", [])
            ]
            after = {str(name): int(row) for name, row in said.get("after", {}).items()}
            token = str(said.get("token", ""))[:40]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise drafts.Refused("没有看懂这次保存的内容，请刷新页面后再试。") from error
        return cls(edits, removals, token, after)


def _texts(one: dict[str, Any]) -> list[str]:
    found = [one[key] for key in ("list", "row", "column", "was", "text")]
    if not all(isinstance(each, str) for each in found):
        raise TypeError
    return found


@signed_in
@require_GET
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """What follows from the draft as it stands: totals, problems and findings."""
    dossier = _own(request, pk)
    return render(request, "budgeting/live.html", {"dossier": dossier, **_following(dossier)})


def _following(dossier: Dossier) -> dict[str, Any]:
    opened = reading.opened(dossier)
    found: dict[str, Any] = {"problems": [_placed(one) for one in opened.problems]}
    if opened.budget is None:
        return found
    found |= totals(opened.budget)
    try:
        composed = reading.composed(opened.budget)
    except KeyError:
        return found | {"no_forms": opened.budget.entity.form_set}
    gate = compiling.gate(opened, composed)
    own = {str(one) for one in opened.problems}
    traced = tracing.traced(dossier, opened.budget, composed)
    return found | {
        "errors": [(one, traced.get(one)) for one in gate.errors if one not in own],
        "warnings": [(one, traced.get(one.message)) for one in gate.warnings],
        "hints": composed.hints,
    }


def totals(budget: Budget) -> dict[str, Any]:
    """What is spent and what comes in, in 元."""
    spent = amounts.spent(budget)
    got = sum((one.amount for one in budget.revenue), Decimal(0))
    return {"spent": spent, "got": got, "gap": got - spent}


def _placed(problem: books.Problem) -> dict[str, str]:
    row, _, column = problem.cell.partition(".")
    sheet = BY_KEY.get(problem.sheet, ENTITY)
    return {
        "list": sheet.key,
        "sheet": sheet.title,
        "row": row,
        "column": column,
        "severity": problem.severity,
        "text": f"{problem.wrong}。{problem.remedy}。",
    }


@signed_in
@require_POST
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Which tables and sentences a change would move, before it is saved."""
    dossier = access.to_edit(person(request), pk)
    before = reading.opened(dossier)
    try:
        sent = _Sent.of(request.body)
        after = reading.tried(dossier, sent.edits, sent.removals)
    except drafts.Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    moved, wrong = None, ""
    if before.budget is None or after.budget is None:
        wrong = "首页还没有填完，推不出公开表。"
    else:
        try:
            moved = compiling.difference(before.budget, after.budget)
        except KeyError:
            wrong = "首页写的公开表样没有，推不出公开表。"
    return render(
        request,
        "budgeting/trial.html",
        {"moved": moved, "wrong": wrong, "problems": [_placed(one) for one in after.problems]},
    )


@signed_in
@require_GET
def offer_codes(request: HttpRequest, system: str) -> HttpResponse:
    """What is offered for what was typed of a code."""
    year = request.GET.get("year", "")
    typed = request.GET.get("q", "")[:60]
    try:
        found = completion.offered(system, int(year) if year.isdecimal() else None, typed)
    except KeyError as error:
        raise Http404 from error
    return JsonResponse({"offered": found})
