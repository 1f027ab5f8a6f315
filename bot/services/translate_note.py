"""Translate what waits in a note: memory first, then the engines; never inside a transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bot.domain.pair import Pair
from bot.domain.person import keeper
from bot.domain.record import Note
from bot.domain.segment import Remark, Segment
from bot.domain.termbase import Termbase
from bot.engines.chain import Chain, NoEngine
from bot.engines.pipeline import Outcome, translate_texts
from bot.services import terms
from bot.services.remember import remember_texts
from bot.store import jobs, notes, segments
from bot.store.database import Database, Tx


class NotTranslated(Exception):  # noqa: N818  it says how it went
    """Some sentences still wait. `retry_after` is in seconds, None when no engine says when."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__("no engine could translate")
        self.retry_after = retry_after


def translate_note(db: Database, space_id: int, note_id: int, chain: Chain, *, now: datetime) -> None:
    """Fill in the translations of a note that wait, and have its card follow.

    Raises:
        NotTranslated: engines were asked and none could; what others could is stored.
    """
    with db.write() as tx:
        note = notes.get(tx, keeper(space_id), note_id)
        if note is None:
            return
        text_ids = [text.id for text in note.texts()]
        segments.ensure(tx, text_ids)
        waiting = _by_pair(remember_texts(tx, space_id, text_ids, now))
        termbase = terms.of_space(tx, space_id)
        _follow_card(tx, note, now)
    refusal: NoEngine | None = None
    for pair, found in waiting.items():
        try:
            outcomes = _translated(found, pair, chain, termbase)
        except NoEngine as problem:
            refusal = problem
            _keep_failure(db, found, problem, now)
        else:
            _keep(db, found, outcomes, now)
    if waiting:
        with db.write() as tx:
            _follow_card(tx, note, now)
    if refusal is not None and chain.engines:
        raise NotTranslated(refusal.retry_after)


def _by_pair(waiting: Sequence[Segment]) -> dict[Pair, list[Segment]]:
    pairs: defaultdict[Pair, list[Segment]] = defaultdict(list)
    for segment in waiting:
        pairs[Pair(segment.source_language, segment.language)].append(segment)
    return pairs


def _follow_card(tx: Tx, note: Note, now: datetime) -> None:
    if note.card:
        jobs.add(tx, "card", str(note.id), {"space": note.space_id, "note": note.id}, now)


def _translated(found: Sequence[Segment], pair: Pair, chain: Chain, termbase: Termbase) -> list[Outcome]:
    matches = [termbase.find(segment.source, pair.source) for segment in found]
    return translate_texts([segment.source for segment in found], pair, chain, matches)


def _keep(db: Database, found: Sequence[Segment], outcomes: Sequence[Outcome], now: datetime) -> None:
    with db.write() as tx:
        for segment, outcome in zip(found, outcomes, strict=True):
            remarks = tuple(Remark(problem) for problem in outcome.problems)
            segments.set_answer(tx, segment, segments.Answer(outcome.text, outcome.engine, remarks, outcome.english))
        segments.settle(tx, {segment.text_id for segment in found}, found[0].language, now)


def _keep_failure(db: Database, found: Sequence[Segment], problem: NoEngine, now: datetime) -> None:
    kinds = ", ".join(f"{name}: {type(error).__name__}" for name, error in problem.errors.items())
    if not kinds:
        return  # nobody was asked: it waits
    with db.write() as tx:
        segments.set_failure(tx, found, kinds)
        segments.settle(tx, {segment.text_id for segment in found}, found[0].language, now)
