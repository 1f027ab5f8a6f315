"""What a printed report consists of, before it is known whether it becomes a PDF or a document for Word."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.domain.language import Language

BlockKind = Literal["part", "meeting", "group", "fact", "item", "text"]
"""The heading of a part, of a meeting, of a group of items; a line of a meeting's head; a numbered item; a paragraph
of ours."""


class Words(NamedTuple):
    """A block in one language; `text` may be words of people, everything else is ours.

    `marked` are words that a machine made and nobody reviewed; `note` says what else is wrong with them.
    `language` is the one that `text` is in, which is another one where there is no translation.
    """

    language: Language
    text: str
    label: str = ""
    detail: str = ""
    marked: bool = False
    note: str = ""


class Block(NamedTuple):
    """One row: the number, which is the same in all languages, and the words in each of them."""

    kind: BlockKind
    number: str
    words: tuple[Words, ...]


class Sender(NamedTuple):
    """The letterhead as it is printed."""

    name: str
    department: str
    address: tuple[str, ...]
    phone: str  # with the word for it
    web: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, line by line."""
        return tuple(filter(None, (self.name, self.department, *self.address, self.phone, self.web)))


class PageWords(NamedTuple):
    """What stands before, between and behind the number of a page and how many there are."""

    before: str
    between: str
    after: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language or in several side by side; each tuple of words has one for each language."""

    languages: tuple[Language, ...]
    sender: Sender
    dates: tuple[str, ...]
    title: Block
    about: tuple[str, ...]  # the trip and its days
    blocks: tuple[Block, ...]
    notices: tuple[str, ...]  # that something is a machine's: in the languages of which that is so
    pages: tuple[PageWords, ...]

    def all_words(self) -> Iterator[Words]:
        """All words of all blocks."""
        for block in (self.title, *self.blocks):
            yield from block.words
