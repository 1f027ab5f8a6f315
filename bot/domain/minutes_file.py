"""A meeting, or a trip, as a Markdown file that can be read back: what stands in its comments, and under which name.

Each part begins with a comment that nobody sees who reads the file as Markdown:

    <!-- jordbro:item {"number": "2", "kind": "action", …} -->

Below it stands its text, below that a quotation for each other language, with what each sentence is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.domain.errors import Unreadable
from bot.domain.language import LANGUAGES, Language
from bot.domain.markdown_text import as_text

VERSION = 1
HEADS = ("note", "trip")
ASIDE = "aside"
"""What is said again in words for people, and not read."""

_MARK = re.compile(r"(?:> )?<!-- jordbro:([a-z]+) (\{.*\}) -->")
_DECORATION = re.compile(r"^(?:# |\*\*[^*\n]*\*\* )")
_HIDDEN = re.compile(r"[<>]|--")


class Sentence(NamedTuple):
    """A sentence in another language: its words, None where there are none yet, and what it is."""

    content: str | None
    standing: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Element:
    """One text with what is known of it; `about` depends on the kind."""

    kind: str
    about: Mapping[str, Any]
    content: str
    others: Mapping[Language, tuple[Sentence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MinutesFile:
    """A file: what kind of record it is, what is known of that, and its texts in order."""

    kind: str
    about: Mapping[str, Any]
    elements: tuple[Element, ...]

    def first(self, kind: str) -> Element | None:
        """The text of a kind, where there is one."""
        return next((one for one in self.elements if one.kind == kind), None)


def mark(kind: str, about: Mapping[str, Any]) -> str:
    """The comment that begins a part: nothing in it can end it."""
    said = json.dumps(about, ensure_ascii=False, separators=(", ", ": "))
    hidden = _HIDDEN.sub(lambda found: "".join(f"\\u{ord(sign):04x}" for sign in found[0]), said)
    return f"<!-- jordbro:{kind} {hidden} -->"


def is_minutes_file(text: str) -> bool:
    """Whether a text is a file that was written here."""
    found = _MARK.match(text.lstrip("\ufeff"))
    return found is not None and found[1] in HEADS


def read_minutes_file(text: str) -> MinutesFile:
    """Read a file.

    Raises:
        Unreadable: it is none of ours, of a later version, or damaged.
    """
    parts = _parts(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\0", "\ufffd"))
    if not parts or parts[0][0] not in HEADS or parts[0][1].get("version") != VERSION:
        raise Unreadable("minutes_unreadable")
    elements: list[Element] = []
    for kind, about, content in parts[1:]:
        if kind == ASIDE:
            continue
        if kind in LANGUAGES and elements:
            others = {**elements[-1].others, kind: _sentences(about, content)}
            elements[-1] = Element(elements[-1].kind, elements[-1].about, elements[-1].content, others)
        else:
            elements.append(Element(kind, about, as_text(_DECORATION.sub("", content, count=1))))
    return MinutesFile(parts[0][0], parts[0][1], tuple(elements))


def _parts(text: str) -> list[tuple[str, dict[str, Any], str]]:
    """The kind, the comment and the text of each part."""
    found: list[tuple[str, dict[str, Any], list[str]]] = []
    for line in text.split("\n"):
        begun = _MARK.fullmatch(line.rstrip(" \t"))
        if begun:
            found.append((begun[1], _about(begun[2]), []))
        elif found:
            found[-1][2].append(line)
    return [(kind, about, "\n".join(_trimmed(lines))) for kind, about, lines in found]


def _about(said: str) -> dict[str, Any]:
    try:
        about = json.loads(said)
        whole = json.dumps(about, ensure_ascii=False).encode()  # no half of a character
    except (ValueError, RecursionError) as problem:
        raise Unreadable("minutes_unreadable") from problem
    if not isinstance(about, dict) or b"\\u0000" in whole:  # which no database keeps
        raise Unreadable("minutes_unreadable")
    return about


def _trimmed(lines: list[str]) -> list[str]:
    """Without the empty lines around; the one behind a break belongs to the text."""
    start, end = 0, len(lines)
    while start < end and not lines[start]:
        start += 1
    while end > start and not lines[end - 1]:
        end -= 1
    return lines[start:end]


def _sentences(about: Mapping[str, Any], content: str) -> tuple[Sentence, ...]:
    standings = about.get("sentences")
    lines = [line.removeprefix("> ").removeprefix(">") for line in content.split("\n")] if content else []
    if not isinstance(standings, list) or not all(isinstance(one, dict) for one in standings):
        raise Unreadable("minutes_unreadable")
    said = [_one(line) for line in lines]
    if len(said) != len(standings):
        raise Unreadable("minutes_unreadable")
    return tuple(
        Sentence(None if one.get("none") else words, {key: value for key, value in one.items() if key != "none"})
        for words, one in zip(said, standings, strict=True)
    )


def _one(line: str) -> str:
    """A sentence that stands on its own line, without the sign that breaks it from the next."""
    broken = (len(line) - len(line.rstrip("\\"))) % 2 == 1
    return as_text(line[:-1] if broken else line)
