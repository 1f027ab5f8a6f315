"""What a language has to say about itself so that the one reader can read its due expressions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bot.domain.due_rules.period import Part, Period

if TYPE_CHECKING:
    from bot.domain.due import Calendar
    from bot.domain.language import Language

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of a language and the numbers they stand for."""

    months: Callable[[str, bool], int | None]  # the word; whether a day or a year stands beside it
    weekdays: Mapping[str, int]  # Monday is 0
    seasons: Mapping[str, int]  # the first month
    numbers: Callable[[str], int | None]
    units: Mapping[str, str]  # day, workday, week, month, quarter, half, year
    relatives: Mapping[str, int]  # this 0, next 1, last -1
    days: Mapping[str, int]  # today 0, tomorrow 1
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Caught:
    """A match with what is needed to make a period of it."""

    match: "re.Match[str]"
    words: Vocabulary
    language: "Language"
    on: date
    calendar: "Calendar"

    def get(self, name: str) -> str:
        """What a named group caught, its blanks made single; empty when it caught nothing."""
        return " ".join((self.match.groupdict().get(name) or "").split())

    def number(self, name: str) -> int | None:
        """A group read as a number."""
        said = self.get(name)
        return self.words.numbers(said) if said else None


Build = Callable[[Caught], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to name days. A weak one counts only beside a deadline word or a preposition."""

    name: str
    pattern: "re.Pattern[str]"
    build: Build
    weak: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Everything the reader knows about one language. Patterns are matched on folded text."""

    language: "Language"
    words: Vocabulary
    rules: tuple[Rule, ...]
    spaced: bool  # words are separated by blanks
    label: "re.Pattern[str]"  # "frist:", "期限："
    nothing: "re.Pattern[str]"  # after a label: "ingen", "无"
    preposition: "re.Pattern[str]"  # what must stand before a weak expression within a sentence
    lead: "re.Pattern[str]"  # what may stand before an expression that is otherwise the whole text
    skipped: "re.Pattern[str]"  # what recurs ("hvert kvartal") or lies behind ("siden marts")
    by_before: "re.Pattern[str]"
    length: Rule  # "3 uger", taken for a deadline only after a label
    counted_from: Rule | None = None  # "10 arbejdsdage efter " before a day
    counted_after: Rule | None = None  # "后10个工作日内" behind a day
    beside_before: "re.Pattern[str]" = NEVER  # words that make something else of the date behind them
    beside_after: "re.Pattern[str]" = NEVER  # the same of the date before them
    joint: "re.Pattern[str]" = NEVER  # may stand between a deadline word and its date
    by_after: "re.Pattern[str]" = NEVER
    part_before: "re.Pattern[str]" = NEVER
    part_after: "re.Pattern[str]" = NEVER
    range_before: "re.Pattern[str]" = NEVER
    range_join: "re.Pattern[str]" = NEVER
    open_before: "re.Pattern[str]" = NEVER  # "efter april": no end, so nothing to be late for
    open_after: "re.Pattern[str]" = NEVER
    skipped_after: "re.Pattern[str]" = NEVER
    tail: "re.Pattern[str]" = NEVER  # words that may follow an understood expression: "kl. 10"


@cache
def gate(grammar: Grammar) -> "re.Pattern[str]":
    """Matches wherever something of the grammar may begin: one look instead of sixty."""
    beginnings = (grammar.skipped, grammar.by_before, grammar.open_before, grammar.range_before, grammar.part_before)
    patterns = [*beginnings, *(rule.pattern for rule in grammar.rules)]
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns)
    return re.compile("|".join(re.sub(r"\\[1-9]", "[-/.]", pattern) for pattern in unnamed), re.VERBOSE)


def verbose(pattern: str, **parts: str) -> "re.Pattern[str]":
    """Compile a verbose pattern in which `<part>` stands for a piece named elsewhere."""
    for name, piece in parts.items():
        pattern = pattern.replace(f"<{name}>", piece)
    return re.compile(pattern, re.VERBOSE)
