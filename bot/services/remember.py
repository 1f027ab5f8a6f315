"""Give the waiting sentences of a note what people have approved before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.check_names import forbidden_used, names_missing
from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.segment import Remark, Segment
from bot.domain.termbase import Termbase
from bot.services.terms import known_in
from bot.store import memory, notes, segments
from bot.store.database import Tx


def remember(tx: Tx, space_id: int, note_id: int, now: datetime) -> bool:
    """Use the memory for a note; True when something still waits for an engine."""
    return bool(remember_texts(tx, space_id, notes.text_ids(tx, note_id), now))


def remember_texts(tx: Tx, space_id: int, text_ids: Collection[int], now: datetime) -> tuple[Segment, ...]:
    """Use the memory for some texts of a space; gives the sentences that still wait for an engine."""
    waiting = segments.waiting(tx, text_ids)
    known: set[int] = set()
    for language, found in remember_segments(tx, space_id, waiting).items():
        segments.settle(tx, {segment.text_id for segment in found}, language, now)
        known |= {segment.id for segment in found}
    return tuple(segment for segment in waiting if segment.id not in known)


def remember_segments(tx: Tx, space_id: int, waiting: Sequence[Segment]) -> dict[Language, list[Segment]]:
    """Use the memory for some sentences; gives those that it knew, by language. The caller settles their texts."""
    if not waiting:
        return {}
    pairs: defaultdict[tuple[Language, Language], list[Segment]] = defaultdict(list)
    for segment in waiting:
        pairs[segment.source_language, segment.language].append(segment)
    found: list[segments.Remembered] = []
    terms = known_in(tx, space_id)
    for pair, own in pairs.items():
        known = memory.find(tx, space_id, {segment.source for segment in own}, pair)
        for segment in own:
            if segment.source in known:
                target, by, at = known[segment.source]
                outlived = terms.changed_at is not None and at < terms.changed_at
                remarks = _doubts(segment, target, terms.termbase) if outlived else ()
                found.append(segments.Remembered(segment, target, segments.Approval(by, at), remarks))
    used: defaultdict[Language, list[Segment]] = defaultdict(list)
    for segment in segments.set_all_remembered(tx, found) if found else ():
        used[segment.language].append(segment)
    return used


def _doubts(segment: Segment, target: str, termbase: Termbase) -> tuple[Remark, ...]:
    """What of words approved before the terms changed is not as the terms want it now; a reviewer is told."""
    pair = Pair(segment.source_language, segment.language)
    matches = termbase.find(segment.source, pair.source)
    wrong = names_missing(segment.source, target, pair, matches) + forbidden_used(segment.source, target, pair, matches)
    return (Remark("term_changed", wrong),) if wrong else ()
