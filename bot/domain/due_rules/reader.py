"""Finds the due expressions of a text: periods with the deadline words that stand at them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Rule, gate
from bot.domain.due_rules.hit import Hit, by_then, doubted, joined
from bot.domain.due_rules.period import Period
from bot.domain.due_rules.reading import Periods, Reading

_NUMERALS = frozenset("一二三四五六七八九十两廿卅百零〇")
_NUMBER_BEFORE = re.compile(r"\b\d{1,4}\.?\s+$")
_CONTEXT = 40  # letters before an expression that may change its meaning


def _is_year(found: Period) -> bool:
    """A whole year: "before 2018" is said of its beginning, "inden i år er omme" of its end."""
    return not found.is_part and found.precision == "year"


class Reader(Periods):
    """All due expressions of a text."""

    @cached_property
    def hits(self) -> list[Hit]:
        """All due expressions from left to right, none overlapping."""
        found: list[Hit] = []
        for hit in self._hits():
            apart = not found or self._is_of_the_past(found[-1], hit)
            both = None if apart else joined(found[-1], hit, self.text, self.grammar.glue)
            found[-1:] = [self._ended(both)] if both else [*found[-1:], hit]
        ends = [0, *(hit.end for hit in found)]
        starts = [*(hit.start for hit in found[1:]), len(self.text)]
        return [self._checked(hit, before, after) for hit, before, after in zip(found, ends, starts, strict=False)]

    def _is_of_the_past(self, first: Hit, second: Hit) -> bool:
        """The accounts for 2016, by 27 January: what lies behind us is what it is about, not when it is due."""
        about = first.weak or first.period.precision == "year"
        return about and second.marked and first.span is not None and first.span.end < self.on

    def _ended(self, hit: Hit) -> Hit:
        """The hit with the time of day and the deadline word that stand behind its bracket."""
        tail = self.grammar.tail.match(self.text, hit.end)
        end = tail.end() if tail else hit.end
        by = self.grammar.by_after.match(self.text, end)
        return by_then(hit, by.end()) if by else replace(hit, end=end)

    def _checked(self, hit: Hit, before: int, after: int) -> Hit:
        """The hit, or that nothing is known of it where words about time stand at it that nobody understood."""
        grammar, behind = self.grammar, self.text[max(before, hit.start - _CONTEXT) : hit.start]
        if hit.marked and self.text[hit.start].isalpha():
            behind = _NUMBER_BEFORE.sub("", behind)  # "brev 3 senest 24. januar": a deadline word begins anew
        beside = (
            grammar.beside_before.search(behind)
            or grammar.beside_after.match(self.text, hit.end)
            or grammar.time_after.match(self.text, hit.end, after)
        )
        counts = hit.span or hit.period.precision == "event"
        return doubted(hit, "part of more than") if beside and counts else hit

    def _hits(self) -> Iterator[Hit]:
        begins = gate(self.grammar)
        at = 0
        while candidate := begins.search(self.text, at):
            at = candidate.start() + 1
            if not self._may_begin(candidate.start()):
                continue
            if skipped := self.grammar.skipped.match(self.text, candidate.start()):
                at = max(skipped.end(), at)
            elif hit := self._hit(candidate.start()):
                yield hit
                at = hit.end

    def _hit(self, at: int) -> Hit | None:
        """The due expression that begins exactly here."""
        found = self._expression(at)
        if found is None:
            return None
        reading, marked = found
        tail = self.grammar.tail.match(self.text, reading.end)
        end = tail.end() if tail else reading.end
        if self.grammar.skipped_after.match(self.text, end):
            return None
        strong = marked or self._after_preposition(at)
        span = reading.period.resolve(self.on)
        return Hit(at, end, span, reading.period, reading.rule, marked=marked, weak=reading.weak and not strong)

    def _expression(self, at: int) -> tuple[Reading, bool] | None:
        """A period with its deadline words; whether there were any. The longest of what can be read here."""
        if counted := self._counted_from(at):
            return counted, counted.period.deadline
        alone = self.run(at)
        found = [(alone, True)] if alone and alone.period.deadline else []
        if (opened := self.grammar.open_before.match(self.text, at)) and (inner := self._after_by(opened.end())):
            found.append((self._opened(inner, inner.end), False))
        if (by := self.grammar.by_before.match(self.text, at)) and (inner := self._after_by(by.end())):
            found.append((self._as_deadline(inner, by), True))
        if alone and not alone.period.deadline:
            found.append(self._followed(alone))
        return max(found, key=lambda one: one[0].end, default=None)

    def _followed(self, reading: Reading) -> tuple[Reading, bool]:
        """The reading with the time of day and the deadline word that stand behind it."""
        if tail := self.grammar.tail.match(self.text, reading.end):
            reading = reading._replace(end=tail.end())
        if counted := self._counted_after(reading):
            return counted, counted.period.deadline
        if by := self.grammar.by_after.match(self.text, reading.end):
            return self._as_deadline(reading._replace(end=by.end()), by), True
        if opened := self.grammar.open_after.match(self.text, reading.end):
            return self._opened(reading, opened.end()), False
        return reading, False

    def _counted_from(self, at: int) -> Reading | None:
        """10 arbejdsdage efter 15. marts: so long after a day that is named."""
        rule = self.grammar.counted_from
        caught = rule.pattern.match(self.text, at) if rule else None
        anchor = self._after_gathering(caught.end()) if caught else None
        return self._counted(rule, caught, anchor, anchor.end) if rule and caught and anchor else None

    def _counted_after(self, anchor: Reading) -> Reading | None:
        """3月15日后10个工作日内: the same in the other order."""
        rule = self.grammar.counted_after
        caught = rule.pattern.match(self.text, anchor.end) if rule else None
        return self._counted(rule, caught, anchor, caught.end()) if rule and caught else None

    def _counted(self, rule: Rule, caught: "re.Match[str]", anchor: Reading, end: int) -> Reading | None:
        span = anchor.period.resolve(self.on)
        if anchor.period.precision in ("event", "asap"):
            return None
        if span is None or span.start != span.end:  # so long after a month, a feast: nobody knows from which day
            return Reading(period.nowhere("unknown"), f"so long from {anchor.rule}", end)
        made = self.built(rule, caught, span.end)
        return Reading(replace(made, deadline=bool(caught["by"])), rule.name, end) if made else None

    @staticmethod
    def _opened(reading: Reading, end: int) -> Reading:
        """After a day there is no end to be late for; to be asked about."""
        weak = reading.weak and reading.rule != "named day"
        return Reading(period.nowhere("unknown"), f"after {reading.rule}", end, weak)

    def _after_by(self, at: int) -> Reading | None:
        """What a deadline word is said of, a small preposition or a meeting between them or not."""
        joint = self.grammar.joint.match(self.text, at)
        return self._after_gathering(at) or (self._after_gathering(joint.end()) if joint else None)

    def _after_gathering(self, at: int) -> Reading | None:
        """(inden) mødet den 15. marts: the day of what takes place then."""
        found = self.run(at)
        gathering = self.grammar.gathering.match(self.text, at)
        dated = self.run(gathering.end()) if gathering else None
        return dated if dated and dated.period.resolve(self.on) else found

    def length(self, at: int) -> Hit | None:
        """A mere length of time ("3 uger"), which is a deadline only after a label."""
        caught = self.grammar.length.pattern.match(self.text, at)
        made = self.built(self.grammar.length, caught) if caught else None
        if not caught or not made:
            return None
        return Hit(at, caught.end(), made.resolve(self.on), made, "within", marked=True, weak=False)

    def _as_deadline(self, reading: Reading, by: "re.Match[str]") -> Reading:
        over = self.grammar.over.match(self.text, reading.end)
        again = self.grammar.by_after.match(self.text, over.end() if over else reading.end)
        reading = reading._replace(end=again.end() if again else over.end() if over else reading.end)
        before = by["before"] or (again and again["before"])
        if before and not over and (reading.rule == "weekend" or _is_year(reading.period)):
            return Reading(period.nowhere("unknown"), f"before {reading.rule}", reading.end)
        name = reading.rule if reading.period.deadline else f"by {reading.rule}"
        return reading._replace(period=replace(reading.period, deadline=True), rule=name)

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

    def _inside_number(self, at: int) -> bool:
        """After "3." or "3/" or "§": the figures belong to something longer."""
        return bool(re.search(r"(?:\d[.,/:-]|§\s?|[#@/_+])$", self.text[max(0, at - 3) : at]))

    def _after_preposition(self, at: int) -> bool:
        return bool(self.grammar.preposition.search(self.text[max(0, at - 24) : at]))
