"""Take the terms of a file into the glossary of a space: known ones follow it, broken lines are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.glossary import Entry, Glossary
from bot.domain.person import Viewer
from bot.domain.term import Term
from bot.domain.term_csv import BrokenLine, NumberedTerm
from bot.domain.term_file import read_terms
from bot.services import terms as known_terms
from bot.services.follow_terms import NOTHING, Affected, follow_terms
from bot.store import access, audit, terms
from bot.store.database import Database, Tx


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: how many entries are new, changed, or were there already; and the broken lines."""

    new: int
    changed: int
    same: int
    broken: tuple[BrokenLine, ...]
    affected: Affected = NOTHING


def import_terms(db: Database, viewer: Viewer, space_id: int, content: bytes | str, *, now: datetime) -> Imported:
    """Import CSV or TBX; the same file again changes nothing.

    A line is another version of an entry with the same kind and one of its preferred forms; only what the line
    says is changed, and an empty cell takes nothing away.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
    """
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    loaded = read_terms(content)
    change = terms.Change(viewer.person.name, now)
    with db.write() as tx:
        access.must_write(tx, viewer, space_id)
        terms.lock(tx, space_id)
        known = known_terms.known_in(tx, space_id)
        taking = _Taking(known.glossary, list(loaded.broken))
        for one in loaded.numbered:
            taking.take(one)
        taking.store(tx, space_id, change)
        if taking.touched:
            told = f"imported: {len(taking.new)} new, {len(taking.changed)} changed"
            audit.changed(tx, viewer, space_id, now, "terms", detail=told)
        affected = follow_terms(tx, space_id, known.termbase, taking.after(), taking.touched, now)
    broken = tuple(sorted(taking.broken, key=lambda problem: problem.number))
    return Imported(len(taking.new), len(taking.changed), taking.same, broken, affected)


@dataclass
class _Taking:
    """A file on its way into a glossary."""

    glossary: Glossary
    broken: list[BrokenLine]
    new: list[Term] = field(default_factory=list)
    changed: dict[str, tuple[Entry, Term]] = field(default_factory=dict)
    touched: list[Term] = field(default_factory=list)
    same: int = 0
    _coming: Glossary = field(default_factory=lambda: Glossary(()))

    def take(self, one: NumberedTerm) -> None:
        before = self.glossary.same(one.term)
        if before is not None and before.ref in self.changed:
            before = Entry(before.ref, before.version, self.changed[before.ref][1], before.origin)
        term = _merged(before.term, one.term) if before else one.term
        if before and term == before.term:
            self.same += 1
            return
        ref = before.ref if before else ""
        flaws = self.glossary.flaws(term, ref) or self._coming.flaws(term, ref)
        if flaws and not before and self._coming.same(term):
            self.same += 1  # the same line twice in one file
            return
        if flaws:
            self.broken.append(BrokenLine(one.number, flaws[0].why, **dict(flaws[0].details or {})))
            return
        if before:
            self.changed[ref] = (self.glossary.get(ref) or before, term)
        else:
            self.new.append(term)
        self._coming.add(Entry(ref or f"new{len(self.new)}", 0, term, "own"))
        self.touched += [before.term, term] if before else [term]

    def store(self, tx: Tx, space_id: int, change: terms.Change) -> None:
        terms.add_all(tx, space_id, self.new, change)
        for entry, term in self.changed.values():
            if entry.origin == "shipped":
                terms.add(tx, space_id, term, change, replaces=entry.ref)
            else:
                terms.set_term(tx, space_id, entry.ref, term, change)

    def after(self) -> list[Term]:
        kept: Mapping[str, tuple[Entry, Term]] = self.changed
        rest = [kept[entry.ref][1] if entry.ref in kept else entry.term for entry in self.glossary.entries]
        return [*self.new, *rest]


def _merged(before: Term, said: Term) -> Term:
    """An entry with what a line says about it; the line's lists take the place of those it had."""
    return Term(
        said.kind,
        {**before.forms, **said.forms},
        {**before.variants, **said.variants},
        {**before.forbidden, **said.forbidden},
        said.note or before.note,
    )
