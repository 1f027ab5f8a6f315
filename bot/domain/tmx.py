"""Translation memories as TMX 1.4 says (LISA, 2005): units with the same sentence in several languages."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import permutations
from typing import IO, Literal, NamedTuple
from xml.etree.ElementTree import (  # nosec B405 # writes; what is read goes through defusedxml
    Element,
    ParseError,
    SubElement,
    tostring,
)

from defusedxml.ElementTree import fromstring

from bot.domain.language import LANGUAGES, Language
from bot.domain.xml_text import xml_text
from bot.domain.xml_units import Elements, Fragment

Trouble = Literal["broken", "too_long", "no_language", "empty", "one_language", "no_source"]
"""Why a unit is left out."""

LONGEST_SEGMENT = 6_000  # characters: what is longer is a chapter
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ALL = "*all*"
_HEADER = re.compile(r"<header\b[^>]{0,4000}>")
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # they hold the formatting of another program
_LINE_CODES = frozenset({"lb", "x-lb", "br", "x-br"})
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_BREAK = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")
_DATES = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y-%m-%dT%H:%M:%SZ", "%Y%m%d", "%Y-%m-%d")


class Found(NamedTuple):
    """A pair of a unit, and who made it and when, as far as the file says."""

    source_language: Language
    target_language: Language
    source: str
    target: str
    by: str | None
    at: datetime | None


class Unit(NamedTuple):
    """A unit that was understood: its number and line, counted from 1, and its pairs."""

    number: int
    line: int
    pairs: tuple[Found, ...]


class Left(NamedTuple):
    """A unit that was left out, and why."""

    number: int
    line: int
    why: Trouble


class Kept(NamedTuple):
    """A pair to write, who approved it and when."""

    source_language: Language
    target_language: Language
    source: str
    target: str
    by: str
    at: datetime


class _Said(NamedTuple):
    """What an element says of its making, and for a unit of its source language."""

    by: str | None = None
    at: datetime | None = None
    source: str = _ALL

    def of(self, element: Element) -> "_Said":
        """The same of an element within, where it says more."""
        by = element.get("changeid") or element.get("creationid") or self.by
        at = _instant(element.get("changedate")) or _instant(element.get("creationdate")) or self.at
        return _Said(by, at, element.get("srclang") or self.source)


class _Side(NamedTuple):
    """A sentence of a unit in one of our languages."""

    language: Language
    text: str
    said: _Said


class _Unfit(Exception):  # noqa: N818  it says what a unit is
    """A unit cannot be used."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why)
        self.why: Trouble = why


def language_of(tag: str) -> Language | None:
    """Our language of a BCP 47 tag: da-DK is Danish; traditional Chinese is none of ours."""
    first, *rest = tag.strip().lower().replace("_", "-").split("-")
    if first == "zh" and _TRADITIONAL & set(rest) and "hans" not in rest:
        return None
    return next((language for language in LANGUAGES if language == first), None)


def read(file: IO[bytes], *, both_ways: bool = False) -> Iterator[Unit | Left]:
    """The units of a file, one after another, and those that have to be left out.

    A pair goes from a unit's source language (`srclang`) to each other language. Where that is "*all*",
    and with `both_ways` everywhere, it goes from each to each.

    Raises:
        bot.domain.xml_units.NotReadable: it is no TMX, or nothing can be read from here on.
    """
    elements = Elements(file, "tmx", "tu")
    header = _header(elements.head)
    for number, fragment in enumerate(elements, start=1):
        try:
            yield Unit(number, fragment.line, _pairs(fragment, header, both_ways=both_ways))
        except _Unfit as problem:
            yield Left(number, fragment.line, problem.why)


def write(pairs: Iterable[Kept]) -> Iterator[str]:
    """A TMX file in pieces, one unit for each pair."""
    header = Element(
        "header",
        {
            "creationtool": "Jordbro",
            "creationtoolversion": "1",
            "segtype": "sentence",
            "o-tmf": "Jordbro",
            "adminlang": "en",
            "srclang": _ALL,
            "datatype": "plaintext",
        },
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield f"{tostring(header, encoding='unicode')}\n<body>\n"
    for pair in pairs:
        yield f"{tostring(_element(pair), encoding='unicode')}\n"
    yield "</body>\n</tmx>\n"


def _element(pair: Kept) -> Element:
    made = {"changeid": xml_text(pair.by), "changedate": pair.at.astimezone(UTC).strftime(_DATES[0])}
    unit = Element("tu", {"srclang": pair.source_language, **made})
    for language, text in ((pair.source_language, pair.source), (pair.target_language, pair.target)):
        SubElement(SubElement(unit, "tuv", {"xml:lang": language}), "seg").text = xml_text(text)
    return unit


def _header(head: str) -> _Said:
    found = _HEADER.search(head)
    if not found:
        return _Said()
    try:
        element = fromstring(found[0].removesuffix(">").removesuffix("/") + "/>", forbid_dtd=True)
    except ParseError:
        return _Said()
    return _Said(source=element.get("srclang") or _ALL)  # who made the file has not approved each pair


def _pairs(fragment: Fragment, header: _Said, *, both_ways: bool) -> tuple[Found, ...]:
    if fragment.text is None:
        raise _Unfit("too_long")
    try:
        unit = fromstring(fragment.text, forbid_dtd=True)
    except ParseError as problem:
        raise _Unfit("broken") from problem
    said = header.of(unit)
    sides, wrong = _sides(unit, said)
    if len({side.language for side in sides}) < 2:  # noqa: PLR2004  a pair
        raise _Unfit(wrong or "one_language")
    anything = both_ways or said.source == _ALL
    found = tuple(
        Found(one.language, other.language, one.text, other.text, other.said.by, other.said.at)
        for one, other in permutations(sides, 2)
        if one.language != other.language and (anything or one.language == language_of(said.source))
    )
    if not found:
        raise _Unfit("no_source")
    return found


def _sides(unit: Element, said: _Said) -> tuple[list[_Side], Trouble | None]:
    """The sentences in our languages, and what is the matter with one that is not among them."""
    sides: list[_Side] = []
    wrong: Trouble | None = None
    for variant in unit.iter("tuv"):
        try:
            side = _side(variant, said)
        except _Unfit as problem:
            wrong = problem.why
        else:
            sides += [side] if side else []
    return sides, wrong


def _side(variant: Element, said: _Said) -> _Side | None:
    """A sentence; None where it is in none of our languages."""
    tag = variant.get(_LANG) or variant.get("lang")
    if not tag:
        raise _Unfit("no_language")
    language, segment = language_of(tag), variant.find("seg")
    if language is None:
        return None
    text = _BREAK.sub(" ", _text(segment)).strip() if segment is not None else ""
    if not text:
        raise _Unfit("empty")
    if len(text) > LONGEST_SEGMENT:
        raise _Unfit("too_long")
    return _Side(language, text, said.of(variant))


def _text(element: Element) -> str:
    """The words of a segment: those in `hi` belong to it, those in codes to another program's formatting."""
    words = [element.text or ""]
    for child in element:
        if child.tag in _CODES:
            words.append(" " if child.get("type") in _LINE_CODES else "")
        else:
            words.append(_text(child))
        words.append(child.tail or "")
    return "".join(words)


def _instant(said: str | None) -> datetime | None:
    """The time an attribute says; None where it says none."""
    for form in _DATES if said else ():
        try:
            return datetime.strptime(said or "", form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
