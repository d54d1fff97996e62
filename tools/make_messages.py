"""Make the catalogue of the interface's words: extract from templates and code, merge, compile.

``python -m tools.make_messages`` writes locale/en/LC_MESSAGES/django.po and django.mo. What is
translated is kept; a new sentence comes with an empty translation, which a test reports. The
sentences of scripts are those of ``yusuan.web.sentences``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages import Catalog, pofile
from babel.messages.extract import extract
from babel.messages.mofile import write_mo

ROOT: Final = Path(__file__).resolve().parents[1]
WEB: Final = ROOT / "src" / "yusuan" / "web"
FOLDER: Final = WEB / "locale" / "en" / "LC_MESSAGES"
_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS: Final[dict[str, Any]] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "lazy": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip


def extracted() -> Catalog:
    """Every sentence of templates and code, with the files it stands in."""
    found = Catalog(locale="en", project="yusuan", charset="utf-8", fuzzy=False)
    for path in sorted([*WEB.rglob("*.html"), *WEB.rglob("*.py")]):
        if "migrations" in path.parts:
            continue
        for text, context in _sentences(path):
            found.add(text, locations=[(path.relative_to(WEB).as_posix(), 1)], context=context)
    return found


def _sentences(path: Path) -> Iterator[tuple[Any, str | None]]:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import templatize

        text = templatize(text, origin=path.name)
    for _, message, _, context in extract("python", BytesIO(text.encode()), keywords=_WORDS):
        yield message, context


def kept() -> Catalog:
    """The catalogue as it is in the tree; an empty one where there is none."""
    path = FOLDER / "django.po"
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return pofile.read_po(file, locale="en")


def merged() -> Catalog:
    """The sentences of now with the translations there are."""
    old, found = kept(), extracted()
    for one in found:
        there = old.get(one.id, one.context) if one.id else None
        if there is not None:
            one.string = there.string
    return found


def written(catalog: Catalog) -> bytes:
    """The text of a catalogue: sentences in the order of files, no dates, no line numbers."""
    out = BytesIO()
    pofile.write_po(out, catalog, width=100, omit_header=True, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return (head + plural).encode() + out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = BytesIO()
    plain = pofile.read_po(BytesIO(written(catalog)), locale="en")
    plain.creation_date = plain.revision_date = _DAY  # the same sentences, the same file
    write_mo(out, plain)
    return out.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """The sentences that have no translation."""
    return [str(one.id) for one in catalog if one.id and not _whole(one.string)]


def _whole(said: Any) -> bool:
    return all(said) if isinstance(said, tuple | list) else bool(said)


def main() -> None:
    """Write both files and say what is missing."""
    catalog = merged()
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "django.po").write_bytes(written(catalog))
    (FOLDER / "django.mo").write_bytes(compiled(catalog))
    wanting = missing(catalog)
    sys.stdout.write(f"{len(catalog)} sentences, {len(wanting)} without a translation\n")


if __name__ == "__main__":
    import django
    from django.conf import settings

    settings.configure()
    django.setup()
    main()
