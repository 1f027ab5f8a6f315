"""The marks in a published page that no reader sees: whose it is, what it shows, and where the words of items stand.

The first line of a page is `<!--jordbro KEY RECORD LANGUAGE DIGEST-->`. The key is made once for each connection, so
that a page of another bot, or of this one before it was set up anew, is not taken for ours. The digest is of everything
behind that line: where it fits, nobody has touched the page. The words of an item stand between `<!--item 40-->` and
`<!--/item-->`.
"""

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

_MARK = re.compile(r"<!--jordbro (\w+) ([a-z]+(?::\d+)?) ([a-z]{2}) ([0-9a-f]{16})-->\n")
_ITEM = re.compile(r"<!--item (\d{1,18})-->(.*?)<!--/item-->", re.DOTALL)


class Mark(NamedTuple):
    """What the first line of a page says; `whole` is whether everything behind it is as we wrote it."""

    key: str
    record: str
    language: str
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
    return Mark(found[1], found[2], found[3], found[4] == _digest(normal(text[found.end() :])))


def normal(text: str) -> str:
    """Text as wikis keep it: composed, one kind of line end, nothing white at its end.

    Source: MediaWiki, `TextContent::normalizeLineEndings` and `Validator::cleanUp`.
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()


def item(item_id: int, words: str) -> str:
    """The words of an item in the markup of a page, between the marks by which they are found again."""
    return f"<!--item {item_id}-->{words}<!--/item-->"


def items_in(text: str) -> Mapping[int, str]:
    """Item id → its words in the markup of a page; of one that stands there twice nothing."""
    found: dict[int, str] = {}
    twice: set[int] = set()
    for match in _ITEM.finditer(text):
        item_id = int(match[1])
        twice |= {item_id} & found.keys()
        found[item_id] = match[2]
    return {item_id: words for item_id, words in found.items() if item_id not in twice}


def with_words(text: str, words: Mapping[int, str]) -> str:
    """A page with other words between the marks of some items."""
    return _ITEM.sub(lambda match: item(int(match[1]), words.get(int(match[1]), match[2])), text)


def digest_of(text: str) -> str:
    """What a page was made of, in short: the same for the same text."""
    return sha256(text.encode()).hexdigest()


def _digest(body: str) -> str:
    return digest_of(body)[:16]
