"""Find a space by its name: for the terminal, whose user may see all."""

from bot.domain.errors import NotFound
from bot.store import spaces
from bot.store.database import Database


def find_space(db: Database, name: str) -> int:
    """The id of the space of that name.

    Raises:
        NotFound: there is none; the sentence names those there are.
    """
    with db.read() as tx:
        space = spaces.find_by_name(tx, name)
        if space is None:
            raise NotFound("no_space_named", name=name, known=", ".join(spaces.names(tx)) or "–")
    return space.id
