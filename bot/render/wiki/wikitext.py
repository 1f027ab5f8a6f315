"""Wikitext of MediaWiki. Signs that mean something to its parser are written as numbers, which it shows as themselves.

Source: MediaWiki 1.39, `Preprocessor`, `Parser` and `BlockLevelPass`; tried on one through `action=parse`
(tests/contracts/wiki/test_parse.py).
"""

import html
import re
import unicodedata
from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.wiki_title import page_title
from bot.render.plain import plain
from bot.render.wiki.markup import LANG

# [[links]], {{templates}}, {| tables |}, <tags>, &entities;, == headings ==, ~~~~
_ALWAYS = re.compile(r"[\[\]{}|<>&=~]")
_BESIDE = re.compile(r"'(?=')|(?<=')'|^'|'$|_(?=_)|(?<=_)_")  # ''italics'', __TOC__; ours may stand around it
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=\S)")  # https://…, mailto:…, tel:…
_MAGIC = re.compile(r"\b(RFC|PMID|ISBN)(\s)")  # become links by themselves
_BLANK = re.compile(r"[ \t\u00a0]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INSIDE = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//\S+(?:\s+([^\]]*))?\]")
_QUOTES = re.compile("'{2,5}")


class Wikitext:
    """The markup of MediaWiki."""

    def text(self, words: str) -> str:
        """Line ends become `<br />`: no line but ours begins anywhere, so no sign stands at the beginning of one."""
        lines = (_BLANK.sub(" ", line).strip() for line in plain(words).split("\n"))
        return "<br />".join(map(_escaped, lines))

    def plain(self, marked: str) -> str:
        """Without comments, tags, links and quotes of markup; numbers become signs again."""
        text = _BREAK.sub("\n", _COMMENT.sub("", marked))
        text = _OUTSIDE.sub(lambda found: found[1] or "", _INSIDE.sub(r"\1", text))
        return html.unescape(_TAG.sub("", _QUOTES.sub("", text))).strip()

    def bold(self, inner: str) -> str:
        """Three quotes."""
        return f"'''{inner}'''"

    def italic(self, inner: str) -> str:
        """Two quotes."""
        return f"''{inner}''"

    def heading(self, inner: str) -> str:
        """Of the second level: the first one is the title."""
        return f"== {inner} =="

    def bullet(self, inner: str) -> str:
        """A star."""
        return f"* {inner}"

    def break_(self) -> str:
        """A tag: a line end alone is a blank."""
        return "<br />"

    def link(self, inner: str, title: str, here: str) -> str:
        """By the whole title, with a colon that keeps a page of a category from being one of its members."""
        del here
        return f"[[:{title}|{inner}]]"

    def foreign(self, inner: str, language: Language) -> str:
        """A span."""
        return f'<span lang="{LANG[language]}">{inner}</span>'

    def page(self, blocks: Sequence[str], language: Language, group: str) -> str:
        """In a `div` of its language, in a category."""
        body = "\n\n".join(blocks)
        return f'<div lang="{LANG[language]}">\n{body}\n\n</div>\n[[Category:{_category(group)}]]'

    def title(self, space: str, name: str, language: Language) -> str:
        """`Title/da`."""
        return page_title(space, name, language)


def _escaped(line: str) -> str:
    safe = _ALWAYS.sub(_as_number, line)
    safe = _ADDRESS.sub(_as_number, _BESIDE.sub(_as_number, safe))
    safe = _MAGIC.sub(lambda found: f"{found[1]}&#32;", safe)
    if safe and unicodedata.combining(safe[0]):  # would be composed with the sign before it, which is of our marks
        safe = f"&#{ord(safe[0])};{safe[1:]}"
    return safe


def _as_number(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _category(group: str) -> str:
    return page_title(group, "", "da").removesuffix("/da")
