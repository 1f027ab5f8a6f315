"""Text from people as any program shows it: the same words without what cannot be seen and turns others around."""

import re

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# what has no shape, and what turns the order of the letters behind it, ours among them (Unicode Annex 9)
_NOTHING = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with one kind of line end, without control characters and halves of characters."""
    if text.isascii() and text.isprintable():
        return text
    return _HALF.sub("\ufffd", _NOTHING.sub("", _LINE_END.sub("\n", text)))
