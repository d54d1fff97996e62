"""The signs that a PDF of ours cannot print, because no font in it has them."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.publish.pdf import FAMILIES, STANDARD, fonts
from yusuan.publish.volume import PageBreak, Picture, TableBlock, Volume

#: PDF/A forbids what has no glyph, so setting the signs alone to the standard tells.
_TEMPLATE = (
    b'#set document(title: "-")\n#set text(font: json(bytes(sys.inputs.fonts)), lang: "zh")\n'
    b"#sys.inputs.signs"
)

#: Signs that were tried and printed; the fonts stay the same, and most budgets use the same ones.
_PRINTED: set[str] = set()


def lacking(volume: Volume) -> str:
    """The signs of a volume that would be printed as empty boxes, in the order of their codes."""
    new = set().union(*_texts(volume)) - _PRINTED
    found = _lacking("".join(sorted(new)))
    _PRINTED.update(new.difference(found))
    return found


def _texts(volume: Volume) -> Iterator[str]:
    yield from (volume.title, volume.entity, *(part.title for part in volume.parts))
    for block in volume.blocks:
        if isinstance(block, TableBlock):
            yield from (block.title, block.left, block.right, block.note, block.empty)
            yield from (cell.text for cell in block.table.cells)
        elif isinstance(block, Picture):
            yield from (block.title, block.note, block.told)
        elif not isinstance(block, PageBreak):
            yield block.text


def _lacking(signs: str) -> str:
    if not signs.strip() or _prints(signs):
        return ""
    if len(signs) == 1:
        return signs
    half = len(signs) // 2
    return _lacking(signs[:half]) + _lacking(signs[half:])


def _prints(signs: str) -> bool:
    import typst

    compiler = typst.Compiler(font_paths=fonts(), sys_inputs={"signs": signs, "fonts": FAMILIES})
    try:
        compiler.compile(_TEMPLATE, format="pdf", pdf_standards=STANDARD)
    except typst.TypstError:
        return False
    return True
