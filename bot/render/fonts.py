"""The letters of pictures: a font that has both Danish and simplified Chinese, and what it can draw."""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE, _FILE = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"  # why this one: docs/decisions/0018
_UNKNOWN = "〓"  # what printers put where a letter was not in their case
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "So", "Sk"})
_BLANKS = re.compile(r"\s+")


@cache
def chart_font() -> Path:
    """The file of the font.

    Raises:
        FileNotFoundError: its package is not installed.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"no font for pictures: install {_PACKAGE}")
    return Path(spec.origin).parent / _FILE


@cache
def spare_font() -> Path:
    """The file of the font for what the first one lacks, as č in a name: matplotlib's own."""
    from matplotlib import get_data_path  # noqa: PLC0415  half a second, where a picture is drawn

    return Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def drawable(text: str) -> str:
    """The text on one line, with what no font of ours can draw left out if it is an ornament, else as 〓."""
    line = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    known = _letters()
    drawn = (letter if ord(letter) in known else _instead(letter) for letter in line)
    return _BLANKS.sub(" ", "".join(drawn)).strip()


def _instead(letter: str) -> str:
    return "" if unicodedata.category(letter) in _NOT_SHOWN else _UNKNOWN


@cache
def _letters() -> frozenset[int]:
    """The code points that can be drawn; invisible ones that change their neighbours are none."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  see above

    found = {code for path in (chart_font(), spare_font()) for code in FT2Font(str(path)).get_charmap()}
    return frozenset(code for code in found if unicodedata.category(chr(code)) not in {"Cc", "Cf", "Co", "Mn", "Me"})
