"""Write what people of a space have approved for other translation tools."""

from collections.abc import Iterator
from typing import IO

from bot.domain import tmx
from bot.store import memory
from bot.store.database import Database, Tx


def export_memory(db: Database, space_id: int, file: IO[str]) -> int:
    """Write the space's memory as TMX; gives how many pairs.

    What ships with the bot is not in it. For the terminal, whose user may see all.
    """
    with db.read() as tx:
        written = 0
        for piece in tmx.write(_pairs(tx, space_id)):
            file.write(piece)
            written += piece.startswith("<tu ")
    return written


def _pairs(tx: Tx, space_id: int) -> Iterator[tmx.Kept]:
    for pair, at in memory.of_space(tx, space_id):
        yield tmx.Kept(*pair, at)
