"""Who does what an action says: by mention, by name before a colon, by "ansvarlig", 由…负责, or as its subject."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain import note_grammar_owner_words as words
from bot.domain.language import Language
from bot.domain.note_grammar_owners import several
from bot.domain.term import Match, Term
from bot.domain.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Owner:
    """Who does it: the Danish form of a known organisation, or the words as written."""

    name: str
    term: Term | None = None
    at: int = field(default=0, compare=False)  # from where on the name stands in the text

    @property
    def known(self) -> bool:
        """Whether it is an organisation of the termbase."""
        return self.term is not None


class OwnerReader:
    """Reads owners in one note: it knows the note's participants, for 我所 and 我厅."""

    def __init__(
        self,
        termbase: Termbase,
        language: Language,
        participants: Iterable[str] = (),
        people: Mapping[str, str] | None = None,
    ) -> None:
        self._termbase = termbase
        self._language = language
        self._people = people or {}
        participants = tuple(participants)
        self._guests = frozenset(participants)
        self._present = tuple(term for name in participants if (term := termbase.organisation(name)) is not None)

    def read(self, text: str) -> Owner | None:
        """The owner an action names; None when it names none."""
        if found := words.EXPLICIT.search(text):
            return _at(found.start("name"), self.named(found["name"]))
        matches = self._bodies(text)
        for rule in (self._before_colon, self._mentioned, self._in_front, self._subject, self._by, self._mixed):
            if owner := rule(text, matches):
                return owner
        return self._at_end(text)

    def several(self, text: str, lead: Owner) -> str | None:
        """All who do what a text says, the one that was read first; None where that is the only one."""
        matches = self._bodies(text)
        for match in matches:
            if lead.term is not None and match.start >= lead.at and match.term == lead.term:
                return several(text, (match.start, match.end, lead.name), matches, self._people)
        start = text.find(lead.name, lead.at)
        if start < 0:
            return None
        return several(text, (start, start + len(lead.name), lead.name), matches, self._people)

    def _bodies(self, text: str) -> list[Match]:
        found = self._termbase.find(text, self._language, present=self._present)
        return [match for match in found if match.term.kind == "organisation"]

    def named(self, name: str) -> Owner | None:
        """An owner said by name: of the termbase, of the people, 我所, or as written."""
        bare = name.strip(" \t\u00a0\u3000@＠*_.。,，:：;；-–—")
        if not bare:
            return None
        term = self._termbase.organisation(bare) or self._ours(bare)
        if term is None and (whole := self._leading(bare)) is not None:
            term = whole.term
        return Owner(term.forms.get("da") or bare, term) if term else Owner(bare)

    def _leading(self, name: str) -> Match | None:
        """A known organisation with a role after it: 省厅领导, CLEAN (Mette), JEPDs direktør."""
        matches = self._bodies(name)
        if not matches or matches[0].start:
            return None
        rest = name[matches[0].end :]
        if words.AFTER_BODY.fullmatch(rest):
            return matches[0]
        return matches[0] if words.GENITIVE_ROLE.match(rest) else None

    def _ours(self, text: str) -> Term | None:
        """The known participant whose Chinese name ends as 我所, 我厅, 本院 do."""
        found = words.OUR_BODY.match(text)
        if not found:
            return None
        end = found["end"] or found["inner"]
        for term in self._present:
            names = (term.forms.get("zh", ""), *term.variants.get("zh", ()))
            if any(name.endswith(end) for name in names):
                return term
        return None

    def _before_colon(self, text: str, _: list[Match]) -> Owner | None:
        found = words.BEFORE_COLON.match(text)
        if not found:
            return None
        name = found["name"].strip().lstrip("@＠")
        if front := words.IN_FRONT.fullmatch(found.group().strip()):
            name = front["name"]
        owner = self.named(name)
        if owner is None or owner.known or name in self._people:
            return owner
        is_name = words.NAME_SHAPE.fullmatch(name) and not words.NOT_A_NAME.search(name)
        return owner if is_name and (name[0] < "\u2e80" or self._looks_like_body(name)) else None

    def _looks_like_body(self, name: str) -> bool:
        return bool(words.IS_BODY.fullmatch(name) or words.IS_PERSON.fullmatch(name))

    def _mentioned(self, text: str, matches: list[Match]) -> Owner | None:
        for found in words.MENTION.finditer(text):
            if found.start() and words.TO_SOMEONE.search(text, 0, found.start()):
                continue
            return _at(found.start("name"), self._mention(found["name"], found.start("name"), matches))
        return None

    def _mention(self, name: str, at: int, matches: list[Match]) -> Owner | None:
        for match in matches:
            if match.start == at:
                return _known(match)
        for person in sorted(self._people, key=len, reverse=True):
            if name.startswith(person) and _ends_there(person, name[len(person) :]):
                return Owner(person)
        if ours := self._ours(name):
            return Owner(ours.forms.get("da") or name, ours)
        first, *others = name.split()
        taken = [first]
        for word in others:
            if not (word[0].isupper() and word[0] < "\u2e80" and taken[0][0].isupper()):
                break
            taken.append(word)
        return self.named(_without_verb(" ".join(taken)))

    def _by(self, text: str, matches: list[Match]) -> Owner | None:
        """由X负责, "sendes af X", "sent by X"."""
        starts = {match.start: match for match in matches}
        if found := words.BY_ZH.search(text):
            rest, at = found["rest"], found.start("rest")
            if match := starts.get(at):
                return _known(match)
            if (ours := self._ours(rest)) or _without_verb(rest) != rest:
                return _at(at, self.named(rest if ours else _without_verb(rest)))
        ends = (found.end() for found in words.BY_LATIN.finditer(text))
        return next((_known(starts[end]) for end in ends if end in starts), None)

    def _in_front(self, text: str, _: list[Match]) -> Owner | None:
        found = words.IN_FRONT.match(text)
        owner = self.named(found["name"]) if found else None
        return owner if owner and (owner.known or owner.name in self._people) else None

    def _subject(self, text: str, matches: list[Match]) -> Owner | None:
        if found := words.LEADING_WORD.match(text):
            for match in matches:
                if match.start == found.end():
                    return self._subject_known(text, match)
        for person in sorted(self._people, key=len, reverse=True):
            if text.startswith(person) and _ends_there(person, text[len(person) :]):
                return Owner(person)
        if ours := self._ours(text):
            return Owner(ours.forms.get("da") or text[:2], ours)
        latin = words.SUBJECT_LATIN.match(text) or words.SUBJECT_NAMES.match(text)
        if latin and not words.NO_SUBJECT.match(text):
            return self.named(latin["name"])
        found = words.SUBJECT_ZH.match(text)
        name = found["name"] if found else ""
        return self.named(name) if self._looks_like_body(name) and not words.NOT_IN_NAME.search(name) else None

    def _subject_known(self, text: str, match: Match) -> Owner | None:
        rest = text[match.end :]
        if words.GENITIVE.match(rest) and not words.GENITIVE_ROLE.match(rest):
            return None
        if rest.startswith("的") or words.PASSIVE.match(rest):
            return None
        return _known(match)

    def _mixed(self, text: str, _: list[Match]) -> Owner | None:
        """A Latin name before Chinese words, or any name before a dash: "NIRAS A/S提交…", "DMR A/S – tilbud"."""
        if (found := words.SUBJECT_MIXED.match(text)) and not self._is_term(found["name"]):
            return self.named(found["name"])
        if found := words.SUBJECT_COMPANY.match(text):
            return self.named(found["name"] or found["acronym"])
        for guest in sorted(self._guests, key=len, reverse=True):
            if text.startswith(guest) and words.VERB_DA.match(text, len(guest)):
                return self.named(guest)
        found = words.BEFORE_DASH.match(text)
        name = found["name"].strip() if found else ""
        owner = self.named(name)
        if owner is None or owner.known or name in self._guests or name in self._people:
            return owner
        return owner if words.COMPANY.fullmatch(name) or self._looks_like_body(name) else None

    def _is_term(self, name: str) -> bool:
        return any(m.start == 0 and m.term.kind != "organisation" for m in self._termbase.find(name, self._language))

    def _at_end(self, text: str) -> Owner | None:
        """A known name in brackets or after a dash at the end, or "（李明负责）"."""
        if found := words.IS_CHARGED.search(text):
            return _at(found.start("name"), self.named(found["name"]))
        for pattern in (words.IN_BRACKETS, words.AFTER_DASH):
            if not (found := pattern.search(text)):
                continue
            for part in words.PARTS.split(found["name"]):
                name = part.strip()
                if name in self._people or self._termbase.organisation(name) is not None or self._ours(name):
                    return _at(found.start("name"), self.named(name))
        return None


def _ends_there(person: str, after: str) -> bool:
    """Whether a name is not just the beginning of a longer one: 李明 of 李明华, Bo of Bo Lundgren."""
    if not after or after[0] in "和与及":
        return True
    if after[0].isalnum():
        return person[-1] < "\u2e80" <= after[0]  # Latin letters end where Chinese ones begin
    return not words.MORE_OF_A_NAME.match(after)


def _known(match: Match) -> Owner:
    return Owner(match.term.forms.get("da") or match.found, match.term, match.start)


def _at(place: int, owner: Owner | None) -> Owner | None:
    return replace(owner, at=place) if owner else None


def _without_verb(name: str) -> str:
    """A Chinese name without what it is told to do: 市外办确认 → 市外办."""
    found = words.WHO_THEN_DOES.match(name)
    return found["who"] if found else name
