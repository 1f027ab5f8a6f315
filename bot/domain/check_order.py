"""Whether names and measured values stand in the order of the source: who does what to whom hangs on it."""

import re
from collections.abc import Sequence

from bot.domain.check_names import form_pattern
from bot.domain.markup import spans
from bot.domain.pair import Pair
from bot.domain.term import Match


def reordered(source: str, translation: str, pair: Pair, matches: Sequence[Match]) -> tuple[str, ...]:
    """The names and values with a unit, in the order of the translation, if that is another one than the source's.

    Danish, Chinese and English mostly name their partners in the same order; an engine that changes
    placeholders about makes CLEAN promise what JEPD has promised, and every name is still there. Only
    what stands once on each side is compared. Terms are not: their order is the language's own.
    """
    mine = _in_source(source, pair, matches)
    theirs = _in_order(mine, translation)
    here = [form for form in mine if form in theirs]
    return tuple(theirs) if here != theirs else ()


def _in_source(source: str, pair: Pair, matches: Sequence[Match]) -> dict[str, re.Pattern[str]]:
    """What stands once in the source, from left to right, as it should be in the translation and how to find it."""
    names = [(match.start, match.term.form(pair.target)) for match in matches if match.term.is_name]
    values = [(span.start, span.value) for span in spans(source, pair) if span.kind == "quantity"]
    patterns = {form: form_pattern(form) for _, form in names}
    patterns |= {value: re.compile(rf"(?<![\d.,]){re.escape(value)}") for _, value in values}
    found = [form for _, form in sorted(names + values)]
    return {form: patterns[form] for form in found if found.count(form) == 1}


def _in_order(wanted: dict[str, re.Pattern[str]], text: str) -> list[str]:
    """Those that stand once in a text, from left to right; a longer one is not taken for a shorter one in it."""
    places: dict[str, int] = {}
    for form in sorted(wanted, key=len, reverse=True):
        found = list(wanted[form].finditer(text))
        if len(found) == 1:
            places[form] = found[0].start()
        text = wanted[form].sub(lambda one: "\0" * len(one[0]), text)
    return sorted(places, key=places.__getitem__)
