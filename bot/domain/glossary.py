"""The glossary of a space: what ships, as the space has changed it, what it has added, and what may be added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from bot.domain.fold import folded
from bot.domain.language import LANGUAGES, Language, guess_language
from bot.domain.term import Term
from bot.domain.termbase import Termbase

Origin = Literal["shipped", "changed", "own"]
NEAREST = 5
LIKELY = 60.0  # percent: a word less like the one asked for helps nobody


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as a space has it.

    `ref` names it in buttons: the id of the space's own row, or the key of an entry that ships. `version`
    is 0 until the space has changed it; two people at once are told apart by it.
    """

    ref: str
    version: int
    term: Term
    origin: Origin
    changed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a term cannot be kept: the end of a key below `glossary.problem.`, and where in a form it shows."""

    why: str
    language: Language | None = None
    details: Mapping[str, str] | None = None


def key_of(term: Term) -> str:
    """What names an entry that ships, whatever becomes of its other forms: its kind and its first form."""
    return f"{term.kind}/{term.forms.get('da') or term.form('en')}"


class Glossary:
    """All entries of a space, ready to be looked up."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = []
        self._by_ref: dict[str, Entry] = {}
        self._by_form: dict[tuple[Language, str], list[Entry]] = {}
        self._preferred: dict[tuple[Language, str], list[Entry]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Know one more."""
        self.entries.append(entry)
        self._by_ref[entry.ref] = entry
        for language in LANGUAGES:
            for written in dict.fromkeys(folded(form) for form in entry.term.written(language)):
                self._by_form.setdefault((language, written), []).append(entry)
            if preferred := entry.term.forms.get(language):
                self._preferred.setdefault((language, folded(preferred)), []).append(entry)

    def get(self, ref: str) -> Entry | None:
        """The entry a button names."""
        return self._by_ref.get(ref)

    def with_form(self, words: str) -> tuple[Entry, ...]:
        """The entries one of whose forms, in any language, is just this."""
        key = folded(words)
        found = [entry for language in LANGUAGES for entry in self._by_form.get((language, key), ())]
        return _once(found)

    def same(self, term: Term) -> Entry | None:
        """The entry a term of a file is another version of: of its kind, with a preferred form of its own."""
        for language in LANGUAGES:
            form = term.forms.get(language)
            for entry in self._preferred.get((language, folded(form)), ()) if form else ():
                if entry.term.kind == term.kind:
                    return entry
        return None

    def flaws(self, term: Term, ref: str = "") -> tuple[Flaw, ...]:
        """What keeps a term from being kept beside the others.

        Args:
            term: as it is to be.
            ref: the entry it replaces; its forms are in nobody's way.
        """
        own = _own_flaws(term)
        if own:
            return own
        return tuple(flaw for language in LANGUAGES for flaw in self._taken(term, language, ref))

    def _taken(self, term: Term, language: Language, ref: str) -> Iterable[Flaw]:
        for written in term.written(language):
            others = [one for one in self._by_form.get((language, folded(written)), ()) if one.ref != ref]
            if others and not _is_short_name(term, written, language):
                yield Flaw("taken", language, {"form": written, "entry": name_of(others[0].term, language)})
        for written in term.forbidden.get(language, ()):
            others = [one for one in self._preferred.get((language, folded(written)), ()) if one.ref != ref]
            if others:
                yield Flaw(
                    "forbidden_elsewhere", language, {"form": written, "entry": name_of(others[0].term, language)}
                )

    def look_up(self, words: str, termbase: Termbase) -> tuple[Entry, ...]:
        """The entries some words may mean: the form itself; else bent, in a compound, or a part of a form.

        Args:
            words: of any language.
            termbase: made of these very entries.
        """
        exact = self.with_form(words)
        if exact:
            return exact
        matches = termbase.find(words, guess_language(words))
        by_term = {id(entry.term): entry for entry in self.entries}
        found = [by_term[id(match.term)] for match in matches]
        key = folded(words)
        found += [entry for (_, form), entries in self._by_form.items() if key and key in form for entry in entries]
        return _once(found)

    def nearest(self, words: str) -> tuple[Entry, ...]:
        """The entries whose forms look most like some words that mean none."""
        forms = {place: form for place, (_, form) in enumerate(self._by_form)}
        owners = list(self._by_form.values())
        likely = process.extract(folded(words), forms, scorer=fuzz.WRatio, limit=NEAREST * 3, score_cutoff=LIKELY)
        return _once(entry for _, _, place in likely for entry in owners[place])[:NEAREST]


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.ref: entry for entry in entries}.values())


def name_of(term: Term, language: Language) -> str:
    """What to call an entry in a sentence."""
    return term.form(language)


def _own_flaws(term: Term) -> tuple[Flaw, ...]:
    latin = term.forms.get("da") or term.forms.get("en")
    if not term.forms:
        return (Flaw("no_form"),)
    if not latin:
        return (Flaw("no_latin_form", "da", {"form": term.forms["zh"]}),)
    if len(term.forms) < 2 and not term.is_name:  # noqa: PLR2004  a name may keep its Latin letters everywhere
        return (Flaw("one_language"),)
    return tuple(
        Flaw("forbidden_itself", language, {"form": written})
        for language in LANGUAGES
        for written in term.forbidden.get(language, ())
        if folded(written) in {folded(form) for form in term.written(language)}
    )


def _is_short_name(term: Term, written: str, language: Language) -> bool:
    """省厅, 市环保局: several bodies are called so, each by their own people."""
    return language == "zh" and term.kind == "organisation" and written[0] in "省市县区"
