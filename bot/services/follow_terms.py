"""Let the translations of a space follow its terms: a machine's are made again, a person's are listed for review."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.segment import Remark, Segment
from bot.domain.term import Term
from bot.domain.term_change import TermChange
from bot.domain.termbase import Termbase
from bot.store import jobs, reviews, segments
from bot.store.database import Tx


class Affected(NamedTuple):
    """How many sentences a change of terms touched: to be translated again, to be reviewed again."""

    outdated: int
    to_review: int


NOTHING = Affected(0, 0)


def follow_terms(
    tx: Tx, space_id: int, before: Termbase, after: Sequence[Term], touched: Sequence[Term], now: datetime
) -> Affected:
    """Mark what a change of terms touches, and ask for new translations.

    Args:
        tx: the transaction of the change.
        space_id: whose terms have changed.
        before: the terms as they were.
        after: as they are now.
        touched: the entries that went, came or changed, in their old and their new form.
        now: the time to write down.
    """
    if not touched:
        return NOTHING
    change = TermChange(before, after, touched)
    by_term: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in segments.of_space(tx, space_id, ("machine", "needs_check", "reviewed")):
        if segment.held and segment.state != "reviewed":
            continue  # a person is at it already
        if found := change.of(segment):
            by_term[found].append(segment)
    for found, those in by_term.items():
        segments.terms_changed(tx, [segment.id for segment in those], Remark("term_changed", (found,)))
    everything = [segment for those in by_term.values() for segment in those]
    _ask_again(tx, space_id, everything, now)
    to_review = sum(segment.state == "reviewed" for segment in everything)
    return Affected(len(everything) - to_review, to_review)


def _ask_again(tx: Tx, space_id: int, changed: Sequence[Segment], now: datetime) -> None:
    """Settle what the texts are now, and queue their notes."""
    texts: defaultdict[Language, set[int]] = defaultdict(set)
    for segment in changed:
        texts[segment.language].add(segment.text_id)
    for language, text_ids in texts.items():
        segments.settle(tx, text_ids, language, now)
    outdated = {segment.text_id for segment in changed if segment.state != "reviewed"}
    for note_id in reviews.notes_with(tx, space_id, outdated) if outdated else ():
        args = {"space": space_id, "note": note_id}
        jobs.add(tx, "translate", str(note_id), args, now)
        jobs.add(tx, "card", str(note_id), args, now)
