"""Say who is told of what an organisation has to do in a space."""

from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.person import SlackUser, Viewer
from bot.domain.record import Organisation
from bot.services import terms
from bot.services.owners import Known, organisation_named
from bot.store import access, audit, inner, organisations, people
from bot.store.database import Database, Tx


def set_contact(
    db: Database, viewer: Viewer, organisation_id: int, user: SlackUser | None, *, now: datetime
) -> Organisation:
    """Make somebody of the space the contact person of one of its organisations; nobody where `user` is None.

    Raises:
        NotFound: the organisation is not there for this viewer, or the person is not in its space.
        NotAllowed: they only read there.
    """
    with db.write() as tx:
        space_id = organisations.space_of(tx, organisation_id)
        organisation = organisations.get(tx, viewer.space_ids, organisation_id)
        if organisation is None or space_id is None:
            raise NotFound("no_organisation")
        access.must_write(tx, viewer, space_id)
        contact = _person(tx, space_id, user) if user else None
        organisations.set_contact(tx, organisation_id, contact)
        who = f"contact person:{contact}" if contact else "no contact"
        audit.changed(tx, viewer, space_id, now, f"organisation:{organisation_id}", detail=who)
    return organisation


def contact_of_name(db: Database, viewer: Viewer, space_id: int, name: str) -> int:
    """The id of the organisation of a space that somebody names, in any of its languages.

    Raises:
        NotFound: the space is not there for this viewer, or it has no such organisation.
        NotAllowed: they only read there.
    """
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    with db.write() as tx:  # an organisation of the termbase comes into the space with its first mention
        access.must_write(tx, viewer, space_id)
        known = Known(space_id, terms.of_space(tx, space_id), {})
        organisation = organisation_named(tx, known, name.strip()) if name.strip() else None
    if organisation is None:
        raise NotFound("no_organisation_named", name=name.strip() or "…")
    return organisation.id


def _person(tx: Tx, space_id: int, user: SlackUser) -> int:
    person = people.find(tx, user)
    if person is None or space_id not in inner.records_of(tx, [person.id])[person.id]:
        raise NotFound("person_not_here")
    return person.id
