"""Draw a sheet: matplotlib's Agg renderer and nothing of pyplot, one picture at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.render.chart_sheet import Mark, MarkKind, Measure, Sheet, Words
from bot.render.fonts import chart_font, spare_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Patch
    from PIL.Image import Image as Palette

_DPI = 100
_POINTS = 72 / _DPI  # of a pixel
_FAMILY = ("jordbro-letters", "jordbro-spare-letters")
# One thread draws everything: matplotlib's fonts are not safe between threads, and each thread that draws
# keeps fonts and memory of its own (docs/decisions/0018). It begins with the first picture.
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="pictures")


class _Style(NamedTuple):
    """How a mark looks. Colours are Okabe and Ito's, told apart by the colour-blind; shapes differ as well."""

    face: str
    edge: str = "none"
    hatch: str = ""
    line: str = "-"
    width: float = 0.0
    layer: float = 3.0


_COLORS = (  # not more than sixteen, which a PNG keeps in four bits: papers, marks, letters, and the edges of letters
    *("#ffffff", "#ececec", "#d3e6f6", "#fbe6b0", "#d5efe5"),
    *("#0072b2", "#e69f00", "#b35300", "#00704f", "#8f1d00"),
    *("#1a1a1a", "#5a5a5a", "#b8b8b8", "#c78e80", "#80b8a7"),
)
_STYLES: dict[MarkKind, _Style] = {
    "lane": _Style("#ececec", layer=1.8),
    "dk_shade": _Style("#d3e6f6", layer=1.0),
    "cn_shade": _Style("#fbe6b0", layer=1.1),
    "dk": _Style("#d3e6f6", "#0072b2", "//", width=1.2),
    "cn": _Style("#fbe6b0", "#b35300", "..", width=1.2),
    "unknown": _Style("#ffffff", "#5a5a5a", "", "--", 1.5),
    "month": _Style("#1a1a1a", "#1a1a1a", width=2.0),
    "week": _Style("#b8b8b8", "#b8b8b8", width=1.0),
    "today": _Style("#1a1a1a", "#1a1a1a", width=3.0, layer=1.6),
    "paper": _Style("#ffffffc8", layer=2.0),
    "visit": _Style("#0072b2", "#0072b2", width=2.0),
    "expected_visit": _Style("#d3e6f6", "#0072b2", "", "--", 2.5),
    "expected": _Style("#d5efe5", "#00704f", "", "--", 2.5),
    "deadline": _Style("#e69f00", "#b35300", width=2.0),
    "tail": _Style("#e69f00", "#b35300", width=2.0),
    "end": _Style("#b35300", "#b35300", width=1.0, layer=4.0),
    "passed": _Style("#8f1d00", layer=4.0),
    "was_expected": _Style("#d5efe5", "#00704f", "", "--", 2.5, layer=4.0),
}
_LINES = frozenset({"month", "week", "today"})


def drawn(width: int, compose: Callable[[Measure], Sheet]) -> bytes:
    """The picture as PNG; the same contents are the same bytes.

    Args:
        width: in pixels.
        compose: puts everything on a sheet, of which it may ask how wide words are.
    """
    return _THREAD.submit(lambda: _png(width, compose(_measure()))).result()


def laid_out(compose: Callable[[Measure], Sheet]) -> Sheet:
    """The sheet as it would be drawn."""
    return _THREAD.submit(lambda: compose(_measure())).result()


def measured(words: Words) -> tuple[float, float, float, float]:
    """The box that a line of text really takes, like its `box`; for tests."""
    return _THREAD.submit(_box, words).result()


def _box(words: Words) -> tuple[float, float, float, float]:
    width, height, descent = _renderer().get_text_width_height_descent(words.text, _font(words.size), ismath=False)
    return (words.left, words.base - height + descent, words.left + width, words.base + descent)


def _measure() -> Measure:
    renderer, known = _renderer(), dict[tuple[str, int], float]()

    def width(text: str, size: int) -> float:
        if (text, size) not in known:
            known[text, size] = renderer.get_text_width_height_descent(text, _font(size), ismath=False)[0]
        return known[text, size]

    return width


def _png(width: int, sheet: Sheet) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  half a second, where it is needed
    from matplotlib.figure import Figure  # noqa: PLC0415  see above

    height = round(sheet.y)
    figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
    canvas: Any = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    for mark in sheet.marks:
        axes.add_artist(_patch(mark))
    for words in sheet.words:
        _write(axes, words)
    canvas.draw()
    return _compressed(canvas)


def _patch(mark: Mark) -> "Patch":
    from matplotlib.patches import Polygon, Rectangle  # noqa: PLC0415  see above

    kind, left, top, right, bottom = mark
    style = _STYLES[kind]
    look: dict[str, Any] = {
        "facecolor": style.face,
        "edgecolor": style.edge,
        "hatch": style.hatch or None,
        "linestyle": style.line,
        "linewidth": style.width * _POINTS,
        "zorder": style.layer,
    }
    across, down = (left + right) / 2, (top + bottom) / 2
    if kind == "end":
        return Polygon([(left, down), (across, top), (right, down), (across, bottom)], closed=True, **look)
    if kind in {"passed", "was_expected"}:
        return Polygon([(left, down), (right, top), (right, bottom)], closed=True, **look)
    if kind in _LINES:
        return Polygon([(left, top), (right, bottom)], closed=False, **look)
    return Rectangle((left, top), right - left, bottom - top, **look)


def _write(axes: "Axes", words: Words) -> None:
    axes.text(
        words.left,
        words.base,
        words.text,
        fontproperties=_font(words.size),
        color=words.color,
        va="baseline",
        parse_math=False,  # a price in dollars is no formula
        zorder=5,
    )


def _compressed(canvas: Any) -> bytes:  # noqa: ANN401  see `_renderer`
    """A small file; in it stands no name of a program and no time."""
    from PIL import Image  # noqa: PLC0415  comes with matplotlib

    picture = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    written = BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


@cache
def _palette() -> "Palette":
    from PIL import Image  # noqa: PLC0415  see above

    made = Image.new("P", (1, 1))
    made.putpalette(bytes.fromhex("".join(color.removeprefix("#") for color in _COLORS)))
    return made


@cache
def _renderer() -> Any:  # noqa: ANN401  matplotlib has types for half of it
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415  see above

    made: Any = RendererAgg
    return made(1, 1, _DPI)


@cache
def _font(size: int) -> "FontProperties":
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  see above

    _know_fonts()
    return FontProperties(family=list(_FAMILY), size=size * _POINTS)


@cache
def _know_fonts() -> None:
    """Tell matplotlib of our two fonts under names that no font of the machine has."""
    from matplotlib.font_manager import FontEntry, fontManager  # noqa: PLC0415  see above

    for name, path in zip(_FAMILY, (chart_font(), spare_font()), strict=True):
        fontManager.ttflist.append(FontEntry(fname=str(path), name=name))
