"""Whether prose may stand beside the record: every sentence cites, and says nothing its items do not say.

The rule is closed: what it cannot find in the items it refuses, and a refusal costs nothing, because the key
sentences are there. It reads words, not meaning.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.domain.facts import facts
from bot.domain.language import Language, evident_language
from bot.domain.number_words import months, stands_in_words
from bot.domain.prose import Cited, Source, read_answer
from bot.domain.prose_invention import new_words, wrongly_attributed
from bot.domain.prose_names import invented_names, names_reordered
from bot.domain.prose_words import DONE, HEDGES, NEGATIONS, NUMBER_WORDS, SIDES, TIMES, TITLES, UNITS
from bot.domain.segments import pieces
from bot.domain.termbase import Termbase

Refusal = Literal[
    "unreadable", "length", "uncited", "unknown_item", "markup", "language", "number", "date", "unit", "name", "title",
    "negation", "expectation", "invention",
]  # fmt: skip

LONGEST = 20_000  # characters, with what a model thinks aloud
SENTENCES = 8  # we ask for 3 to 6
SENTENCE = 400  # characters
_SHORTEST = 4  # characters
_MARKUP = re.compile(
    r"[<>`*_#|{}\[\]【】§~\\]|https?:|www\.|@|&\w+;|:[a-z0-9_+-]+:|\w\.(?:com|org|net|dk|cn|io)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:–—()]|\s-\s")
_CLAUSE_WORDS = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_TRADITIONAL = re.compile(
    "[個們這為與會業環護廳測點實驗開關東從來對發國學時長門問間說話語請議議決機構員區縣標準總經過後還進運選題項類預廣應]"
)
_DAY_DA = re.compile(r"(?<![\d.])(\d{1,2})\.?\s*(?=[a-z])", re.IGNORECASE)
_DAY_EN = re.compile(r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?\s+(?=[A-Z])|(?<=[a-z])\s+(\d{1,2})(?![\d.])")
_DAY_ZH = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号])?([内前后底初]|上旬|中旬|下旬)?")
_DAY_NUMBERS = re.compile(r"(?<![\d.])\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?(?![\d])")


class Judged(NamedTuple):
    """Sentences that may be shown, or why none may: the kind of fault and nothing of the words."""

    sentences: tuple[Cited, ...]
    refusal: Refusal | None


def judge(answer: str, given: Sequence[Source], language: Language, termbase: Termbase) -> Judged:
    """Judge a server's answer.

    Args:
        answer: as it came.
        given: the items the server was given.
        language: of the record.
        termbase: of the space.
    """
    if not answer.strip():
        return Judged((), "unreadable")
    if len(answer) > LONGEST:
        return Judged((), "length")
    read = read_answer(answer)
    if not read:
        return Judged((), "unreadable")
    if len(read) > SENTENCES or any(not _SHORTEST <= len(one.sentence) <= SENTENCE for one in read):
        return Judged((), "length")
    by_ref = {one.ref: one for one in given}
    for one in read:
        refusal = _refusal(one, by_ref, language, termbase)
        if refusal is not None:
            return Judged((), refusal)
    return Judged(tuple(Cited(one.sentence, tuple(dict.fromkeys(one.refs))) for one in read), None)


def _refusal(one: Cited, by_ref: dict[str, Source], language: Language, termbase: Termbase) -> Refusal | None:
    """What is wrong with a sentence, the plainest fault first."""
    if not one.refs or len(pieces(one.sentence)) != 1:
        return "uncited"
    if not by_ref.keys() >= set(one.refs):
        return "unknown_item"
    if _MARKUP.search(one.sentence):
        return "markup"
    cited = [by_ref[ref] for ref in dict.fromkeys(one.refs)]
    words = "\n".join(source.text for source in cited)
    if not _is_in(one.sentence, words, language):
        return "language"
    return (
        _wrong_fact(one.sentence, words, language)
        or _wrong_name(one.sentence, [source.text for source in cited], language, termbase)
        or _wrong_mode(one.sentence, cited, language)
        or ("invention" if new_words(one.sentence, words, language) else None)
    )


def _is_in(sentence: str, words: str, language: Language) -> bool:
    """Whether a sentence is in a language, clause by clause; names from the items may be in another."""
    if language == "zh":
        return evident_language(sentence) == "zh" and set(_TRADITIONAL.findall(sentence)) <= set(words)
    known = frozenset(_HAN.findall(words))
    if any(character not in known for character in _HAN.findall(sentence)):
        return False
    clauses = [clause for clause in _CLAUSE.split(sentence) if len(clause.split()) >= _CLAUSE_WORDS]
    return all(evident_language(clause) in {language, None} for clause in (sentence, *clauses))


def _wrong_fact(sentence: str, words: str, language: Language) -> Refusal | None:
    """Numbers by value, dates as a whole, numbers with what they count, and what is said of time."""
    known = facts(words, language)
    if any(fact not in known and not stands_in_words(fact, words, language) for fact in facts(sentence, language)):
        return "number"
    if not _found(NUMBER_WORDS[language], sentence) <= _found(NUMBER_WORDS[language], words):
        return "number"
    if not _days(sentence, language) <= _days(words, language):
        return "date"
    if not _found(TIMES[language], sentence) <= _found(TIMES[language], words):
        return "date"
    return None if _counted(sentence, language) <= _counted(words, language) else "unit"


def _wrong_name(sentence: str, cited: Sequence[str], language: Language, termbase: Termbase) -> Refusal | None:
    words = "\n".join(cited)
    if invented_names(sentence, words, language, termbase) or names_reordered(sentence, cited, language, termbase):
        return "name"
    if wrongly_attributed(sentence, cited, language, termbase) or _sides_reordered(sentence, cited, language):
        return "name"
    if not _found(SIDES[language], sentence) <= _found(SIDES[language], words):
        return "name"
    return None if _found(TITLES[language], sentence) <= _found(TITLES[language], words) else "title"


def _sides_reordered(sentence: str, cited: Sequence[str], language: Language) -> bool:
    """Whether sides and languages of one item stand in another order: what is whose may be turned round."""
    if len(cited) != 1:
        return False
    before = iter([found.group().lower()[:5] for found in SIDES[language].finditer(cited[0])])
    now = [found.group().lower()[:5] for found in SIDES[language].finditer(sentence)]
    return not all(side in before for side in now)


def _wrong_mode(sentence: str, cited: Sequence[Source], language: Language) -> Refusal | None:
    """A "not" lost or come, or an expectation that has become a fact, or the other way round."""
    denied = sum(len(NEGATIONS[language].findall(source.text)) for source in cited)
    said = len(NEGATIONS[language].findall(sentence))
    if bool(denied) != bool(said) or said > denied:
        return "negation"
    open_only = all(source.kind == "action" or source.expected for source in cited)
    if open_only and not _found(DONE[language], sentence) <= _found(DONE[language], "\n".join(s.text for s in cited)):
        return "expectation"
    hedged = [source.expected or bool(HEDGES[language].search(source.text)) for source in cited]
    if HEDGES[language].search(sentence):
        return None if any(hedged) else "expectation"
    return "expectation" if all(hedged) else None


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {found.group().lower() for found in pattern.finditer(text)}


def _days(text: str, language: Language) -> set[str]:
    """Days with their months: 15 and April may both stand in the items, and yet not 15 April."""
    days = {found.group() for found in _DAY_NUMBERS.finditer(text)}
    if language == "zh":
        return days | {found.group() for found in _DAY_ZH.finditer(text)}
    for found in (_DAY_DA if language == "da" else _DAY_EN).finditer(text):
        number = found[1] or found[2]
        near = text[found.end() : found.end() + 12] if found[1] else text[max(found.start() - 12, 0) : found.start()]
        named = months(f"{number}. {near.split()[0 if found[1] else -1]}", language) if near.split() else []
        days |= {f"{number}/{month}" for month in named}
    return days


def _counted(text: str, language: Language) -> set[tuple[str, str]]:
    return {(number.rstrip(".,"), unit.lower()) for number, unit in UNITS[language].findall(text)}
