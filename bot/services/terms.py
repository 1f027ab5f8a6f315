"""The termbase of a space: what ships, and what the space has added."""

from functools import lru_cache
from importlib import resources

from bot.domain.termbase import Termbase, load_termbase
from bot.store import terms
from bot.store.database import Tx


@lru_cache(maxsize=1)
def shipped() -> Termbase:
    """The termbase that ships with the bot."""
    return Termbase(load_termbase(resources.files("bot.data").joinpath("termbase.csv").read_text(encoding="utf-8")))


def of_space(tx: Tx, space_id: int) -> Termbase:
    """The termbase that holds in a space."""
    added = terms.find(tx, space_id)
    return shipped().extended(added) if added else shipped()
