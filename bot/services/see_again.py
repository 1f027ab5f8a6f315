"""What a person may see by now: for work that begins some time after they asked for it."""

from typing import NamedTuple

from bot.domain.person import Viewer
from bot.domain.preferences import Reader
from bot.store import access, preferences
from bot.store.database import Database, Tx


class SeenAgain(NamedTuple):
    """A person as the viewer they are now, with how they are written to."""

    viewer: Viewer
    reader: Reader


def see_again(db: Database, person_id: int) -> SeenAgain | None:
    """The person with the spaces they may see at this moment; None when there is no such person."""
    with db.read() as tx:
        return seen_again(tx, person_id)


def seen_again(tx: Tx, person_id: int) -> SeenAgain | None:
    """The same, within a transaction."""
    reader = preferences.readers_of(tx, [person_id]).get(person_id)
    if reader is None:
        return None
    standings = access.standings(tx, [person_id])[person_id]
    return SeenAgain(Viewer(reader.person, access.spaces_in(standings), None, standings), reader)
