"""Bring a translation memory of another tool into a space: its pairs count as approved there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from bot.domain import tmx
from bot.domain.person import keeper
from bot.domain.segments import pieces
from bot.domain.xml_units import NotReadable
from bot.store import audit, memory
from bot.store.database import Database

PORTION = 200  # units written at once: other writers wait meanwhile
TOLD = 100  # units left out that are named one by one


@dataclass(slots=True)
class Imported:
    """What became of a file.

    `new` and `again` count pairs, `long` those of several sentences: they are only ever offered, never
    used as they are. `left` are the first units that were left out, of `left_out` in all.
    """

    new: int = 0
    again: int = 0
    long: int = 0
    left_out: int = 0
    left: list[tmx.Left] = field(default_factory=list)


def import_memory(
    db: Database, space_id: int, file: IO[bytes], *, by: str, now: datetime, both_ways: bool = False
) -> Imported:
    """Add the pairs of a TMX file that the space does not have; a second time nothing is added.

    Args:
        db: the store.
        space_id: where the pairs count as approved: for the terminal, whose user may see all.
        file: TMX 1.4, read in portions that are kept as they come.
        by: who stands behind pairs for which the file names nobody.
        now: when, where the file says no time or one to come.
        both_ways: take each language of a unit as the source of each other.

    Raises:
        bot.domain.xml_units.NotReadable: it is no TMX; what came before the trouble is kept.
    """
    done = Imported()
    for portion in _portions(tmx.read(file, both_ways=both_ways)):
        left = [unit for unit in portion if isinstance(unit, tmx.Left)]
        done.left_out += len(left)
        done.left += left[: TOLD - len(done.left)]
        found = [pair for unit in portion if isinstance(unit, tmx.Unit) for pair in unit.pairs]
        asked = list(_approved(found, by, now))
        with db.write() as tx:
            new = memory.add_all(tx, space_id, asked)
            if new:
                audit.changed(tx, keeper(space_id), space_id, now, "memory", detail=f"imported: {new} new")
        done.new += new
        done.again += len(asked) - new
        done.long += Counter(len(pieces(pair.source)) > 1 for pair in found)[True]
    return done


def _portions(units: Iterator[tmx.Unit | tmx.Left]) -> Iterator[list[tmx.Unit | tmx.Left]]:
    """Some units at a time; when the file breaks off, first those that were read."""
    portion: list[tmx.Unit | tmx.Left] = []
    try:
        for unit in units:
            portion.append(unit)
            if len(portion) == PORTION:
                yield portion
                portion = []
    except NotReadable:
        yield portion
        raise
    yield portion


def _approved(found: list[tmx.Found], by: str, now: datetime) -> Iterator[tuple[memory.Approved, datetime]]:
    for pair in found:
        at = min(pair.at or now, now)  # else it would be newer than whatever is approved tomorrow
        yield memory.Approved(*pair[:4], approved_by=pair.by or by), at
