"""What a page needs of a markup: a few shapes around text that is escaped already, and the way back to plain text."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.language import Language

LANG = {"da": "da", "zh": "zh-Hans", "en": "en"}
"""What HTML calls our languages: Chinese is in simplified characters."""


class Markup(Protocol):
    """One markup. `inner` is always text in it, never of people."""

    def text(self, words: str) -> str:
        """Text from people on one line, shown as it is whatever signs stand in it."""

    def plain(self, marked: str) -> str:
        """What a reader sees of a line that people may have edited; of what `text` gave, what it was given."""

    def bold(self, inner: str) -> str:
        """In bold."""

    def italic(self, inner: str) -> str:
        """In italics."""

    def heading(self, inner: str) -> str:
        """A heading, a line of its own."""

    def bullet(self, inner: str) -> str:
        """A line of a list."""

    def break_(self) -> str:
        """The end of a line within a paragraph."""

    def link(self, inner: str, title: str, here: str) -> str:
        """A link from the page `here` to another page of the wiki, by its title."""

    def foreign(self, inner: str, language: Language) -> str:
        """Words in another language than the page's."""

    def page(self, blocks: Sequence[str], language: Language, group: str) -> str:
        """A whole page of paragraphs, in a language; `group` is what it is filed under."""

    def title(self, space: str, name: str, language: Language) -> str:
        """What a page is called."""
