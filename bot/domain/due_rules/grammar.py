"""What a language has to say about itself so that the one reader can read its due expressions."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from bot.domain.due_rules.parts import Part
from bot.domain.due_rules.period import Period

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

    def month(self) -> int | None:
        """The month that the group `m` names beside a day or part of it, so that a short name is one too."""
        beside = True
        return self.words.months(self.get("m"), beside)


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
    by_before: "re.Pattern[str]"  # its group `before`: a word that may leave out what it names (inden, før, before)
    length: Rule  # "3 uger", taken for a deadline only after a label
    counted_from: Rule | None = None  # "10 arbejdsdage efter " before a day
    counted_after: Rule | None = None  # "后10个工作日内", "前两周" behind a day
    beside_before: "re.Pattern[str]" = NEVER  # words that make something else of the date behind them
    beside_after: "re.Pattern[str]" = NEVER  # the same of the date before them
    time_after: "re.Pattern[str]" = NEVER  # the same, where they are not part of the next expression
    joint: "re.Pattern[str]" = NEVER  # may stand between a deadline word and its date
    gathering: "re.Pattern[str]" = NEVER  # "mødet den " between a deadline word and its date
    glue: "re.Pattern[str]" = NEVER  # may stand between two expressions that name one time together
    left_over: "re.Pattern[str]" = NEVER  # words about time that nobody understood
    by_after: "re.Pattern[str]" = NEVER  # with the same group (前)
    over: "re.Pattern[str]" = NEVER  # "(inden året) er omme": all of it is meant
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
    """Matches wherever something of the grammar may begin: one look instead of ninety."""
    beginnings = [grammar.skipped, grammar.by_before, grammar.open_before, grammar.range_before, grammar.part_before]
    beginnings += [grammar.counted_from.pattern] if grammar.counted_from else []
    patterns = [*beginnings, *(rule.pattern for rule in grammar.rules)]
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns)
    return re.compile("|".join(re.sub(r"\\[1-9]", "[-/.]", pattern) for pattern in unnamed), re.VERBOSE)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of patterns by name: `<NAME>` stands for one, in a pattern and in another piece."""

    named: Mapping[str, str]

    def pattern(self, pattern: str) -> "re.Pattern[str]":
        """A verbose pattern with the pieces in it, compiled."""
        while (filled := _PIECE.sub(lambda name: self.named.get(name[1], name[0]), pattern)) != pattern:
            pattern = filled
        return re.compile(pattern, re.VERBOSE)

    def rule(self, name: str, pattern: str, build: Build, *, weak: bool = False) -> Rule:
        """A rule by its pattern."""
        return Rule(name, self.pattern(pattern), build, weak)


_PIECE = re.compile(r"(?<!\(\?P)<([A-Z0-9]+)>")
