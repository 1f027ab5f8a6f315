"""What a change of terms means for a sentence that has been translated already."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.fold import folded
from bot.domain.language import LANGUAGES, Language
from bot.domain.segment import Segment
from bot.domain.spoken import spoken
from bot.domain.term import Term
from bot.domain.termbase import Termbase


class _Place(NamedTuple):
    """Where a term stands in a source, and what it must become."""

    start: int
    end: int
    target: str
    locked: bool


class TermChange:
    """A change of terms, asked sentence by sentence what it touches.

    Args:
        before: the terms of the space as they were.
        after: as they are now.
        touched: the entries that went, came or changed, in their old and their new form.
    """

    def __init__(self, before: Termbase, after: Sequence[Term], touched: Sequence[Term]) -> None:
        self._before, self._after_terms = before, after
        self._touched = Termbase(touched)
        self._forbidden = {
            language: frozenset(folded(form) for term in touched for form in term.forbidden.get(language, ()))
            for language in LANGUAGES
        }
        self._after: Termbase | None = None

    def of(self, segment: Segment) -> str:
        """The term because of which a sentence should be translated or looked at again; empty when none is.

        A sentence stays as it is when the terms found in it are the same as before, or when its words say
        already what the new ones ask for.
        """
        if segment.content is None:
            return ""
        language = spoken(segment.source, segment.source_language)
        matches = self._touched.find(segment.source, language)
        if not matches:
            return ""
        found = matches[0].found
        said = folded(segment.content)
        if any(form in said for form in self._forbidden[segment.language]):
            return found
        before = self._places(self._before, segment, language)
        after = self._places(self._now(), segment, language)
        if before == after:
            return ""
        asked = after - before
        return "" if asked and all(folded(place.target) in said for place in asked) else found

    def _now(self) -> Termbase:
        if self._after is None:  # building it costs: only when a sentence asks for it
            self._after = Termbase(self._after_terms)
        return self._after

    @staticmethod
    def _places(termbase: Termbase, segment: Segment, language: Language) -> set[_Place]:
        return {
            _Place(match.start, match.end, match.term.form(segment.language), match.term.is_name)
            for match in termbase.find(segment.source, language)
        }
