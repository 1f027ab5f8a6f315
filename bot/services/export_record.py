"""Everything in the record of a space that somebody may have, read while it is written out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.errors import NotFound
from bot.domain.grammar import ActionFilter
from bot.domain.minutes_file import MinutesFile
from bot.domain.person import Viewer
from bot.domain.record import ActionLine, Note, Space
from bot.domain.term import Term
from bot.domain.tmx import Kept
from bot.services import terms
from bot.services.collect_actions import collected
from bot.services.export_minutes import minutes_in
from bot.services.list_actions import wanted_by
from bot.store import access, audit, memory, notes, roles, spaces, whole_record
from bot.store.database import Database, Tx

KINDS = tuple(whole_record.WITHIN)
"""What a record is made of: a file each."""

PORTION = 100  # notes read at once


@dataclass(frozen=True)
class Whole:
    """A record, open for reading: all of one moment."""

    space: Space
    ids: frozenset[int]  # with the internal records that are in it
    _tx: Tx
    _viewer: Viewer

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """What there is of a kind, as JSON can say it."""
        return whole_record.rows(self._tx, kind, self.ids)

    def notes(self) -> Iterator[Note]:
        """The notes, the oldest first."""
        last = 0
        while portion := notes.following(self._tx, self._viewer, last, PORTION):
            last = portion[-1].id
            yield from portion
            self._tx.expunge_all()

    def minutes(self) -> Iterator[tuple[MinutesFile, Note | None]]:
        """The shared notes, then the trips, as files that can be read back."""
        yield from minutes_in(self._tx, self._viewer, self.space.id)

    def actions(self, now: datetime) -> tuple[ActionLine, ...]:
        """All actions, whatever has become of them."""
        asked = ActionFilter(frozenset({"all"}))
        return collected(self._tx, self._viewer, wanted_by(self._tx, self._viewer, asked, now.date()))

    def terms(self) -> list[Term]:
        """The glossary that holds in the space."""
        return [entry.term for entry in terms.known_in(self._tx, self.space.id).glossary.entries]

    def memory(self) -> Iterator[Kept]:
        """The translations that people approved."""
        for space_id in sorted(self.ids):
            for pair, at in memory.of_space(self._tx, space_id):
                yield Kept(*pair, at)


@contextmanager
def whole(db: Database, viewer: Viewer, space_id: int) -> Iterator[Whole]:
    """The record of a space for one of its owners: with what their side keeps to itself, without the other's.

    The keeper, for the terminal, gets everything.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        everything = viewer.person.id == access.KEEPER
        ids = frozenset({space_id, *roles.inner_ids(tx, space_id)}) if everything else viewer.within(space_id)
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        reader = replace(viewer, space_ids=ids, channel=None, trail=set())
        yield Whole(space, ids, tx, reader)


def write_down_export(db: Database, viewer: Viewer, ids: frozenset[int], *, now: datetime) -> None:
    """Write down that somebody was given the whole of some records."""
    with db.write() as tx:
        for space_id in sorted(ids):
            audit.exported(tx, viewer, space_id, now, "record", detail="zip")
