"""Put a digest together: what its sections find, each item once, with the words of what may be shown."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.domain.calendars import day_off
from bot.domain.digest import (
    SECTION_NAMES,
    Away,
    ChangedItem,
    Digest,
    Entry,
    ItemRef,
    Period,
    Scope,
    Section,
    item_id_of,
)
from bot.sections import SECTIONS
from bot.store import digest_lines
from bot.store.database import Database

SHOWN = 25  # entries of a section that are read in full: no message shows more


def build_digest(
    db: Database, scope: Scope, period: Period, sections: Collection[str] = (), *, shown: int = SHOWN
) -> Digest:
    """The digest, in a constant number of queries.

    Args:
        db: the store.
        scope: for whom; nothing of other spaces than its own is read.
        period: of what time.
        sections: the names of the wanted ones; all where none is named. An unknown name is nothing.
        shown: how many entries of a section are read in full.
    """
    wanted = [name for name in SECTION_NAMES if name in sections] or list(SECTION_NAMES)
    with db.read() as tx:
        found = _each_once([SECTIONS[name](tx, scope, period) for name in wanted])
        kept = [replace(one, entries=one.entries[:shown]) for one in found if one.entries]
        ids = [item_id for one in kept for entry in one.entries if (item_id := item_id_of(entry)) is not None]
        lines = digest_lines.lines(tx, list(dict.fromkeys(ids)))
    return Digest(scope, period, tuple(kept), lines, _away(scope, period))


def _each_once(sections: Sequence[Section]) -> list[Section]:
    """Every item in the first section that lists it; that it was changed is told besides."""
    listed: set[int] = set()
    kept = []
    for section in sections:
        entries = tuple(entry for entry in section.entries if not _is_listed(entry, listed))
        listed |= {entry.item_id for entry in entries if isinstance(entry, ItemRef)}
        kept.append(replace(section, entries=entries, total=section.total - len(section.entries) + len(entries)))
    return kept


def _is_listed(entry: Entry, listed: set[int]) -> bool:
    return not isinstance(entry, ChangedItem) and item_id_of(entry) in listed


def _away(scope: Scope, period: Period) -> tuple[Away, ...]:
    """The countries that do not work today."""
    found = ((calendar, day_off(period.today, calendar)) for calendar in scope.calendars)
    return tuple(Away(calendar, off) for calendar, off in found if off is not None)
