"""The newest notes that may be what somebody looks for, from the full-text index of either database.

Both give the same notes in the same order: those in which everything stands that is needed, the newest first. How
well each fits is found out afterwards, from its lines (`bot.domain.search_match`), so that no ranking of a database
counts.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import TextClause, func, select, text

from bot.domain.person import Viewer
from bot.domain.search_layout import BLOCKS
from bot.domain.search_query import Query, Way
from bot.store.database import Tx
from bot.store.search_tables import LEXEMES, NAME
from bot.store.tables import SearchRow

_LAST = 2**31 - 1  # no note has a greater id
_FIRST = 1024  # ids that are looked through first
_GROWTH = 16  # times as many next, where nothing was found
_FEW_BLOCKS = 8  # at once; where the largest blocks would be more, everything is looked through at once


class Candidate(NamedTuple):
    """A note in which everything needed stands somewhere, and what it is found by."""

    note_id: int
    lines: str


def newest(tx: Tx, viewer: Viewer, query: Query, limit: int, before: int | None = None) -> tuple[Candidate, ...]:
    """So many notes that may be meant, of those the viewer may see, the newest first.

    Args:
        tx: the transaction.
        viewer: who looks for something.
        query: what for.
        limit: how many at most.
        before: an id; only notes with a smaller one.
    """
    if not viewer.space_ids:
        return ()
    spaces = [f"p.{space_id}" for space_id in sorted(viewer.space_ids)]
    if tx.get_bind().dialect.name == "sqlite":
        sought = " AND ".join(_either(group, " AND ", " OR ") for group in (*groups(query), _one_each(spaces)))
        found = tx.execute(_sqlite(), {"sought": sought, "before": before or _LAST, "limit": limit})
        return tuple(Candidate(row.note_id, row.lines) for row in found)
    return _postgresql(tx, (*groups(query), _one_each(spaces)), limit, before)


Group = tuple[tuple[str, ...], ...]
"""Several ways, each of several tokens, of which one has to stand in a note."""


def groups(query: Query) -> Iterator[Group]:
    """What all has to stand in a note: of each group, one of its ways."""
    for need in query.needs:
        yield tuple(dict.fromkeys(_of(way) for way in need.ways))
    if query.spans:
        also = [_of(span.also) for span in query.spans if span.also]
        named = dict.fromkeys(token for span in query.spans for token in span.tokens())
        yield (*_one_each(named), *dict.fromkeys(also))
    if query.kinds:
        yield _one_each(f"k.{kind}" for kind in sorted(query.kinds))
    if query.statuses:
        yield _one_each(f"s.{status}" for status in sorted(query.statuses))


def _of(way: Way) -> tuple[str, ...]:
    return (*way.tokens, *way.beside)


def _one_each(found: Iterable[str]) -> Group:
    return tuple((token,) for token in found)


def _either(group: Group, both: str, other: str, quote: str = '"') -> str:
    """A group as the query languages of both databases say it."""
    ways = (both.join(f"{quote}{token}{quote}" for token in way) for way in group)
    return f"({other.join(f'({way})' for way in ways)})"


def _sqlite() -> TextClause:
    within = (
        f"SELECT rowid FROM {NAME} WHERE {NAME} MATCH :sought AND rowid < :before"  # noqa: S608  # nosec B608 # a name of ours
        " ORDER BY rowid DESC LIMIT :limit"
    )
    return text(f"SELECT note_id, lines FROM search WHERE note_id IN ({within}) ORDER BY note_id DESC")  # noqa: S608  # nosec B608 # names of ours


def _postgresql(tx: Tx, groups: Collection[Group], limit: int, before: int | None) -> tuple[Candidate, ...]:
    """Look through the newest notes first, and through older ones only while there are not enough.

    An index of lexemes gives all it has, in no order; so that a word of every second note does not mean reading half
    of the store, the blocks in which notes stand are a part of what is sought.
    """
    tx.execute(text("SET LOCAL enable_seqscan = off"))  # it takes cutting the lines of every note for next to nothing
    top = before or (tx.scalar(select(func.max(SearchRow.note_id))) or 0) + 1
    sought = " & ".join(_either(group, " & ", " | ", "'") for group in groups)
    found: list[Candidate] = []
    last, width = top, _FIRST
    while last > 0 and len(found) < limit:
        blocks, first = _window(last, width)
        within = f"{sought} & {_either(_one_each(blocks), ' & ', ' | ', chr(39))}" if blocks else sought
        rows = tx.execute(_in_window(), {"sought": within, "first": first, "last": last, "limit": limit - len(found)})
        found += [Candidate(row.note_id, row.lines) for row in rows]
        width = _next_width(top - first, len(found), limit)
        last = first
    return tuple(found)


def _window(last: int, width: int) -> tuple[list[str], int]:
    """The blocks that hold so many ids before one, and the first id of theirs; no blocks stand for all that is left."""
    for name, bits in BLOCKS:
        oldest, newest_block = max(0, last - width) >> bits, (last - 1) >> bits
        if newest_block - oldest < _FEW_BLOCKS:
            return [f"{name}.{block}" for block in range(oldest, newest_block + 1)], oldest << bits
    return [], 0


def _next_width(looked_through: int, found: int, limit: int) -> int:
    """How many ids to look through next: twice as many as should do, by how many notes were found so far."""
    if found == 0:
        return looked_through * _GROWTH
    return max(_FIRST, 2 * (limit - found) * looked_through // found)


def _in_window() -> TextClause:
    # the ids are bounded by a sum, so that no plan walks along them and cuts the lines of each note
    hits = (
        f"SELECT note_id FROM search WHERE {LEXEMES} @@ CAST(:sought AS tsquery)"  # noqa: S608  # nosec B608 # names of ours
        " AND note_id + 0 >= :first AND note_id + 0 < :last ORDER BY note_id + 0 DESC LIMIT :limit"
    )
    return text(
        f"WITH hits AS MATERIALIZED ({hits}) SELECT note_id, lines FROM search"  # noqa: S608  # nosec B608 # names of ours
        " WHERE note_id IN (SELECT note_id FROM hits) ORDER BY note_id DESC"
    )
