"""What somebody asks of the digest in a few words, in any of the three languages."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Literal, get_args

from bot.domain.chinese_numbers import in_digits
from bot.domain.digest import SECTION_NAMES, SectionName
from bot.domain.due import Calendar
from bot.domain.errors import Unreadable
from bot.domain.language import LANGUAGES, Language
from bot.domain.preferences import EARLIEST, LATEST

DigestWord = Literal[
    "on", "off", "preview", "week", "mine", "time", "weekday", "languages", "sections", "all", "danish_time",
    "chinese_time", "monday", "tuesday", "wednesday", "thursday", "friday", "due", "new", "agreed",
    "ahead", "changed", "waiting", "review", "open", "filler",
]  # fmt: skip
DIGEST_WORDS: tuple[DigestWord, ...] = get_args(DigestWord)
WEEKDAYS: tuple[DigestWord, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
CLOCKS: Mapping[DigestWord, Calendar] = {"danish_time": "DK", "chinese_time": "CN"}

_NOON = 12
_MORNING = r"(?P<half>上午|早上|下午|晚上|中午)?\s*"
_PM = r"\s*(?P<pm>[ap]\.?m\b\.?)?"
_CLOCK = re.compile(
    rf"{_MORNING}(?<!\d)(?P<hour>\d{{1,4}})"
    rf"(?:[:.](?P<minute>\d{{2}})(?!\d)|[点时](?:(?P<minute_zh>\d{{1,2}})分?|(?P<thirty>半)|整|钟)?){_PM}"
)
_BARE = re.compile(rf"(?<!\d)(?P<hour>\d{{1,2}})(?P<minute>\d{{2}})?(?!\d){_PM}")
_POINT = re.compile(r"(?<=[一二三四五六七八九十])点(?![半整钟\d一二三四五])")
_BREAK = re.compile(r"[\s,;!?()/+&，、。；]+|[:.](?=\s|$)")


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """What is asked; empty and None for what is not said.

    `at` is a time of day (HH:MM) by the clock of `clock`, or of whoever says it. `sections` and
    `languages` are None where nothing is said of them, and empty for all.
    """

    mine: bool = False
    preview: bool = False
    week: bool = False
    is_on: bool | None = None
    at: str | None = None
    clock: Calendar | None = None
    weekday: int | None = None
    languages: tuple[Language, ...] | None = None
    sections: tuple[SectionName, ...] | None = None

    @property
    def changes(self) -> bool:
        """Whether it asks for a change."""
        said = (self.is_on, self.at, self.weekday, self.languages, self.sections, self.clock)
        return any(one is not None for one in said)


def read_request(text: str, words: Mapping[str, DigestWord], languages: Mapping[str, Language]) -> DigestRequest:
    """Read what stood behind the word for the digest.

    Args:
        text: as it was typed.
        words: the words of the catalogues, in lower case, with what they mean.
        languages: what languages are called.

    Raises:
        Unreadable: a word or a time is not understood; everything typed goes back.
    """
    plain = in_digits(_POINT.sub("点整", unicodedata.normalize("NFKC", text).lower()))
    at, plain = _time_in(plain, text)
    known: Mapping[str, DigestWord | Language] = {**words, **languages}
    meant = list(_meant(plain, known))
    if at is None and "time" in meant:
        raise Unreadable("digest_time", typed=text, earliest=EARLIEST, latest=LATEST)
    return _request(meant, at, text)


def time_of_day(written: str, typed: str = "") -> str:
    """A time at which a message may be asked for, as it is kept (HH:MM).

    Raises:
        Unreadable: it is none, or in the night.
    """
    try:
        at = time.fromisoformat(written).strftime("%H:%M")
    except ValueError:
        raise Unreadable("digest_time", typed=typed, earliest=EARLIEST, latest=LATEST) from None
    if not EARLIEST <= at <= LATEST:
        raise Unreadable("digest_time", typed=typed, earliest=EARLIEST, latest=LATEST)
    return at


def _request(meant: list[DigestWord | Language | None], at: str | None, typed: str) -> DigestRequest:
    said = {one for one in meant if one}
    chosen = tuple(name for name in SECTION_NAMES if name in said)
    spoken = tuple(language for language in LANGUAGES if language in said)
    by_sections, everything = "sections" in said, "all" in said
    nothing_chosen = by_sections and not (chosen or everything)
    if None in meant or nothing_chosen or (chosen and not by_sections) or {"on", "off"} <= said:
        raise Unreadable("digest_unclear", typed=typed)
    return DigestRequest(
        mine="mine" in said,
        preview="preview" in said,
        week="week" in said,
        is_on=True if "on" in said else False if "off" in said else None,
        at=at,
        clock=next((CLOCKS[one] for one in CLOCKS if one in said), None),
        weekday=next((number for number, name in enumerate(WEEKDAYS) if name in said), None),
        languages=spoken or (() if "languages" in said and everything else None),
        sections=chosen or (() if by_sections else None),
    )


def _time_in(text: str, typed: str) -> tuple[str | None, str]:
    """The time of day that stands in a text, a number alone if there is no better, and the text without it."""
    found = _CLOCK.search(text) or _BARE.search(text)
    if found is None:
        return None, text
    said = found.groupdict()
    minute = "30" if said.get("thirty") else said["minute"] or said.get("minute_zh") or "0"
    late = said["pm"] or ("pm" if said.get("half") in {"下午", "晚上"} else "")
    return _clock(said["hour"], minute, late, typed), f"{text[: found.start()]} {text[found.end() :]}"


def _clock(hour: str, minute: str, half: str, typed: str) -> str:
    hours = int(hour) + (_NOON if half.startswith("p") and int(hour) < _NOON else 0)
    return time_of_day(f"{hours:02}:{int(minute):02}", typed)


def _meant(text: str, known: Mapping[str, DigestWord | Language]) -> Iterator[DigestWord | Language | None]:
    """What each word means, None for one that nobody knows; Chinese needs no blanks."""
    longest_first = sorted((word for word in known if not word.isascii()), key=len, reverse=True)
    pieces = [piece for piece in _BREAK.split(text) if piece]
    while pieces:
        rest = pieces.pop(0)
        if pieces and rest + pieces[0] in known:  # "dansk tid" is found as dansktid
            rest += pieces.pop(0)
        while rest:
            word = rest if rest in known else next((one for one in longest_first if rest.startswith(one)), None)
            if word is None:
                yield None
                break
            yield known[word]
            rest = rest[len(word) :]
