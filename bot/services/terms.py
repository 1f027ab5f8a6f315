"""The termbase of a space: what ships, and what the space has added."""

from bot import data
from bot.domain.termbase import Termbase
from bot.store import terms
from bot.store.database import Tx


def shipped() -> Termbase:
    """The termbase that ships with the bot."""
    return data.termbase()


def of_space(tx: Tx, space_id: int) -> Termbase:
    """The termbase that holds in a space."""
    added = terms.find(tx, space_id)
    return shipped().extended(added) if added else shipped()
