"""Say who owns a space, and make somebody an owner: for the terminal, whose user may do it where no owner is left."""

from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.person import SlackUser, Viewer
from bot.store import access, audit, forgetting, roles
from bot.store.database import Database
from bot.store.roles import Owner


def list_owners(db: Database, space_id: int) -> tuple[Owner, ...]:
    """The owners of a space by name, also those who are in none of its channels."""
    with db.read() as tx:
        return roles.said_owners(tx, space_id)


def make_owner(db: Database, viewer: Viewer, space_id: int, user: SlackUser, *, now: datetime) -> Owner:
    """Make somebody an owner of a space, whoever owns it by now; they see it once they are in one of its channels.

    Raises:
        NotFound: there is nobody by these ids, or whoever asks is not Jordbro itself.
    """
    with db.write() as tx:
        person_id = forgetting.find(tx, *user)
        if person_id is None or viewer.person.id != access.KEEPER:
            raise NotFound("no_person")
        roles.hold(tx, space_id)
        owners = {one.person_id: one for one in roles.said_owners(tx, space_id)}
        if person_id in owners:
            return owners[person_id]
        roles.set_role(tx, space_id, person_id, "owner")
        tx.flush()
        audit.changed(tx, viewer, space_id, now, f"person:{person_id}", detail="owner, said by the operator")
        return next(one for one in roles.said_owners(tx, space_id) if one.person_id == person_id)
