"""Which of a text's due expressions is meant.

After a label ("frist:", "期限：") what follows it. Else the last expression with a deadline word
(senest, inden, 前, 内, by). Else the last one that does not lie wholly before the reference date;
feasts, vague words and "after" only when there is nothing firmer.
A text that is read as a whole is not understood where other words of the same clause are about time, too.
"""

import re
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.due_rules.folded import Folded, fold
from bot.domain.due_rules.hit import Hit, doubted
from bot.domain.due_rules.period import Event, Span
from bot.domain.due_rules.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.due import Calendar, Precision
    from bot.domain.due_rules.grammar import Grammar
    from bot.domain.language import Language

_GRAMMARS: "Mapping[Language, str]" = {"da": "danish", "zh": "chinese", "en": "english"}
_AROUND = " \t\n\r.,;:!?()[]、，。；：！？（）\"'“”-•*"
_STOPS = "\n()[],;。"
_FIRST_NAMES = frozenset({"August", "Maj", "May", "April", "June"})
_LOOSE = ("named day", "vague", "after ", "at an event")  # taken only when there is nothing firmer
_IN_FULL = {"会": "会议"}  # of 会后, which is too little to stand alone
_ANY_DAY = date(2000, 1, 1)
_LONGEST = 80  # of words that were not understood; more is a sentence, not a date


class Chosen(NamedTuple):
    """A due expression in the source text; `span` None when no day is known."""

    start: int
    end: int
    span: Span | None
    precision: "Precision"
    deadline: bool
    rule: str
    certain: bool
    event: Event | None = None  # with offsets into the folded text


def _grammar(language: "Language") -> "Grammar":
    """The grammar of a language; imported and compiled when its first text comes."""
    module = import_module(f"bot.domain.due_rules.{_GRAMMARS[language]}")
    grammar: Grammar = module.grammar()
    return grammar


def read(text: str, language: "Language", on: date, calendar: "Calendar") -> Chosen | None:
    """Read a text that is a due expression as a whole, or holds one."""
    folded = fold(text)
    reader = Reader(_grammar(language), folded.text, on, calendar)
    return _whole(folded, reader) or _within(folded, reader, alone=True) or _not_understood(folded, reader)


def find(text: str, language: "Language", on: date, calendar: "Calendar") -> Chosen | None:
    """Find the due expression inside a sentence."""
    folded = fold(text)
    return _within(folded, Reader(_grammar(language), folded.text, on, calendar))


def started(text: str, language: "Language", on: date, calendar: "Calendar") -> Chosen | None:
    """What a deadline that waits for an event comes to when that happens on a day; None if it waits for none."""
    chosen = read(text, language, on, calendar)
    if chosen is None or chosen.event is None:
        return None
    try:
        found = chosen.event.happened()
        span = found.resolve(on) if found else None
    except (OverflowError, ValueError):  # beyond the years a date can have
        found = span = None
    if found is None or (span is None and found.precision != "asap"):
        return chosen._replace(precision="unknown", deadline=False, rule=chosen.event.rule, event=None)
    deadline = found.deadline or chosen.deadline
    return Chosen(chosen.start, chosen.end, span, found.precision, deadline, chosen.event.rule, found.certain)


def event_words(text: str, language: "Language") -> str:
    """The words of the event a deadline waits for; "" if it waits for none."""
    chosen = read(text, language, _ANY_DAY, "DK")
    if chosen is None or chosen.event is None:
        return ""
    start, end = fold(text).original(chosen.event.start, chosen.event.end)
    return _IN_FULL.get(text[start:end], text[start:end])


def exact_day(text: str, language: "Language", on: date | None) -> date | None:
    """The one day a text names; without a reference date it must be the same from everywhere."""
    folded = fold(text)
    days = {_named_day(folded, Reader(_grammar(language), folded.text, seen, "DK")) for seen in _seen_from(on)}
    return days.pop() if len(days) == 1 else None


def _seen_from(on: date | None) -> tuple[date, ...]:
    return (on,) if on else (date(2000, 1, 1), date(2011, 5, 17))


def _named_day(folded: Folded, reader: Reader) -> date | None:
    hit = _covering(folded, reader)
    exact = hit and hit.span and not hit.marked and hit.span.start == hit.span.end
    return hit.span.start if hit and hit.span and exact else None


def _covering(folded: Folded, reader: Reader) -> Hit | None:
    """The hit that is all of the text, punctuation and a preposition aside."""
    for hit in reader.hits:
        before, after = folded.text[: hit.start], folded.text[hit.end :]
        bare = reader.grammar.lead.fullmatch(before.lstrip(_AROUND)) or not before.strip(_AROUND)
        return hit if bare and not after.strip(_AROUND) else None
    return None


def _whole(folded: Folded, reader: Reader) -> Chosen | None:
    hit = _covering(folded, reader)
    return _chosen(folded, hit) if hit else None


def _within(folded: Folded, reader: Reader, *, alone: bool = False) -> Chosen | None:
    labelled_at = {label.end() for label in reader.grammar.label.finditer(reader.text)}
    hits = [hit for hit in reader.hits if not hit.weak or hit.start in labelled_at]
    labelled = _after_label(folded, reader, hits)
    if labelled is not None:
        return labelled
    hits = [hit for hit in hits if not _is_name(folded, hit)]
    marked = [hit for hit in hits if hit.marked]
    ahead = [hit for hit in hits if not hit.span or hit.span.end >= reader.on]
    firm = [hit for hit in ahead if not hit.rule.startswith(_LOOSE)]
    best = (marked or firm or ahead)[-1:]
    if best and alone and best[0].span and not best[0].marked and _left_over(reader, best[0]):
        return _chosen(folded, doubted(best[0], "beside words about time:"))
    return _chosen(folded, best[0]) if best else None


def _left_over(reader: Reader, hit: Hit) -> bool:
    """Whether the rest of its clause is about time as well: words that were not understood may change what is meant."""
    start = max(reader.text.rfind(stop, 0, hit.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := reader.text.find(stop, hit.end)) >= 0]
    rest = reader.text[start : hit.start], reader.text[hit.end : min(ends, default=len(reader.text))]
    return any(reader.grammar.left_over.search(part) for part in rest)


def _is_name(folded: Folded, hit: Hit) -> bool:
    """August Hansen, Maj og Jens: a month's name that is a person's here."""
    start, end = folded.original(hit.start, hit.end)
    word, before, after = folded.source[start:end], folded.source[:start], folded.source[end:]
    if word not in _FIRST_NAMES:
        return False
    listed = not before.strip() and re.match(r",\s+[A-ZÆØÅ]", after)
    return bool(listed or re.match(r"\s+(?:og\s|and\s|&\s)?[A-ZÆØÅ]", after) or re.search(r"\b(?:og|and)\s+$", before))


def _after_label(folded: Folded, reader: Reader, hits: list[Hit]) -> Chosen | None:
    for label in reader.grammar.label.finditer(reader.text):
        end = next((at for at in range(label.end(), len(reader.text)) if reader.text[at] in _STOPS), len(reader.text))
        inside = [hit for hit in hits if label.end() <= hit.start < end]
        if inside and inside[0].understood:
            return _chosen(folded, inside[0])
        if length := reader.length(label.end()):
            return _chosen(folded, length)
        rest = reader.text[label.end() : end]
        if rest.strip(_AROUND) and not reader.grammar.nothing.match(rest):
            return _unknown(folded, label.end(), end)
    return None


def _not_understood(folded: Folded, reader: Reader) -> Chosen | None:
    """A text that begins with a deadline word has a due date, though not one that was understood."""
    start = len(folded.text) - len(folded.text.lstrip(_AROUND))
    begun = reader.grammar.by_before.match(folded.text, start)
    return _unknown(folded, start, len(folded.text)) if begun and folded.text[begun.end() :].strip(_AROUND) else None


def _unknown(folded: Folded, start: int, end: int) -> Chosen | None:
    said = folded.text[start:end]
    start += len(said) - len(said.lstrip(_AROUND))
    end -= len(said) - len(said.rstrip(_AROUND))
    if not 0 < end - start <= _LONGEST:
        return None
    return Chosen(*folded.original(start, end), None, "unknown", deadline=False, rule="not understood", certain=True)


def _chosen(folded: Folded, hit: Hit) -> Chosen:
    return Chosen(
        *folded.original(hit.start, hit.end),
        hit.span,
        hit.period.precision if hit.understood else "unknown",
        hit.period.deadline,
        hit.rule,
        hit.period.certain,
        hit.period.event,
    )
