"""Markdown as GitHub, GitLab, Forgejo, Gollum and Otter Wiki show it (CommonMark)."""

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import quote

from bot.domain.language import Language
from bot.domain.markdown_text import as_text, one_line
from bot.domain.wiki_title import page_path
from bot.render.plain import plain
from bot.render.wiki.markup import LANG

_BLANK = re.compile(r"[ \t\u00a0]+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=[^\s\\])\1")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]*)(?<!\\)\]\([^()\s]*\)")
# addresses, people, formulas and pictures by name, which some servers make of bare text
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.|@(?=\w)|\$|:(?=[\w+\\-]+:)")


class Markdown:
    """The markup of repositories."""

    def text(self, words: str) -> str:
        """On one line; line ends, and what would become a link by itself, are written as numbers."""
        lines = (_BLANK.sub(" ", line).strip() for line in plain(words).split("\n"))
        safe = one_line("\n".join(lines)).replace("\\<", "&#60;")  # or it would look like one of our marks
        return _ADDRESS.sub(lambda found: f"&#{ord(found[0])};", safe)

    def plain(self, marked: str) -> str:
        """Without comments, links and strong emphasis."""
        text = _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", _COMMENT.sub("", marked)))
        return as_text(text).strip()

    def bold(self, inner: str) -> str:
        """Two stars."""
        return f"**{inner}**"

    def italic(self, inner: str) -> str:
        """One star: an underscore within a word would not do in Chinese."""
        return f"*{inner}*"

    def heading(self, inner: str) -> str:
        """Of the first level."""
        return f"# {inner}"

    def bullet(self, inner: str) -> str:
        """A hyphen."""
        return f"- {inner}"

    def break_(self) -> str:
        r"""A backslash at the end of the line."""
        return "\\\n"

    def link(self, inner: str, title: str, here: str) -> str:
        """From file to file, so that it holds in a checkout as well as on a server."""
        return f"[{inner}]({quote(posixpath.relpath(title, posixpath.dirname(here)))})"

    def foreign(self, inner: str, language: Language) -> str:
        """Servers take the attribute away or show the tag as text: the words alone."""
        del language
        return inner

    def page(self, blocks: Sequence[str], language: Language, group: str) -> str:
        """Its language is in a comment: nothing else of that kind is shown alike everywhere."""
        del group
        return "\n\n".join([*blocks, f"<!--lang {LANG[language]}-->"])

    def title(self, space: str, name: str, language: Language) -> str:
        """A path: `da/<slug>-da.md`."""
        return page_path(space, name, language)
