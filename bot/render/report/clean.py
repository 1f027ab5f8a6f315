"""Text from people as a file can hold it: nothing that XML forbids, nothing that a program takes for an order."""

import re
import unicodedata

from bot.render.plain import plain

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb]|[\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """The visible text: lines kept, runs of blanks made one, letters put together as fonts have them."""
    known = _FORBIDDEN.sub("", plain(text).replace("\t", " "))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", known)).strip()
