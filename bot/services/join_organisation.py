"""Say for whom a person works in a space."""

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.person import SlackUser, Viewer
from bot.domain.record import Organisation
from bot.services import terms
from bot.store import organisations, people
from bot.store.database import Database


def join_organisation(db: Database, viewer: Viewer, space_id: int, user: SlackUser, name: str) -> Organisation:
    """Put a person into an organisation, which is made when the space has none of that name.

    Raises:
        NotFound: the space is not there for this viewer.
        Unreadable: no organisation was named.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    if not name.strip():
        raise Unreadable("organisation_without_name")
    with db.write() as tx:
        term = terms.of_space(tx, space_id).organisation(name)
        forms: dict[Language, str] = term.all_forms() if term else {"da": name.strip()}
        known = organisations.find_by_name(tx, [space_id], forms["da"])
        found = organisations.get(tx, [space_id], known[0]) if known else None
        organisation = found or organisations.ensure(tx, space_id, forms, confirmed=True)
        person = people.find(tx, user) or people.add(tx, user)
        organisations.set_member(tx, space_id, person.id, organisation.id)
    return organisation
