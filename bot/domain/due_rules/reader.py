"""Reads the due expressions of a text by the rules of its language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught, Grammar, Rule, gate
from bot.domain.due_rules.period import Period, Span

if TYPE_CHECKING:
    from bot.domain.due import Calendar

_NUMERALS = frozenset("一二三四五六七八九十两廿卅百零〇")
_RANGES = ("days of a month", "months", "weeks")  # rules that read both ends at once


class Reading(NamedTuple):
    """A period read at a place of the folded text, and where its words end."""

    period: Period
    rule: str
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A due expression in the folded text: `span` None when no day is known."""

    start: int
    end: int
    span: Span | None
    period: Period
    rule: str
    marked: bool  # a deadline word stands at it
    weak: bool  # too little to be taken for a date in the middle of a sentence

    @property
    def understood(self) -> bool:
        """Whether it is days, or something known to have none."""
        return self.span is not None or self.period.precision in ("event", "asap")


class Reader:
    """One text read on one reference day."""

    def __init__(self, grammar: Grammar, text: str, on: date, calendar: "Calendar") -> None:
        self.grammar = grammar
        self.text = text
        self.on = on
        self.calendar = calendar

    def hits(self) -> Iterator[Hit]:
        """All due expressions from left to right, none overlapping."""
        begins = gate(self.grammar)
        at = 0
        while candidate := begins.search(self.text, at):
            at = candidate.start() + 1
            if not self._may_begin(candidate.start()):
                continue
            if skipped := self.grammar.skipped.match(self.text, candidate.start()):
                at = max(skipped.end(), at)
            elif hit := self.hit(candidate.start()):
                yield hit
                at = hit.end

    def hit(self, at: int) -> Hit | None:
        """The due expression that begins exactly here."""
        found = self._expression(at)
        if found is None:
            return None
        reading, marked = found
        tail = self.grammar.tail.match(self.text, reading.end)
        end = tail.end() if tail else reading.end
        if self.grammar.skipped_after.match(self.text, end):
            return None
        if self._is_beside(at, end):
            reading = reading._replace(period=period.nowhere("unknown"), rule=f"part of more than {reading.rule}")
        span = self._resolve(reading.period)
        strong = marked or self._after_preposition(at)
        return Hit(at, end, span, reading.period, reading.rule, marked, reading.weak and not strong)

    def _expression(self, at: int) -> tuple[Reading, bool] | None:
        """A period with its deadline words; whether there were any."""
        if counted := self._counted_from(at):
            return counted, counted.period.deadline
        reading = self._run(at)
        if reading is not None and reading.period.deadline:
            return reading, True
        if (opened := self.grammar.open_before.match(self.text, at)) and (inner := self._after_by(opened.end())):
            return self._opened(inner, inner.end), False
        if (by := self.grammar.by_before.match(self.text, at)) and (inner := self._after_by(by.end())):
            return self._as_deadline(inner), True
        return self._followed(reading) if reading else None

    def _followed(self, reading: Reading) -> tuple[Reading, bool]:
        """The reading with the time of day and the deadline word that stand behind it."""
        if tail := self.grammar.tail.match(self.text, reading.end):
            reading = reading._replace(end=tail.end())
        if counted := self._counted_after(reading):
            return counted, counted.period.deadline
        if by := self.grammar.by_after.match(self.text, reading.end):
            return self._as_deadline(reading._replace(end=by.end())), True
        if opened := self.grammar.open_after.match(self.text, reading.end):
            return self._opened(reading, opened.end()), False
        return reading, False

    def _counted_from(self, at: int) -> Reading | None:
        """10 arbejdsdage efter 15. marts: so long after a day that is named."""
        rule = self.grammar.counted_from
        caught = rule.pattern.match(self.text, at) if rule else None
        anchor = self._run(caught.end()) if caught else None
        return self._counted(rule, caught, anchor, anchor.end) if rule and caught and anchor else None

    def _counted_after(self, anchor: Reading) -> Reading | None:
        """3月15日后10个工作日内: the same in the other order."""
        rule = self.grammar.counted_after
        caught = rule.pattern.match(self.text, anchor.end) if rule else None
        return self._counted(rule, caught, anchor, caught.end()) if rule and caught else None

    def _counted(self, rule: Rule, caught: "re.Match[str]", anchor: Reading, end: int) -> Reading | None:
        span = self._resolve(anchor.period)
        if span is None or span.start != span.end:
            return None
        made = self._built(rule, caught, span.end)
        return Reading(replace(made, deadline=bool(caught["by"])), rule.name, end) if made else None

    @staticmethod
    def _opened(reading: Reading, end: int) -> Reading:
        """After a day there is no end to be late for; to be asked about."""
        weak = reading.weak and reading.rule != "named day"
        return Reading(period.nowhere("unknown"), f"after {reading.rule}", end, weak)

    def _after_by(self, at: int) -> Reading | None:
        """What a deadline word is said of, a small preposition between them or not."""
        joint = self.grammar.joint.match(self.text, at)
        return self._run(at) or (self._run(joint.end()) if joint else None)

    def length(self, at: int) -> Hit | None:
        """A mere length of time ("3 uger"), which is a deadline only after a label."""
        caught = self.grammar.length.pattern.match(self.text, at)
        made = self._built(self.grammar.length, caught) if caught else None
        if not caught or not made:
            return None
        return Hit(at, caught.end(), self._resolve(made), made, "within", marked=True, weak=False)

    def _as_deadline(self, reading: Reading) -> Reading:
        if again := self.grammar.by_after.match(self.text, reading.end):
            reading = reading._replace(end=again.end())
        name = reading.rule if reading.period.deadline else f"by {reading.rule}"
        return reading._replace(period=replace(reading.period, deadline=True), rule=name)

    def _run(self, at: int) -> Reading | None:
        """One period, or two with "to" between them."""
        begun = self.grammar.range_before.match(self.text, at)
        return (self._range(begun.end(), alone=False) if begun else None) or self._range(at, alone=True)

    def _range(self, at: int, *, alone: bool) -> Reading | None:
        first = self._part(at)
        if first is None:
            return None
        join = self.grammar.range_join.match(self.text, first.end)
        second = self._part(join.end()) if join else None
        if second and (second.rule == "year") != (first.rule == "year"):
            return first if alone else None
        both = second and period.between(first.period, second.period, self.on)
        if second and both:
            return Reading(both, f"{first.rule} to {second.rule}", second.end, first.weak and second.weak)
        return first if alone or first.rule in _RANGES else None

    def _part(self, at: int) -> Reading | None:
        """A period, or its beginning, middle or end."""
        before = self.grammar.part_before.match(self.text, at)
        whole = self._period(before.end()) if before else None
        cut = before
        if whole is None:
            whole = self._period(at)
            cut = self.grammar.part_after.match(self.text, whole.end) if whole else None
            if whole and cut:
                whole = whole._replace(end=cut.end())
        if whole is None or cut is None:
            return whole
        word = next(group for group in cut.groups() if group)
        which = self.grammar.words.parts[" ".join(word.split())]
        rule = f"{which} of {whole.rule}"
        return whole._replace(period=period.part(whole.period, which), rule=rule, weak=False)

    def _period(self, at: int) -> Reading | None:
        """The longest rule that reads something here."""
        best: Reading | None = None
        for rule in self.grammar.rules:
            caught = rule.pattern.match(self.text, at)
            if caught and (best is None or caught.end() > best.end):
                made = self._built(rule, caught)
                best = Reading(made, rule.name, caught.end(), rule.weak) if made else best
        return best

    def _built(self, rule: Rule, caught: "re.Match[str]", on: date | None = None) -> Period | None:
        grammar = self.grammar
        try:
            return rule.build(Caught(caught, grammar.words, grammar.language, on or self.on, self.calendar))
        except (OverflowError, ValueError):  # beyond the years a date can have
            return period.nowhere("unknown")
        except KeyError:  # a form of a word that the vocabulary does not have
            return None

    def _resolve(self, found: Period) -> Span | None:
        try:
            return found.resolve(self.on)
        except (OverflowError, ValueError):  # beyond the years a date can have
            return None

    def _may_begin(self, at: int) -> bool:
        """Not in the middle of a word or a number."""
        letter, before = self.text[at], self.text[at - 1] if at else " "
        if letter.isspace():
            return False
        if letter.isascii() and letter.isalnum():
            return not (before.isascii() and before.isalnum()) and not self._inside_number(at)
        if self.grammar.spaced:
            return not before.isalnum()
        return not (letter in _NUMERALS and before in _NUMERALS)

    def _is_beside(self, start: int, end: int) -> bool:
        """Words stand at it that nobody understood, but that are about time as well."""
        before = self.text[max(0, start - 24) : start]
        return bool(self.grammar.beside_before.search(before) or self.grammar.beside_after.match(self.text, end))

    def _inside_number(self, at: int) -> bool:
        """After "3." or "3/" or "§": the figures belong to something longer."""
        return bool(re.search(r"(?:\d[.,/:-]|§\s?|[#@/_+])$", self.text[max(0, at - 3) : at]))

    def _after_preposition(self, at: int) -> bool:
        return bool(self.grammar.preposition.search(self.text[max(0, at - 24) : at]))
