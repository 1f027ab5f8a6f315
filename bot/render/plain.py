"""Text from people for files of other programs: the same words without what no program can show."""

import re

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with one kind of line end, without control characters and halves of characters."""
    return _HALF.sub("\ufffd", _NOTHING.sub("", _LINE_END.sub("\n", text)))
