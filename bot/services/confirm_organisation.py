"""Say that a name read in a note is an organisation, and what it is called in each language."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Organisation
from bot.domain.term import Term
from bot.services import terms as known_terms
from bot.services.follow_terms import follow_terms
from bot.store import access, actions, audit, jobs, organisations, terms
from bot.store.database import Database, Tx


def confirm_organisation(
    db: Database, viewer: Viewer, organisation_id: int, names: Mapping[Language, str], *, now: datetime
) -> Organisation:
    """Confirm an organisation; its names become a locked term of the space, which its translations follow.

    Raises:
        NotFound: it is not there for this viewer.
        NotAllowed: they only read there.
        Unreadable: no name was left.
    """
    given = {language: name.strip() for language, name in names.items() if name.strip()}
    if not given:
        raise Unreadable("organisation_without_name")
    forms: dict[Language, str] = {"da": next(iter(given.values()))}
    forms.update(given)
    with db.write() as tx:
        space_id = organisations.space_of(tx, organisation_id)
        before = organisations.get(tx, viewer.space_ids, organisation_id)
        if before is None or space_id is None:
            raise NotFound("no_organisation")
        access.must_write(tx, viewer, space_id)
        terms.lock(tx, space_id)
        organisations.set_names(tx, organisation_id, forms)
        written = before.name("da")
        variants: Mapping[Language, tuple[str, ...]] = {"da": (written,), "zh": (written,)}
        if written in forms.values():
            variants = {}
        _keep(tx, space_id, Term("organisation", forms, variants), terms.Change(viewer.person.name, now))
        for note_id in actions.notes_of(tx, organisation_id):
            jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
        audit.changed(tx, viewer, space_id, now, f"organisation:{organisation_id}", detail="confirmed")
    return Organisation(organisation_id, forms)


def _keep(tx: Tx, space_id: int, said: Term, change: terms.Change) -> None:
    """Keep the names as a term: in the place of the entry that has one of them already, or as a new one."""
    known = known_terms.known_in(tx, space_id)
    before = known.glossary.same(said)
    if before is None:
        term, touched = said, [said]
        terms.add(tx, space_id, term, change)
    else:
        term = _merged(before.term, said)
        touched = [before.term, term] if term != before.term else []
        if before.origin == "shipped" and touched:
            terms.add(tx, space_id, term, change, replaces=before.ref)
        elif touched and terms.set_term(tx, space_id, before.ref, term, change) is None:
            return  # the term of the space whose internal record names the organisation: it stays as it is
    rest = [entry.term for entry in known.glossary.entries if before is None or entry.ref != before.ref]
    follow_terms(tx, space_id, known.termbase, [term, *rest], touched, change.at)


def _merged(before: Term, said: Term) -> Term:
    """An entry with the names somebody has just given; what it was called otherwise is still understood."""
    forms = {**before.forms, **said.forms}
    variants = {
        language: tuple(dict.fromkeys(one for one in (*before.written(language), *said.variants.get(language, ()))))
        for language in forms
    }
    others = {language: tuple(one for one in own if one != forms[language]) for language, own in variants.items()}
    return Term(before.kind, forms, {key: own for key, own in others.items() if own}, before.forbidden, before.note)
