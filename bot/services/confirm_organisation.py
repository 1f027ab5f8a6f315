"""Say that a name read in a note is an organisation, and what it is called in each language."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Organisation
from bot.domain.term import Term
from bot.store import actions, jobs, organisations, terms
from bot.store.database import Database


def confirm_organisation(
    db: Database, viewer: Viewer, organisation_id: int, names: Mapping[Language, str], *, now: datetime
) -> Organisation:
    """Confirm an organisation; its names become a locked term of the space.

    Raises:
        NotFound: it is not there for this viewer.
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
        organisations.set_names(tx, organisation_id, forms)
        written = before.name("da")
        variants: Mapping[Language, tuple[str, ...]] = {"da": (written,), "zh": (written,)}
        if written in forms.values():
            variants = {}
        terms.add(tx, space_id, Term("organisation", forms, variants))
        for note_id in actions.notes_of(tx, organisation_id):
            jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
    return Organisation(organisation_id, forms)
