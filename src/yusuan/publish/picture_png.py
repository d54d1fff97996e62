"""A picture as PNG, with our own letters: the same bytes on every machine."""

from __future__ import annotations

from typing import Final

from yusuan.publish.picture_svg import Drawing

_PER_INCH: Final = 192
_TEMPLATE: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""


def png(drawing: Drawing) -> bytes:
    """The PNG of a drawing, at two pixels a pixel and more."""
    import tempfile

    import typst

    from yusuan.publish.pdf import fonts

    with tempfile.TemporaryDirectory() as nothing:
        compiler = typst.Compiler(
            root=nothing,
            font_paths=fonts(),
            sys_inputs={"svg": drawing.svg, "width": str(drawing.width)},
            package_path=nothing,
            package_cache_path=nothing,
        )
        made = compiler.compile(_TEMPLATE, format="png", ppi=_PER_INCH)
    assert isinstance(made, bytes)
    return made
