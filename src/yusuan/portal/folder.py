"""A shelf made of a folder: budgets are compiled, documents of others are read."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from yusuan import compiling, pipeline
from yusuan.documents import Document
from yusuan.ledger import Claim, Disclosure, Statement
from yusuan.portal import agreeing, naming
from yusuan.portal.editions import Edition, Kept, Named, Offered, Release
from yusuan.publish import check_page, opendata, volume_files
from yusuan.publish import facts as facts_out
from yusuan.publish.check_volume import Examined, named, reset
from yusuan.publish.compose import Composed
from yusuan.publish.facts import Row

#: What a published file is, by its ending or its name.
WORDS: Final = {
    "docx": "Word 文档",
    "pdf": "PDF 文档",
    "xlsx": "Excel 表格",
    "html": "网页（一个文件）",
    "facts.csv": "全部数字（CSV）",
    "facts.json": "全部数字（JSON）",
    "facts.parquet": "全部数字（Parquet）",
    "figures.csv": "看懂的数字（CSV，Fiscal Data Package 的表）",
    "datapackage.json": "数据说明（Fiscal Data Package）",
    "manifest.json": "清单和校验值",
    "check.html": "核对报告（核对了什么、结果怎样）",
}
_SCOPE: Final = "department"
#: Told of what is being done, and of what could not be.
Say = Callable[[str], None]


class Folder:
    """The editions of a folder. What is made of it is kept in ``store``, an empty folder."""

    def __init__(self, path: Path, store: Path, say: Say, *, jobs: int | None = None) -> None:
        self._store, self._say, self._jobs = store, say, jobs
        self._editions: dict[str, Edition] = {}
        for budget in compiling.budgets(path):
            if compiling.is_budget(budget):
                self._compile(budget)
        self._read(list(pipeline.files(path)) if path.is_dir() else [])

    def editions(self) -> Sequence[Edition]:
        """Every edition; of one department the newest year first."""
        order = sorted(
            self._editions.values(),
            key=lambda one: (one.district.slug, one.department.slug, -one.year, one.period),
        )
        return tuple(order)

    def kept(self, edition: Edition) -> Kept:
        """All of an edition."""
        found = pickle.loads(self._spot(edition, "kept").read_bytes())  # noqa: S301 # its own
        assert isinstance(found, Kept)
        return found

    def facts(self, edition: Edition) -> Sequence[Row]:
        """Every figure of an edition as open data."""
        return tuple(facts_out.rows(opendata.disclosure(self.kept(edition).volume)))

    def file(self, edition: Edition, name: str) -> bytes:
        """A file of an edition; KeyError where it has none of that name."""
        if name not in {one.name for one in edition.files}:
            raise KeyError(name)
        return self._spot(edition, f"file {name}").read_bytes()

    def _spot(self, edition: Edition, what: str) -> Path:
        return self._store / hashlib.sha256(f"{edition.address}\0{what}".encode()).hexdigest()

    def _keep(self, edition: Edition, kept: Kept, files: dict[str, bytes]) -> None:
        if edition.address in self._editions:
            self._say(f"“{edition.title}”已经有一份，另一份没有放进。")
            return
        offered = tuple(
            Offered(name, words_of(name), len(data), hashlib.sha256(data).hexdigest())
            for name, data in files.items()
        )
        self._editions[edition.address] = replace(edition, files=offered)
        self._spot(edition, "kept").write_bytes(pickle.dumps(kept))
        for name, data in files.items():
            self._spot(edition, f"file {name}").write_bytes(data)

    def _compile(self, path: Path) -> None:
        opened = compiling.open_books(path)
        if opened.budget is None:
            self._say(f"“{path}”读不出预算，没有放进。")
            return
        try:
            composed = compiling.compose(opened.budget)
        except KeyError:
            self._say(f"“{path}”没有它要的公开表样，没有放进。")
            return
        gate = compiling.gate(opened, composed)
        if gate.errors:
            self._say(f"“{path}”有错误，没有放进：{gate.errors[0]}")
            return
        files = {
            name: data
            for format_ in volume_files.FORMATS
            for name, data in volume_files.write(composed.volume, format_)
        }
        entity = opened.budget.entity
        district = naming.district_of(entity.name, entity.district)
        edition = Edition(
            district,
            naming.department_of(entity.name, district),
            period(entity.year, entity.stage, entity.scope),
            entity.year,
            entity.stage,
            entity.scope,
            composed.volume.title,
            made=True,
        )
        word = next(data for name, data in files.items() if name.endswith(".docx"))
        self._keep(edition, kept_of(composed, word), files)

    def _read(self, paths: Sequence[Path]) -> None:
        requests = [pipeline.Request(str(path), whole=True) for path in paths]
        documents: dict[str, Document] = {}
        found: list[Disclosure] = []
        for reading in pipeline.read_all(requests, jobs=self._jobs):
            if reading.disclosure is None or reading.document is None:
                self._say(f"“{reading.path}”读不出来，没有放进：{reading.problem}")
            else:
                documents[reading.path] = reading.document
                found.append(reading.disclosure)
        for group in pipeline.together(found):
            for alike in _alike(group):
                self._set(alike, documents)

    def _set(self, group: tuple[Disclosure, ...], documents: dict[str, Document]) -> None:
        """Documents of one body, year and stage as one edition."""
        checked = pipeline.check(group)
        examined = [
            Examined(documents[one.origin.path], one, result)
            for one, result in zip(group, checked.results, strict=True)
        ]
        edition = _edition(group)
        if edition is None:
            self._say(f"“{group[0].origin.path}”看不出是哪个部门哪一年的，没有放进。")
            return
        made = reset(examined)
        volume = replace(made.volume, title=edition.title)
        paths = [Path(one.origin.path) for one in group]
        files = {path.name: path.read_bytes() for path in paths}
        files |= {f"data/{name}": data for name, data in opendata.files(volume)}
        files["check.html"] = check_page.write(examined)
        alone = len(group) == 1
        kept = Kept(
            volume,
            tuple(_claims(group)),
            {
                named(number, one.id, alone=alone): one.text
                for number, disclosure in enumerate(group)
                for one in disclosure.passages
            },
            {
                named(number, one.id, alone=alone): one.targets
                for number, disclosure in enumerate(group)
                for one in disclosure.statements
            },
            read={
                one.id: one
                for number, disclosure in enumerate(group)
                for found in disclosure.statements
                for one in (_bare(found, named(number, found.id, alone=alone)),)
            },
        )
        self._keep(edition, kept, files)


@dataclass(frozen=True, slots=True)
class _Whose:
    """What tells one disclosure of a body from another."""

    year: int
    stage: str
    scope: str


def _alike(group: tuple[Disclosure, ...]) -> Iterator[tuple[Disclosure, ...]]:
    """Documents of one body by year, stage and scope; one that says no scope goes with all."""
    found: dict[_Whose, list[Disclosure]] = {}
    for one in group:
        whose = _Whose(one.year or 0, one.stage or "", one.scope or _SCOPE)
        found.setdefault(whose, []).append(one)
    yield from (tuple(of) for of in found.values())


def _bare(one: Statement, identity: str) -> Statement:
    """A table as it was read, without its figures, which the volume has and which name its id."""
    return replace(one, id=identity, sections=(), loose=())


def _claims(group: Sequence[Disclosure]) -> Iterator[Claim]:
    alone = len(group) == 1
    for number, disclosure in enumerate(group):
        for one in disclosure.claims:
            yield replace(
                one,
                id=named(number, one.id, alone=alone),
                passage=named(number, one.passage, alone=alone),
            )


def _edition(group: tuple[Disclosure, ...]) -> Edition | None:
    first = group[0]
    entity = max((one.entity or "" for one in group), key=len)
    if not entity or not first.year or not first.stage:
        return None
    scope = next((one.scope for one in group if one.scope), "")
    district: Named = naming.district_of(entity)
    words = {"unit": "单位", "department": "部门"}.get(scope, "")
    stage = "决算" if first.stage == "final" else "预算"
    return Edition(
        district,
        naming.department_of(entity, district),
        period(first.year, first.stage, scope),
        first.year,
        first.stage,
        scope or _SCOPE,
        f"{entity}{first.year}年{words}{stage}",
        made=False,
        releases=(Release(1),),
    )


def period(year: int, stage: str, scope: str) -> str:
    """The part of an address that names a year: 2022, 2024-final, 2025-unit."""
    more = [name for name in (stage, scope) if name not in {"", "budget", _SCOPE}]
    return "-".join((str(year), *more))


def words_of(name: str) -> str:
    """What a published file is."""
    path = PurePosixPath(name)
    return WORDS.get(path.name) or WORDS.get(path.suffix[1:], path.name)


def kept_of(composed: Composed, word: bytes) -> Kept:
    """All of a compiled budget; its Word file is read back, for its sentences and to compare."""
    reading = pipeline.read(pipeline.Request("预算公开.docx", word, whole=True))
    disclosure, document = reading.disclosure, reading.document
    assert disclosure is not None and document is not None, reading.problem
    blocks = {block.id: place for place, block in enumerate(composed.volume.tables)}
    statements = composed.disclosure.statements
    return Kept(
        composed.volume,
        disclosure.claims,
        {one.id: one.text for one in disclosure.passages},
        {name: statements[place].targets for name, place in blocks.items()},
        {"Word 文档": agreeing.compared(composed.volume, document)},
        {name: _bare(statements[place], statements[place].id) for name, place in blocks.items()},
    )
