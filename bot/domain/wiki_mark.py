"""The marks in a published page that no reader sees: whose it is, what it shows, and where the words of items stand.

The first line of a page is `<!--jordbro KEY RECORD LANGUAGE DIGEST-->`. The key is made once for each connection, so
that a page of another bot, or of this one before it was set up anew, is not taken for ours. The digest is of everything
behind that line: where it fits, nobody has touched the page. What can come back into the record stands between two
marks: the words of an item between `<!--item 40-->` and `<!--/item-->`, a field of the meeting's head between
`<!--item title-->` and `<!--/item-->`. Where one of the two is lost, nothing stands between them.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import NamedTuple, cast

from bot.domain.record import HEAD_PARTS, HeadPart

Part = int | HeadPart
"""What of a page can come back into the record: the words of an item, by its id, or a field of the meeting's head."""

_MARK = re.compile(r"<!--jordbro (\w+) ([a-z]+(?::\d+)?) ([a-z]{2}) ([0-9a-f]{16})-->\n")
_PART = re.compile(rf"<!--item (\d{{1,18}}|{'|'.join(HEAD_PARTS)})-->((?:(?!<!--/?item).)*)<!--/item-->", re.DOTALL)


class Mark(NamedTuple):
    """What the first line of a page says; `whole` is whether everything behind it is as we wrote it."""

    key: str
    record: str
    language: str
    digest: str
    whole: bool


def marked(body: str, key: str, record: str, language: str) -> str:
    """A page with its mark, as a wiki keeps it: composed (NFC), without blanks at its end."""
    kept = normal(body)
    return f"<!--jordbro {key} {record} {language} {_digest(kept)}-->\n{kept}"


def mark_of(text: str) -> Mark | None:
    """The mark of a page; None where it has none."""
    found = _MARK.match(text)
    if found is None:
        return None
    return Mark(found[1], found[2], found[3], found[4], found[4] == _digest(normal(text[found.end() :])))


def normal(text: str) -> str:
    """Text as wikis keep it: composed, one kind of line end, nothing white at its end.

    Source: MediaWiki, `TextContent::normalizeLineEndings` and `Validator::cleanUp`.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def part(name: Part, words: str) -> str:
    """The words of a part in the markup of a page, between the marks by which they are found again."""
    return f"<!--item {name}-->{words}<!--/item-->"


def parts_in(text: str) -> Mapping[Part, str]:
    """Part → its words in the markup of a page; of one that stands there twice nothing."""
    found: dict[Part, str] = {}
    twice: set[Part] = set()
    for match in _PART.finditer(text):
        name = _named(match)
        twice |= {name} & found.keys()
        found[name] = match[2]
    return {name: words for name, words in found.items() if name not in twice}


def with_words(text: str, words: Mapping[Part, str]) -> str:
    """A page with other words between the marks of some parts."""
    return _PART.sub(lambda match: part(_named(match), words.get(_named(match), match[2])), text)


def with_marks(text: str, ours: str) -> str:
    """A page with our marks again, where somebody has taken them off and left a line as it is otherwise.

    An editor that shows no marks leaves them out when a page is saved with it.
    """
    first = _MARK.match(ours)
    if first and not _MARK.search(text):
        text = first[0] + text.removeprefix("\n")
    for name in parts_in(ours).keys() - parts_in(text).keys():
        lines = _lines_of(ours, name)
        bare = _PART.sub(r"\2", lines)
        if f"\n{text}\n".count(f"\n{bare}\n") == 1:
            text = f"\n{text}\n".replace(f"\n{bare}\n", f"\n{lines}\n")[1:-1]
    return text


def leads_in(text: str) -> Mapping[Part, str]:
    """Part → what stands before it on its line: a number, what kind of item it is."""
    return {_named(match): text[_line(text, match) : match.start()] for match in _PART.finditer(text)}


def with_leads(text: str, before: Mapping[Part, str], now: Mapping[Part, str]) -> str:
    """A page whose items are numbered as they are by now, where nobody has changed what stands before them."""
    for match in reversed(list(_PART.finditer(text))):
        start, name = _line(text, match), _named(match)
        if name in now and text[start : match.start()] == before.get(name):
            text = text[:start] + now[name] + text[match.start() :]
    return text


def _line(text: str, match: re.Match[str]) -> int:
    return text.rfind("\n", 0, match.start()) + 1


def without_lines_of(text: str, names: Collection[Part]) -> str:
    """A page without the lines in which some parts stand."""
    for name in names:
        if lines := _lines_of(text, name):
            text = f"{text}\n".replace(f"{lines}\n", "", 1)[:-1]
    return text


def _lines_of(text: str, name: Part) -> str:
    """The lines in which a part stands, from the beginning of the first to the end of the last."""
    match = next((one for one in _PART.finditer(text) if _named(one) == name), None)
    if match is None:
        return ""
    end = text.find("\n", match.end())
    return text[_line(text, match) : end if end >= 0 else len(text)]


def without_parts(text: str) -> str:
    """What a passage says besides the words of parts."""
    return _PART.sub("", text)


def _named(match: re.Match[str]) -> Part:
    return int(match[1]) if match[1].isdecimal() else cast("HeadPart", match[1])


def digest_of(text: str) -> str:
    """What a page was made of, in short: the same for the same text."""
    return sha256(text.encode()).hexdigest()


def _digest(body: str) -> str:
    return digest_of(body)[:16]
