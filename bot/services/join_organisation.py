"""Say for whom a person works in a space."""

from datetime import datetime

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.person import Person, SlackUser, Viewer
from bot.domain.record import Organisation
from bot.services import terms
from bot.store import access, audit, organisations, people
from bot.store.database import Database, Tx


def join_organisation(
    db: Database, viewer: Viewer, space_id: int, user: SlackUser, name: str, *, now: datetime
) -> Organisation:
    """Put a person into an organisation, which is made when the space has none of that name.

    Raises:
        NotFound: the space is not there for this viewer, or the person is somebody whom they cannot meet in Slack.
        NotAllowed: they only read there.
        Unreadable: no organisation was named.
    """
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    if not name.strip():
        raise Unreadable("organisation_without_name")
    with db.write() as tx:
        access.must_write(tx, viewer, space_id)
        person = _person(tx, viewer, user)
        term = terms.of_space(tx, space_id).organisation(name)
        forms: dict[Language, str] = term.all_forms() if term else {"da": name.strip()}
        known = organisations.find_by_name(tx, [space_id], forms["da"])
        found = organisations.get(tx, [space_id], known[0]) if known else None
        organisation = found or organisations.ensure(tx, space_id, forms, confirmed=True)
        organisations.set_member(tx, space_id, person.id, organisation.id)
        records = (f"person:{person.id}", f"organisation:{organisation.id}")
        audit.changed(tx, viewer, space_id, now, *records, detail="joined")
    return organisation


def _person(tx: Tx, viewer: Viewer, user: SlackUser) -> Person:
    """Whom an id means; of somebody new we are told by the viewer's own workspace, if that may tell."""
    known = people.find(tx, user)
    if known is not None and not people.may_meet(tx, viewer.person.slack, known.id):
        raise NotFound("person_not_here")
    return known or people.meet(tx, user)
