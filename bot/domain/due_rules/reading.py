"""Reads the one period that stands at a place of a text, or the range of two."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.due_rules import parts, period
from bot.domain.due_rules.grammar import Caught, Grammar, Rule
from bot.domain.due_rules.period import Period

if TYPE_CHECKING:
    from bot.domain.due import Calendar

_RANGES = ("days of a month", "months", "weeks", "years", "quarters", "weekdays")  # rules that read both ends at once
_ONE_DAY = timedelta(days=1)


class Reading(NamedTuple):
    """A period read at a place of the folded text, and where its words end."""

    period: Period
    rule: str
    end: int
    weak: bool = False


@dataclass(frozen=True)
class Periods:
    """One folded text read on one reference day."""

    grammar: Grammar
    text: str
    on: date
    calendar: "Calendar"

    def run(self, at: int) -> Reading | None:
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
        if join and second and both:
            if alone and join["listed"] and self._apart(first, second):
                both = period.nowhere("unknown")
            return Reading(both, f"{first.rule} to {second.rule}", second.end, first.weak and second.weak)
        if second and alone:  # "torsdag eller fredag" on a Thursday
            return Reading(period.nowhere("unknown"), f"{first.rule} to {second.rule}", second.end, first.weak)
        return first if alone or first.rule in _RANGES else None

    def _apart(self, first: Reading, second: Reading) -> bool:
        """Whether days lie between the two of a list: "marts og maj" is neither one time nor all between."""
        one, other = first.period.resolve(self.on), second.period.resolve(self.on)
        return one is not None and other is not None and other.start > one.end + _ONE_DAY

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
        first, *second = (self.grammar.words.parts[" ".join(word.split())] for word in cut.groups() if word)
        which = parts.together(first, second[0]) if second else first
        if which is None:  # "primo/ultimo"
            return whole._replace(period=period.nowhere("unknown"), rule=f"parts of {whole.rule}", weak=False)
        rule = f"{which} of {whole.rule}"
        return whole._replace(period=parts.part(whole.period, which), rule=rule, weak=False)

    def _period(self, at: int) -> Reading | None:
        """The longest rule that reads something here."""
        best: Reading | None = None
        for rule in self.grammar.rules:
            caught = rule.pattern.match(self.text, at)
            if caught and (best is None or caught.end() > best.end):
                made = self.built(rule, caught)
                best = Reading(made, rule.name, caught.end(), rule.weak) if made else best
        return best

    def built(self, rule: Rule, caught: "re.Match[str]", on: date | None = None) -> Period | None:
        """What a rule makes of its match; None when it is not what it looks like."""
        grammar = self.grammar
        try:
            return rule.build(Caught(caught, grammar.words, grammar.language, on or self.on, self.calendar))
        except (OverflowError, ValueError):  # beyond the years a date can have
            return period.nowhere("unknown")
        except KeyError:  # a form of a word that the vocabulary does not have
            return None
