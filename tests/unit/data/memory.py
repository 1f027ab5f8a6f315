"""The rows of the memory that ships, and what a name or a term must look like in one."""

import csv
import io
import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple, cast

from bot.domain.fold import folded
from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.term import Match, Term
from bot.services.terms import shipped

_STEM = 4  # letters an inflection shares with its word: "forurenede grunde", "forurenet grund"
_GENITIVE = re.compile(r"(?:['’]s|['’]|s)$")


class Row(NamedTuple):
    """One line of the memory."""

    source_language: Language
    target_language: Language
    source: str
    target: str

    @property
    def pair(self) -> Pair:
        """The direction."""
        return Pair(self.source_language, self.target_language)

    def in_source(self) -> list[Match]:
        """The names and terms of the source."""
        return shipped().find(self.source, self.source_language)

    def in_target(self) -> list[Match]:
        """The names and terms of the target."""
        return shipped().find(self.target, self.target_language)


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """The whole file."""
    text = resources.files("bot.data").joinpath("memory.csv").read_text(encoding="utf-8")
    return tuple(
        Row(
            cast("Language", line["source_language"]),
            cast("Language", line["target_language"]),
            line["source"],
            line["target"],
        )
        for line in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    )


def names(matches: list[Match]) -> list[Term]:
    """The names among what was found."""
    return [match.term for match in matches if match.term.is_name]


def is_form(match: Match, row: Row) -> bool:
    """Whether a name in the target has its preferred form.

    Three variants are right beside it: a town with its rank before an office (南通市市长), the
    source's "Mr.", and an abbreviation that the source has in brackets after the full name.
    """
    form = match.term.form(row.target_language)
    if match.term.kind == "place" and row.target_language == "zh":
        return match.found in {form, f"{form}市"}
    written = {match.found, _GENITIVE.sub("", match.found), match.found.removeprefix("Mr. ")}
    return form in written or f"({match.found})" in row.source


def has_preferred(term: Term, row: Row) -> bool:
    """Whether a term has its preferred word in the target, in Danish in any inflection and in compounds."""
    form = folded(term.form(row.target_language))
    if row.target_language != "da":
        return form in folded(row.target)
    return any(match.term is term and folded(match.found)[:_STEM] == form[:_STEM] for match in row.in_target())
