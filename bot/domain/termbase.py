"""The termbase: which known names and terms stand in a text, and which organisation a word means."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from bot.domain import danish
from bot.domain.fold import Folded, fold, fold_joined, folded
from bot.domain.language import LANGUAGES, Language
from bot.domain.term import Match, Term
from bot.domain.term_csv import load_termbase, read_termbase

__all__ = ["Termbase", "load_termbase", "read_termbase"]

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
# A short official name (省厅, 市环保局) leaves out whose it is. After another place's name it is
# somebody else's (浙江省厅), so it counts only at the start or after one of these.
_RELATIVE = "省市县区"
_MAY_PRECEDE_RELATIVE = frozenset(
    "由与和及同跟给请对向在于被经让令使把将按报送问访邀约见会求到至赴从自为是并或后前时日月的了着即我本贵该等称据找助",
)
# 南通市长期, 南通市长江路: the 长 after a town begins the next word and is no 市长.
_BEGINS_A_WORD = re.compile(r"[期江远途效城度短久足]|三角")
_AROUND = " \t\r\n\"'“”‘’«»()（）[]【】<>《》.,;:!?。，、；：！？@#*_~·•-–—"
_NOT_ABOUT_NAME = re.compile(r"^(?:den|det|the)\s+|\s*[(（][^()（）]*[)）]$", re.IGNORECASE)


class _Form(NamedTuple):
    """One way to write one term."""

    term: Term
    language: Language
    shouted: bool  # an acronym: only in capitals, CLEAN is not the English "clean"
    relative: bool


class Termbase:
    """Names and terms, ready to be found in a text; building it costs, keep it."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms: tuple[Term, ...] = tuple(terms)
        self._forms: dict[str, list[_Form]] = {}
        for term in self.terms:
            self._add_forms(term)
        self._automaton = ahocorasick.Automaton()
        for form in self._forms:
            self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def find(self, text: str, language: Language, *, present: Collection[Term] = ()) -> list[Match]:
        """Where known terms stand in a text, from left to right, the longest ones first served.

        A match of a name is the bare name (JEPD in "JEPDs"), a match of a term takes its Danish
        ending with it (arbejdsplanen), and in a compound it is the term's own part.

        Args:
            text: any length, any languages mixed.
            language: the text's own language, which decides between equal spellings.
            present: organisations that take part; a short Chinese name that fits one of them
                (市环保局 beside 苏州市环境保护局) is theirs, whoever else the entry belongs to.
        """
        if not self._forms:
            return []
        source = fold(text)
        hits = list(self._hits(source, text, language))
        if (joined := fold_joined(text)) is not None:
            hits += [hit for hit in self._hits(joined, text, language) if not hit[2].is_name]
        found = _longest(text, _without_borrowed(text, hits))
        return [_as_present(match, present) for match in found] if present else found

    def organisation(self, text: str) -> Term | None:
        """The organisation a whole string names, in any spelling and language; None when unknown."""
        for candidate in _as_names(text):
            for form in self._forms.get(folded(candidate), ()):
                if form.term.kind == "organisation":
                    return form.term
        return None

    @cached_property
    def chinese_places(self) -> frozenset[str]:
        """Folded names, in all languages, of the places whose Chinese name is in characters."""
        return frozenset(
            folded(name)
            for term in self.terms
            if term.kind == "place" and _HAN.search(term.forms.get("zh", ""))
            for name in (*term.forms.values(), *term.variants.get("da", ()), *term.variants.get("zh", ()))
        )

    def _add_forms(self, term: Term) -> None:
        for language in LANGUAGES:
            for written in term.written(language):
                self._add(term, language, written)

    def _add(self, term: Term, language: Language, written: str) -> None:
        key = folded(written)
        if not key:
            return
        if language == "zh" and term.kind == "organisation" and written[0] in _RELATIVE:
            self._keep(key, _Form(term, language, shouted=False, relative=True))
            self._add_with_owner(term, written)
        elif term.is_name:
            shouted = written.isupper() and written.isalpha() and written.isascii()
            self._keep_typed(key, _Form(term, language, shouted, relative=False))
        else:
            form = _Form(term, language, shouted=False, relative=False)
            self._keep_typed(key, form)
            if language == "da":
                for other in danish.other_forms(key):
                    self._keep_typed(other, form)

    def _keep_typed(self, key: str, form: _Form) -> None:
        self._keep(key, form)
        if form.language != "zh":
            for other in danish.typed_forms(key):
                self._keep(other, form)

    def _keep(self, key: str, form: _Form) -> None:
        if key in self._forms:
            self._forms[key].append(form)
        else:
            self._forms[key] = [form]

    def _add_with_owner(self, term: Term, written: str) -> None:
        """江苏 + 省厅: the short name with the place it leaves out."""
        whole = term.forms.get("zh", "")
        owner = whole[: max(whole.find(written[0]), 0)]
        if owner:
            self._keep(folded(owner + written), _Form(term, "zh", shouted=False, relative=False))

    def _hits(self, source: Folded, text: str, language: Language) -> Iterator[tuple[int, int, Term]]:
        for last, key in self._automaton.iter(source.text):
            start, end = last + 1 - len(key), last + 1
            forms = self._forms[key]
            for form in sorted(forms, key=lambda f: f.language != language) if len(forms) > 1 else forms:
                if (stop := _fits(source, text, start, end, form)) is not None:
                    yield (*source.span(start, stop), form.term)
                    break


def _fits(source: Folded, text: str, start: int, end: int, form: _Form) -> int | None:
    """Where the match of a form ends, in the folded text; None when it is no match here."""
    folded_text = source.text
    if folded_text[start] >= "\u2e80":
        before = folded_text[start - 1] if start else ""
        misplaced = form.relative and _HAN.match(before) and before not in _MAY_PRECEDE_RELATIVE
        halved = folded_text[end - 1] == "长" and form.term.kind == "term" and _BEGINS_A_WORD.match(folded_text, end)
        return None if misplaced or halved else end
    if form.shouted:
        begin, stop = source.span(start, end)
        if not text[begin:stop].isupper():
            return None
    free = not (start and danish.is_letter(folded_text[start - 1]))
    if free and (stop_at := _word_end(folded_text, end, form)) is not None:
        return stop_at
    if form.term.is_name or form.language != "da" or not danish.can_compound(folded_text[start:end]):
        return None
    return end if danish.inside_compound(folded_text, start, end) else None


def _word_end(text: str, end: int, form: _Form) -> int | None:
    if not danish.is_letter(text[end - 1]):
        return end
    if form.term.is_name:
        return None if danish.genitive_at(text, end) is None else end
    ending = danish.ending_at(text, end)
    if ending is None or (form.language != "da" and text[end : end + ending] not in {"", "s", "es", "'s", "'"}):
        return None
    return end + ending


def _as_present(match: Match, present: Collection[Term]) -> Match:
    """The match, handed to a participant whose Chinese name ends with a short one."""
    if match.found[0] not in _RELATIVE or match.term in present:
        return match
    for term in present:
        if any(name.endswith(match.found) for name in (term.forms.get("zh", ""), *term.variants.get("zh", ()))):
            return replace(match, term=term)
    return match


def _without_borrowed(text: str, hits: list[tuple[int, int, Term]]) -> list[tuple[int, int, Term]]:
    """The hits without places that take the first letter of a term: 苏州市长 is 苏州 and its 市长."""
    begun = {start for start, _, term in hits if term.kind == "term"}
    return [
        hit for hit in hits if not (hit[2].kind == "place" and text[hit[1] - 1] in _RELATIVE and hit[1] - 1 in begun)
    ]


def _longest(text: str, hits: list[tuple[int, int, Term]]) -> list[Match]:
    """The longest hits that do not overlap, in the order of the text."""
    taken = bytearray(len(text))
    kept: list[Match] = []
    for start, end, term in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(Match(term=term, found=text[start:end], start=start, end=end))
    return sorted(kept, key=lambda match: match.start)


def _as_names(text: str) -> Iterator[str]:
    """The string itself, then without what surrounds a name: @, brackets, a genitive, an article."""
    bare = text.strip(_AROUND)
    yield text.strip()
    yield bare
    shorter = _NOT_ABOUT_NAME.sub("", text.strip()).strip(_AROUND)
    yield shorter
    for name in (bare, shorter):
        yield re.sub(r"(?:['’]s|['’]|s)$", "", name)
