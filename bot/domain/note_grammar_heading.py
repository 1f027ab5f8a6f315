"""The heading of a note: what the meeting was, when and where, in whatever order it was written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.due import find_due, parse_date
from bot.domain.language import LANGUAGES, Language
from bot.domain.lazy import lazy
from bot.domain.places import is_place
from bot.domain.termbase import Termbase

_NUMERAL = "一二三四五六七八九十"
_LABEL = lazy(
    r"(?:note|referat|mødereferat|notat|mødenotat|møde|minutes|meeting minutes|meeting notes?|meeting"
    r"|记录|会议记录|会议纪要|纪要|会谈纪要|会谈记录|会议)"
    rf"\s*(?:nr\.?|no\.?|#|第)?\s*(?:\d{{1,3}}|[（(]?[{_NUMERAL}]{{1,3}}[）)]?)?\s*$",
    re.IGNORECASE,
)
_BRACKETED = lazy(
    r"^[【\[［〔](?:note|referat|notat|minutes|会议记录|会议纪要|记录|纪要|会谈纪要)[】\]］〕]\s*", re.IGNORECASE
)
_MEETING = lazy(
    r"møde|besøg|workshop|seminar|konference|samtale|drøftelse|dialog|referat|notat|underskrivelse|kick-?off|tur\b"
    r"|meeting|visit|talks|call\b|minutes|conference|seminar|signing"
    r"|会议|会谈|会见|座谈|纪要|记录|例会|考察|访问|拜访|研讨|交流|签约|签署|培训|调研",
    re.IGNORECASE,
)
_SEPARATOR = lazy(r"\s*[\0·•|｜;；，。]\s*|\s*,(?!\d)\s*|\s+[-–—]\s+|\s+//?\s+")
_CLOCK = r"(?:kl\.?\s*)?\d{1,2}(?:[.:：]\d{2})?\s*(?:[-–—~至到]\s*(?:kl\.?\s*)?\d{1,2}(?:[.:：]\d{2})?)"
_AFTER_DATE = lazy(
    rf"^(?:[-–—~至到]\s*\d{{1,2}}[.:：]\d{{2}})?[\s,，]*(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?[\s,，]*(?:上午|下午|晚上|早上|全天)?[\s,，]*"
    rf"(?:{_CLOCK}|kl\.?\s*\d{{1,2}}(?:[.:]\d{{2}})?|\d{{1,2}}[:：]\d{{2}}|\d{{1,2}}[时点](?:\d{{1,2}}分?|半)?"
    rf"(?:\s*[-–—至到]\s*\d{{1,2}}[时点](?:\d{{1,2}}分?|半)?)?)?",
    re.IGNORECASE,
)
_BEFORE_DATE = lazy(
    r"(?:\b(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"\s*,?\s*)?(?:\b(?:d\.|den|on(?: the)?|dato:?)\s*)?[(（]?$",
    re.IGNORECASE,
)
_SHORT_DATE = lazy(r"(?<![\d/.-])\d{1,2}/\d{1,2}(?![\d/])")
_CLOSING = lazy(r"^\s*[)）]")
_HAN = lazy(r"[\u3400-\u9fff]")
_LONG_AGO = date(1950, 1, 1)  # before any meeting: a heading names days that are past
_WEEKDAY = lazy(  # a date whose weekday is wrong is still that date
    r"^(?:(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s,]*|[(（]?(?:周|星期)[一二三四五六日天][)）]?",
    re.IGNORECASE,
)
_LOOK_BACK = timedelta(days=300)
_AT_PLACE = lazy(
    r"(?:^|\s+)(?:i|in|at|på|ved)\s+(?P<place>[A-ZÆØÅ][\w’'-]+(?:\s[A-ZÆØÅ][\w’'-]+)?)\s*(?=$)",
)
_HELD_AT = lazy(r"^(?:在|于)\s*(?P<place>[\u4e00-\u9fff\w]{2,14}?)(?:市)?(?:召开|举行|举办|进行|开)了?的?")
_CAPITALISED = lazy(r"[A-ZÆØÅ][\w’'-]*[a-zæøå](?:\s[A-ZÆØÅ][\w’'-]+){0,2}")
_TOWN_SHAPE = lazy(r"[A-ZÆØÅ][a-zæøå]{2,}(?:\s[A-ZÆØÅ][a-zæøå]+)?")
_BODY_WORD = lazy(r"kommune|region|styrelse|universitet|university|bureau|institut|gruppe|udvalg", re.IGNORECASE)
_TRIM = " \t\0,，;；:：·•|｜-–—、。"
_SHORT_PLACE = 2  # pieces needed before an unknown word beside the date is taken for a place


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says. `title` is "" when it holds nothing but date, place and label."""

    title: str
    held_on: date | None
    place: str | None
    label: str  # "Note 2", "记录二"; "" without one
    whole: str = ""  # the title with the place in it

    @property
    def name(self) -> str:
        """The title; where there is none, what else names the meeting."""
        return self.title or " · ".join(part for part in (self.label, self.place) if part)


def names_meeting(text: str) -> bool:
    """Whether a line speaks of a meeting, visit or minutes."""
    return bool(_MEETING.search(text))


def is_label(text: str) -> bool:
    """Whether a heading only says that it is minutes: "Notat", "Note 2", 会议纪要."""
    return bool(_LABEL.fullmatch(text.strip()))


def read_heading(text: str, language: Language, on: date, termbase: Termbase) -> Heading:
    """Take a heading apart into title, date and place.

    Args:
        text: one line without "#" marks.
        language: for the spelling of dates.
        on: gives the year where the heading has none.
        termbase: its places and organisations.
    """
    held_on, rest = cut_date(_BRACKETED.sub("", text), language, on)
    pieces = [(sep, piece) for sep, piece in _pieces(rest) if piece.strip(" .")]
    label = ""
    if pieces and _LABEL.fullmatch(pieces[0][1]) and (len(pieces) > 1 or held_on):
        label = pieces.pop(0)[1]
    whole = _joined(pieces)
    place, pieces = _cut_place(pieces, termbase, dated=held_on is not None)
    if place is None and len(pieces) >= _SHORT_PLACE and rest.rstrip(" .。").endswith("\0"):
        place, pieces = _place_before_date(pieces, termbase)
    return Heading(title=_joined(pieces), held_on=held_on, place=place, label=label, whole=whole)


def cut_date(text: str, language: Language, on: date) -> tuple[date | None, str]:
    """The day a line names, and the line with a NUL where its date and time of day stood."""
    spellings: dict[Language, None] = dict.fromkeys((language, *LANGUAGES))
    for start, end in _dates_in(text, spellings):
        if day := _day_of(text[start:end], language, on):
            return day, _without(text, start, end)
    return None, text


def _dates_in(text: str, spellings: Iterable[Language]) -> Iterator[tuple[int, int]]:
    """Where dates may stand, one spelling after the other: the rules of a language nobody needs stay unloaded."""
    found = False
    for spelling in spellings:
        if hit := find_due(text, spelling, _LONG_AGO):
            found = True
            yield hit.start, hit.end
    if not found:
        yield from (hit.span() for hit in _SHORT_DATE.finditer(text))


def _without(text: str, start: int, end: int) -> str:
    before = _BEFORE_DATE.sub("", text[:start])
    opened = text[len(before) : start].rstrip()[-1:] in {"(", "（"}
    after = _AFTER_DATE.sub("", text[end:], count=1)
    after = _CLOSING.sub("", after, count=1) if opened else after
    return f"{before}\0{after}"


def _day_of(said: str, language: Language, on: date) -> date | None:
    """The day meant by words in a heading: a meeting is rarely far ahead, so a bare "10. januar" is the last one."""
    reference = on - _LOOK_BACK if any(c.isdigit() for c in said) else on
    plain = _WEEKDAY.sub("", said)
    spellings: dict[Language, None] = dict.fromkeys((language, *LANGUAGES))
    days = (parse_date(words, spoken, reference) for spoken in spellings for words in (said, plain))
    return next((day for day in days if day), None)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a heading, each with the separator before it."""
    at, sep = 0, ""
    for found in _SEPARATOR.finditer(text):
        yield sep, _balanced(text[at : found.start()].strip(_TRIM))
        sep = "\0" if "\0" in found.group() else found.group().strip()
        at = found.end()
    yield sep, _balanced(text[at:].strip(_TRIM))


def _balanced(piece: str) -> str:
    """A piece without the bracket that a cut left alone."""
    opened, closed = (sum(map(piece.count, marks)) for marks in ("(（", ")）"))
    if opened == closed:
        return piece
    return re.sub(r"^[(（]|[(（]$" if opened > closed else r"[)）]$|^[)）]", "", piece, count=1).strip(_TRIM)


def _cut_place(
    pieces: list[tuple[str, str]],
    termbase: Termbase,
    *,
    dated: bool,
) -> tuple[str | None, list[tuple[str, str]]]:
    """The place among the pieces of a heading, and the pieces without it."""
    known = next((i for i, (_, piece) in enumerate(pieces) if _known_place(piece, termbase)), None)
    if known is not None:  # it wins over "på Nordhavnsgrunden" in a title
        return pieces[known][1], pieces[:known] + pieces[known + 1 :]
    for i, (sep, piece) in enumerate(pieces):
        place, rest = _place_within(piece, termbase)
        if place:
            return place, [*pieces[:i], *([(sep, rest)] if rest else []), *pieces[i + 1 :]]
    beside = next((i for i, (sep, piece) in enumerate(pieces) if sep == "\0" and _may_be_place(piece, termbase)), None)
    if dated and beside is not None and len(pieces) >= _SHORT_PLACE:
        return pieces[beside][1], pieces[:beside] + pieces[beside + 1 :]
    return None, pieces


def _place_before_date(pieces: list[tuple[str, str]], termbase: Termbase) -> tuple[str | None, list[tuple[str, str]]]:
    """An unknown town between the title and the date: "Møde om PFAS, Korsør, 15.9.2020"."""
    last = pieces[-1][1]
    is_town = _TOWN_SHAPE.fullmatch(last) and _may_be_place(last, termbase) and not _BODY_WORD.search(last)
    return (last, pieces[:-1]) if is_town else (None, pieces)


def _known_place(text: str, termbase: Termbase) -> bool:
    return is_place(text) or text.lower() in termbase.chinese_places


def _may_be_place(text: str, termbase: Termbase) -> bool:
    if names_meeting(text) or termbase.organisation(text) is not None:
        return False
    return bool(_CAPITALISED.fullmatch(text))


def _place_within(piece: str, termbase: Termbase) -> tuple[str | None, str]:
    """A place at the end ("i Aarhus"), after 在 … 召开的, or as one of words set apart by blanks."""
    if found := _HELD_AT.match(piece):
        return found["place"], piece[found.end() :].strip(_TRIM)
    if (found := _AT_PLACE.search(piece)) and termbase.organisation(found["place"]) is None:
        rest = piece[: found.start()].strip(_TRIM)
        return found["place"], piece if _MEETING.fullmatch(rest) else rest
    words = piece.split()
    if len(words) > 1 and any("\u4e00" <= c <= "\u9fff" for c in piece):
        for i, word in enumerate(words):
            if _known_place(word, termbase):
                return word, " ".join(words[:i] + words[i + 1 :]).strip(_TRIM)
    return None, piece


def _joined(pieces: list[tuple[str, str]]) -> str:
    """The pieces as one title, with the separators that stood between them."""
    title = ""
    for sep, piece in pieces:
        if not title:
            title = piece
        elif sep in {"，", "；", "。"}:
            title += sep + piece
        elif sep in {",", ";"}:
            title += f"{sep} {piece}"
        else:
            title += f" {sep if sep not in {chr(0), ''} else '·'} {piece}"
    return title
