"""Visits and events told from other actions by their words: who comes, goes or meets, not who prepares it."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.domain import visit_words as words
from bot.domain.language import Language

_ASIDE = re.compile(r"\([^()]{0,300}\)|（[^（）]{0,300}）|»[^«]{0,200}«|“[^”]{0,200}”")
_CLAUSES = re.compile(r"[.;:!?\n]\s+|[;:\n]| [-–—] |, (?=(?:og|and|men|but|så|herunder|including)\b)")
_CHINESE_CLAUSES = re.compile(r"[，。；：！？,;:\n]")
_TOKEN = re.compile(r"[\w'’/-]+")
_LONGEST = 2000  # characters; what an action is stands at its beginning
_NEAR = 4  # words between a preposition and the event it governs


class _Speech(NamedTuple):
    """The words of a language that is written with blanks."""

    event: re.Pattern[str]
    actor: re.Pattern[str]  # events that are people as well: a delegation comes, or sends something
    visiting: frozenset[str]  # verbs that are an event by themselves
    going: frozenset[str]  # verbs behind which a preposition leads to the event and not away from it
    work: re.Pattern[str]  # verbs of which the event is only the object
    before: frozenset[str]  # prepositions
    between: Callable[[str], bool]  # what may stand between a preposition and its noun


def _may_stand_between(word: str) -> bool:
    return word in words.DANISH_BETWEEN or word.endswith(("e", "s")) or word[0].isdigit()


_DANISH = _Speech(
    words.DANISH_EVENT,
    words.DANISH_ACTOR,
    words.DANISH_VISITING,
    words.DANISH_GOING,
    words.DANISH_WORK,
    words.DANISH_BEFORE,
    _may_stand_between,
)
_ENGLISH = _Speech(
    words.ENGLISH_EVENT,
    words.ENGLISH_ACTOR,
    words.ENGLISH_VISITING,
    words.ENGLISH_GOING,
    words.ENGLISH_WORK,
    words.ENGLISH_BEFORE,
    lambda _word: True,
)


def is_visit(text: str, language: Language) -> bool:
    """Whether an action is a visit or an event, such as a return visit, a conference, a workshop, a meeting.

    "Delegation fra Wuxi besøger CLEAN" is one; "CLEAN sender program for besøget" is work for one.

    Args:
        text: the words of the action.
        language: the language they are in.
    """
    plain = _ASIDE.sub(" ", text[:_LONGEST])
    if language == "zh":
        return any(_is_event_zh(clause) for clause in _CHINESE_CLAUSES.split(plain))
    return any(_CLAUSE[language](clause) for clause in _CLAUSES.split(plain))


def _is_event_da(clause: str) -> bool:
    tokens = _TOKEN.findall(words.DANISH_LEAVING.sub("rejser", clause.lower()))
    blocked = any(words.DANISH_WORK.fullmatch(token) for token in tokens)
    return _is_event(tokens, _DANISH) or (not blocked and bool(words.DANISH_AWAY.search(" ".join(tokens))))


def _is_event_en(clause: str) -> bool:
    tokens = _TOKEN.findall(words.ENGLISH_COMING.sub("travels", clause.lower()))
    return _is_event(_with_verbs(tokens), _ENGLISH)


_CLAUSE: Mapping[str, Callable[[str], bool]] = {"da": _is_event_da, "en": _is_event_en}


def _with_verbs(tokens: Sequence[str]) -> list[str]:
    """The verb told from the noun: "will visit Denmark", "visits Denmark"; no preposition governs it."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        last = tokens[index - 1] if index else ""
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        led = token in {"visit", "meet", "host"} and last in words.ENGLISH_VERB_BEFORE
        led_on = token in {"visits", "meets"} and index > 0 and following not in {"", *words.ENGLISH_BEFORE}
        if led or led_on:
            found[index] = "visiting"
    return found


def _is_event(tokens: Sequence[str], speech: _Speech) -> bool:
    """Whether the first thing that is done in a clause is to come, go or meet."""
    going = False
    for index, token in enumerate(tokens):
        if token in speech.visiting:
            return True
        if token in speech.going:
            going = True
        elif speech.event.fullmatch(token):
            governed = not going and _is_governed(tokens, index, speech)
            sends = speech.actor.fullmatch(token) and any(speech.work.fullmatch(one) for one in tokens[index:])
            if not governed and not sends:
                return True
        elif speech.work.fullmatch(token):
            return False
    return False


def _is_governed(tokens: Sequence[str], index: int, speech: _Speech) -> bool:
    """Whether a preposition leads from something else to the event: a programme for the visit."""
    for place in range(index - 1, max(index - 1 - _NEAR, -1), -1):
        if tokens[place] in speech.before:
            return not (place and tokens[place - 1] in words.QUANTITIES)
        if not speech.between(tokens[place]):
            return False
    return False


def _is_event_zh(clause: str) -> bool:
    for found in words.CHINESE_EVENT.finditer(clause):
        rest = clause[found.end() :]
        if words.CHINESE_WORK.search(clause[: found.start()]):
            return False
        if words.CHINESE_HEAD.match(rest) or words.CHINESE_ANCHOR.match(rest):
            continue
        sends = words.CHINESE_ACTOR.fullmatch(found[0]) and words.CHINESE_WORK.search(rest)
        if not sends or words.CHINESE_TRAVEL.search(rest[: sends.start() if sends else 0]):
            return True
    return False
