"""What somebody typed to look for something, read: days, kinds of items, phrases, terms in all their forms, words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from bot.domain.fold import folded
from bot.domain.language import LANGUAGES
from bot.domain.search_cut import HAN, cuts, simplified_in
from bot.domain.search_danish import words_of
from bot.domain.search_dates import DIRECTIONS, Direction, read_dates
from bot.domain.search_query import Need, Query, Way
from bot.domain.search_terms import ways_of
from bot.domain.search_ways import as_typed, han_parts, han_ways, han_words, unique, word_ways
from bot.domain.termbase import Termbase

FindWord = Literal["decision", "agreement", "action", "open", "done", "after", "since", "before", "until"]

LONGEST = 300  # characters that are read of what was typed
_MOST_NEEDS = 12
_KINDS = ("decision", "agreement", "action")
_STATUSES = ("open", "done")
_QUOTED = re.compile(r"[\"“”„«「『]([^\"“”„«»「」『』]{2,})[\"“”»」』]")
_LABEL = re.compile(r"\s*#?(?:(i)\s?)?(\d{1,7})(?:\.(\d{1,3}(?:\.\d{1,3})?(?:/\d{1,3})?))?\s*", re.IGNORECASE)
_FULL_WIDTH = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_AROUND = ".,;:!?()[]{}<>«»\"'“”‘’。，、；：！？（）【】《》…"
_BETWEEN_LETTERS = re.compile(rf"[^\W_{HAN}]")
_SMALL = words_of(
    """og i at er det en et til på af for med den som de har vi kan om fra skal blev eller men efter så ved hos
    samt mellem der var hvad hvem hvor hvornår hvilke hvilken alle alt noget ikke os jer dem sig vores havde
    bliver the and of to is are was were in on with by from that this these an a we they what who when where
    which did do does have has not about all any our"""
)
_SMALL_HAN = frozenset("的了和与及在是有被把对于为由从到向我你他们这那哪吗呢吧都也就还要会能个关于哪些什么")


class _Piece(NamedTuple):
    """A part of what was typed that is one thing to look for."""

    start: int
    end: int
    need: Need


def read_query(text: str, termbases: Sequence[Termbase], words: Mapping[str, FindWord], today: date) -> Query:
    """Read what somebody looks for.

    Args:
        text: as it was typed, in any of the languages.
        termbases: the terms in which it may be said.
        words: what kinds of items and sides of days are called, in lower case.
        today: what "last week" is counted from.
    """
    text = simplified_in(text[:LONGEST].translate(_FULL_WIDTH))
    if (found := _LABEL.fullmatch(text)) and (labelled := _labelled(found)):
        return labelled
    phrases = [found[1] for found in _QUOTED.finditer(text)]
    plain = _QUOTED.sub(" ", text)
    sides: dict[str, Direction] = {word: meant for word, meant in words.items() if meant in DIRECTIONS}
    spans, plain = read_dates(plain, sides, today)
    quoted = [Need(unique(as_typed(phrase))) for phrase in phrases]
    narrowed, rest = _narrowed(plain, words)
    query = Query(
        _bounded([*quoted, *_needs(rest, termbases)]),
        tuple(folded(phrase) for phrase in phrases),
        frozenset(one for one in narrowed if one in _KINDS) or frozenset({"action"} if narrowed else ()),
        frozenset(one for one in narrowed if one in _STATUSES),
        spans,
    )
    if not narrowed:
        return query
    said = _bounded([*quoted, *_needs(plain, termbases)])
    return replace(query, plain=replace(query, needs=said, kinds=frozenset(), statuses=frozenset()))


def _labelled(found: re.Match[str]) -> Query | None:
    """A record called by its number; a year is rather a year."""
    inner, number, item = found[1], found[2].lstrip("0") or "0", found[3]
    if not item and len(number) == len("2017") and number.startswith(("19", "20")):
        return None
    note = f"n.{'i' if inner else ''}{number}"
    if item:
        said = found[0].strip(" #")
        literal = (Way((said.replace(".", ""),), weight=1),) if _THOUSANDS.fullmatch(said) else ()
        return Query((Need((Way((f"i.{item.replace('/', '.')}",), beside=(note,)), *literal)),))
    literal = () if inner else (Way((number,), weight=1),)
    return Query((Need((Way((note,)), *literal)),))


def _bounded(needs: Sequence[Need]) -> tuple[Need, ...]:
    return tuple(dict.fromkeys(needs))[:_MOST_NEEDS]


def _narrowed(text: str, words: Mapping[str, FindWord]) -> tuple[set[FindWord], str]:
    """The kinds and states that are named, and the rest."""
    named: set[FindWord] = set()
    rest = []
    for word in _split(text, words):
        meant = words.get(word.strip(_AROUND).lower())
        if meant in _KINDS or meant in _STATUSES:
            named.add(meant)
        else:
            rest.append(word)
    return named, "".join(rest)


def _split(text: str, words: Mapping[str, FindWord]) -> Iterator[str]:
    """Words and what stands between them; Chinese is cut where the words of the language are."""
    for part in re.split(rf"([{HAN}]+|\s+)", text):
        yield from han_words(part) if part not in words and re.match(f"[{HAN}]", part) else (part,)


def _needs(text: str, termbases: Sequence[Termbase]) -> list[Need]:
    """What must be said: terms in any of their forms, and the words that are none."""
    pieces = list(_terms(text, termbases))
    taken = [(piece.start, piece.end) for piece in pieces]
    pieces += [piece for start, end in _gaps(taken, len(text)) for piece in _words(text[start:end], start, termbases)]
    pieces.sort(key=lambda piece: piece.start)
    telling = [piece for piece in pieces if not _is_small(text[piece.start : piece.end])]
    return [piece.need for piece in telling or pieces]


def _terms(text: str, termbases: Sequence[Termbase]) -> Iterator[_Piece]:
    end = 0
    found = [(match, base) for base in termbases for language in LANGUAGES for match in base.find(text, language)]
    for match, base in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if match.start < end or not _is_whole(text, match.start, match.end):
            continue
        same = [one for one, _ in found if (one.start, one.end) == (match.start, match.end)]
        literal = as_typed(match.found)
        others = [way for one in same for way in ways_of(one.term, base)]
        need = Need(unique([*literal, *others]), strict=match.term.kind in {"organisation", "person"})
        yield _Piece(match.start, match.end, need)
        end = match.end


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether words end where a term does: of a compound only a part was found."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (
        (_BETWEEN_LETTERS.match(before) and _BETWEEN_LETTERS.match(text[start]))
        or (_BETWEEN_LETTERS.match(behind) and _BETWEEN_LETTERS.match(text[end - 1]))
    )


def _words(text: str, start: int, termbases: Sequence[Termbase]) -> Iterator[_Piece]:
    for cut in cuts(text):
        at = start + cut.start
        if not cut.is_han:
            yield _Piece(at, start + cut.end, Need(unique(word_ways(cut.word))))
            continue
        for word, ways in han_parts(cut.word, termbases):
            yield _Piece(at, at + len(word), Need(unique([*han_ways(word), *ways]), strict=bool(ways)))
            at += len(word)


def _is_small(said: str) -> bool:
    return said.lower() in _SMALL or (len(said) == 1 and said in _SMALL_HAN) or all(one in _SMALL_HAN for one in said)


def _gaps(taken: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(taken):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
