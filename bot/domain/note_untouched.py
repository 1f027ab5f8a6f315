"""The items of a note that nobody has touched in its form: nothing is read out of their words again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.note_body import written_lines
from bot.domain.record import Item, Note

_TOKEN = re.compile("\ue000(\\d+)\ue001[.!?。！？；;]?")
_ENDS = frozenset(".!?。！？；;")
_COLONS = (":", "：")


@dataclass(frozen=True, slots=True)
class Veiled:
    """A text in which the words of untouched items are veiled, so that no grammar reads them.

    Attributes:
        text: with a token in the place of the words of each.
        words: token → the words as they stand in the text.
        items: token → whose they are.
    """

    text: str
    words: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)

    def without(self, tokens: set[str]) -> "Veiled":
        """The same with some of them to be read."""
        items = {token: item for token, item in self.items.items() if token not in tokens}
        return Veiled(self._open(self.text, tokens), self.words, items)

    def open(self, text: str) -> str:
        """A text with the words in their places."""
        return self._open(text, set(self.words))

    def item_of(self, parsed: ParsedItem) -> Item | None:
        """The untouched item that an item of the veiled text is."""
        return self.items.get(parsed.text)

    def read(self, parsed: ParsedNote) -> ParsedNote:
        """A note that was read from the veiled text, as it is written."""
        items = tuple(replace(one, text=self._said(one), raw=self.open(one.raw)) for one in parsed.items)
        return replace(parsed, title=self.open(parsed.title), head=self.open(parsed.head), items=items)

    def _said(self, parsed: ParsedItem) -> str:
        item = self.item_of(parsed)
        return item.text.content if item else self.open(parsed.text)

    def _open(self, text: str, tokens: set[str]) -> str:
        return _TOKEN.sub(lambda found: self.words[found[0]] if found[0] in tokens else found[0], text)


def veiled(note: Note, text: str) -> Veiled:
    """A text of the note's form; an item is untouched where all its lines stand in it as they did, in their order."""
    at, made = 0, Veiled(text)
    for item, lead, words, tail in written_lines(note):
        block, token = f"\n{lead}{words}{tail}\n", _token(item, words)
        found = f"\n{made.text}\n".find(block, at)
        if found < 0 or words.rstrip().endswith(_COLONS):  # what is under such a one depends on its words
            continue
        start = found + len(lead)
        shown = made.text[:start] + token + made.text[start + len(words) :]
        made = Veiled(shown, {**made.words, token: words}, {**made.items, token: item})
        at = start + len(token)
    return made


def changed_in(new: ParsedNote, old: ParsedNote, veil: Veiled) -> set[str]:
    """The tokens of items that are not what they were: more was written behind them, or their list is another one."""
    kinds = {one.text: one.kind for one in old.items}
    alone = {one.text for one in new.items if one.text in veil.items and kinds.get(one.text) == one.kind}
    return set(veil.items) - alone


def _token(item: Item, words: str) -> str:
    return f"\ue000{item.id}\ue001{words[-1:] if words[-1:] in _ENDS else ''}"
