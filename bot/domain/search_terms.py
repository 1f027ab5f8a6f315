"""A term as it may stand in a text: the ways in which its forms, in every language, are found."""

from collections.abc import Iterator

from bot.domain.language import LANGUAGES, Language
from bot.domain.search_cut import cuts, english_stem, han_tokens
from bot.domain.search_danish import plain_letters, stems
from bot.domain.search_query import Way
from bot.domain.term import Term
from bot.domain.termbase import Termbase

_RELATIVE = "省市县区"  # a short name that leaves out whose it is: 省厅, 市环保局
_TOWN = "市"


def ways_of(term: Term, termbase: Termbase) -> Iterator[Way]:
    """How a term may be said: by each of its forms, and a short Chinese name where it is not somebody else's.

    Args:
        term: of the termbase.
        termbase: the towns it knows tell whose a short name is.
    """
    for language in LANGUAGES:
        for written in term.written(language):
            found = Way(form_tokens(written, language), weight=2)
            if language == "zh" and term.kind == "organisation" and written[0] in _RELATIVE:
                yield from _relative(found, written, term, termbase)
            else:
                yield found


def ways_of_part(part: str, termbase: Termbase) -> Iterator[Way]:
    """How the one body may be said whose Chinese name ends in some characters; none where several do, or nobody's."""
    found = [
        term
        for term in termbase.terms
        if term.kind == "organisation" and any(name.endswith(part) for name in term.written("zh"))
    ]
    if len(found) == 1:
        yield from ways_of(found[0], termbase)


def _relative(way: Way, written: str, term: Term, termbase: Termbase) -> Iterator[Way]:
    """市环保局 is that of Nantong where Nantong stands in the note, or no other town."""
    whole = term.forms.get("zh", "")
    owner = whole[: max(whole.find(written[0]), 0)]
    beside = form_tokens(owner, "zh") if owner else ()
    towns = {form_tokens(town, "zh")[0] for town in _towns(termbase)} - set(beside)
    if beside and written[0] == _TOWN:
        yield way._replace(beside=beside)
        yield way._replace(without=tuple(sorted(towns)))
    else:
        yield way


def _towns(termbase: Termbase) -> Iterator[str]:
    """The Chinese names of the towns a termbase knows, by those that can be called so."""
    for term in termbase.terms:
        chinese = term.forms.get("zh", "")
        if term.kind == "place" and any(name == chinese + _TOWN for name in term.variants.get("zh", ())):
            yield chinese


def form_tokens(written: str, language: Language) -> tuple[str, ...]:
    """The tokens of a form that all stand in a text where it does."""
    found: list[str] = []
    for cut in cuts(written):
        if cut.is_han:
            found += [token for token in han_tokens(cut.word) if len(token) > 1] or [cut.word]
        elif not cut.word.isalpha():
            found.append(plain_letters(cut.word))
        else:
            found.append(english_stem(cut.word) if language == "en" else stems(cut.word)[-1])
    return tuple(dict.fromkeys(found))
