"""Text from people as Markdown that shows it as it is, and back again without losing a letter."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&])")
_AT_START = re.compile(r"^(?:([#+\-=])|(\d+)([.)]))(?=\s|[-=]|$)")
_BLANK = re.compile(r"^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$")
_WRITTEN = re.compile(r"\\(.)|&#(\d{1,7});", re.DOTALL)
_BREAK = "\\\n"  # of a line, as CommonMark has it: it ends no paragraph


def as_markdown(text: str) -> str:
    """Text of one kind of line end as one paragraph, whatever signs of Markdown or HTML stand in it."""
    written = text.rstrip("\n")  # a break at the very end would be shown as its sign
    return _BREAK.join(map(_line, written.split("\n"))) + "&#10;" * (len(text) - len(written))


def one_line(text: str) -> str:
    """The same on a single line: the ends of lines are written as numbers."""
    return "&#10;".join(map(_line, text.split("\n")))


def as_text(markdown: str) -> str:
    """What `as_markdown` or `one_line` was given; of what others wrote the visible text."""
    return "".join(_unescaped(line, ends=ends) for line, ends in _lines(markdown))


def _line(line: str) -> str:
    safe = _SPECIAL.sub(r"\\\1", line)
    safe = _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", safe)
    return _BLANK.sub(lambda found: "".join(f"&#{ord(blank)};" for blank in found[0]), safe)


def _lines(markdown: str) -> list[tuple[str, str]]:
    """Each line without the sign that breaks it, and what stands between it and the next."""
    lines = markdown.split("\n")
    found = []
    for number, line in enumerate(lines):
        broken = (len(line) - len(line.rstrip("\\"))) % 2 == 1
        last = number == len(lines) - 1
        found.append((line[:-1] if broken else line, "" if last and not broken else "\n"))
    return found


def _unescaped(line: str, *, ends: str) -> str:
    return _WRITTEN.sub(lambda found: found[1] or _numbered(found[2]), line) + ends


def _numbered(number: str) -> str:
    code = int(number)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004  the last letter
