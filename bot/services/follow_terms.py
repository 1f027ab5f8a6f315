"""Let the translations of a space follow its terms: a machine's are made again, a person's are listed for review."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.record import TranslationState
from bot.domain.segment import Remark, Segment
from bot.domain.term import Term
from bot.domain.term_change import TermChange
from bot.domain.termbase import Termbase
from bot.services.terms import Known, known_in
from bot.store import jobs, reviews, roles, segments
from bot.store.database import Tx


class Affected(NamedTuple):
    """How many sentences a change of terms touched: to be translated again, to be reviewed again."""

    outdated: int
    to_review: int


NOTHING = Affected(0, 0)
_WITH_WORDS: tuple[TranslationState, ...] = ("machine", "needs_check", "reviewed")


def follow_terms(
    tx: Tx, space_id: int, before: Termbase, after: Sequence[Term], touched: Sequence[Term], now: datetime
) -> Affected:
    """Mark what a change of terms touches, and ask for new translations; what sides keep to themselves too.

    That is not counted: nobody else is to know how much it is.

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
    for record in roles.inner_ids(tx, space_id):
        _mark(tx, record, change, segments.of_space(tx, record, _WITH_WORDS), now)
    return _mark(tx, space_id, change, segments.of_space(tx, space_id, _WITH_WORDS), now)


def follow_terms_since(tx: Tx, space_id: int, before: Known, made: Sequence[Segment], now: datetime) -> None:
    """Mark the answers that came while the terms changed: they were made with the terms as they were before.

    Args:
        tx: the transaction in which the answers are stored, and which holds the terms.
        space_id: whose terms.
        before: the terms that the engine was asked with.
        made: the sentences as they were asked.
        now: the time to write down.
    """
    after = known_in(tx, space_id)
    if after.stamp == before.stamp:
        return
    was, now_is = ({(one.ref, one.version): one.term for one in known.glossary.entries} for known in (before, after))
    touched = [was[key] for key in was.keys() - now_is] + [now_is[key] for key in now_is.keys() - was]
    change = TermChange(before.termbase, [entry.term for entry in after.glossary.entries], touched)
    found = (segments.get(tx, segment.id) for segment in made)
    _mark(tx, space_id, change, [one for one in found if one and one.state in {"machine", "needs_check"}], now)


def _mark(tx: Tx, space_id: int, change: TermChange, those: Iterable[Segment], now: datetime) -> Affected:
    """Mark what a change touches of some sentences, and ask for new translations."""
    by_term: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in those:
        if segment.held and segment.state != "reviewed":
            continue  # a person is at it already
        if found := change.of(segment):
            by_term[found].append(segment)
    everything = [segment for touched in by_term.values() for segment in touched]
    segments.lock(tx, [segment.id for segment in everything])
    for found, touched in by_term.items():
        segments.terms_changed(tx, [segment.id for segment in touched], Remark("term_changed", (found,)))
    _ask_again(tx, space_id, everything, now)
    to_review = sum(segment.state == "reviewed" for segment in everything)
    return Affected(len(everything) - to_review, to_review)


def _ask_again(tx: Tx, space_id: int, changed: Sequence[Segment], now: datetime) -> None:
    """Settle what the texts are now, and queue their notes."""
    texts: defaultdict[Language, set[int]] = defaultdict(set)
    for segment in changed:
        texts[segment.language].add(segment.text_id)
    for language, text_ids in sorted(texts.items()):
        segments.settle(tx, text_ids, language, now)
    outdated = {segment.text_id for segment in changed if segment.state != "reviewed"}
    for note_id in sorted(reviews.notes_with(tx, space_id, outdated)) if outdated else ():
        args = {"space": space_id, "note": note_id}
        jobs.add(tx, "translate", str(note_id), args, now)
        jobs.add(tx, "card", str(note_id), args, now)
