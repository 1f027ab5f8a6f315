"""Translate what waits in a note: memory first, then the engines; never inside a transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.pair import Pair
from bot.domain.person import keeper
from bot.domain.record import Note
from bot.domain.segment import Segment
from bot.domain.spoken import spoken
from bot.domain.termbase import Termbase
from bot.engines.base import NO_HINTS, Hints
from bot.engines.chain import Chain, NoEngine
from bot.engines.pipeline import Outcome, translate_sentences
from bot.services import terms
from bot.services.engine_policy import chain_for
from bot.services.follow_terms import follow_terms_since
from bot.services.remember import remember_texts
from bot.services.terms import Known
from bot.store import jobs, notes, segments
from bot.store import terms as stored_terms
from bot.store.database import Database, DatabaseUnavailable, Tx


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
        text_ids = notes.text_ids(tx, note_id)
        waiting = _after_memory(tx, space_id, text_ids, now)
        if text_ids and not waiting:
            _follow_card(tx, space_id, note_id, now)
    if not waiting:
        return
    with db.read() as tx:
        note = notes.get(tx, keeper(space_id), note_id)
    try:
        _ask(db, space_id, waiting, chain, Hints(_about(note) if note else ""), now)
    finally:
        if note and note.card:
            with db.write() as tx:
                _follow_card(tx, space_id, note_id, now)


def _about(note: Note) -> str:
    return ". ".join(text.content.strip().rstrip(".") for text in (note.title, note.purpose) if text)


def _follow_card(tx: Tx, space_id: int, note_id: int, now: datetime) -> None:
    jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)


def translate_texts_of(
    db: Database, space_id: int, text_ids: Collection[int], chain: Chain, hints: Hints = NO_HINTS, *, now: datetime
) -> None:
    """Fill in the translations of some texts of a space that wait.

    Each answer is kept as soon as it is there: whatever happens afterwards, it is not asked for again.

    Args:
        db: the store.
        space_id: whose memory, terms and engines are used.
        text_ids: texts of the space.
        chain: the engines of this bot; those are asked that the space's policy allows. Where it allows
            none the sentences wait, and nothing is raised.
        hints: what the texts are about; the terms are filled in here.
        now: the time to write down.

    Raises:
        NotTranslated: engines were asked and none could; what others could is stored.
    """
    with db.write() as tx:
        waiting = _after_memory(tx, space_id, text_ids, now)
    if waiting:
        _ask(db, space_id, waiting, chain, hints, now)


def _ask(db: Database, space_id: int, waiting: Sequence[Segment], chain: Chain, hints: Hints, now: datetime) -> None:
    """Ask the engines a space allows; raises `NotTranslated` as above."""
    with db.read() as tx:
        known = terms.known_in(tx, space_id)
    allowed = chain_for(db, chain, space_id, now=now)
    refusals: list[NoEngine] = []
    for pair, found in _by_pair(waiting).items():
        work = _Work(db, space_id, known, found, pair, now)
        try:
            work.translate(allowed, _hints(hints, space_id, known.termbase, pair))
        except NoEngine as problem:
            refusals.append(problem)
    if refusals and allowed.engines:
        raise NotTranslated(min((one.retry_after for one in refusals if one.retry_after is not None), default=None))


def _after_memory(tx: Tx, space_id: int, text_ids: Collection[int], now: datetime) -> list[Segment]:
    """What neither people nor engines have translated before in this space; what they have is used again."""
    segments.ensure(tx, text_ids)
    waiting = remember_texts(tx, space_id, text_ids, now)
    own: defaultdict[Pair, list[Segment]] = defaultdict(list)
    for segment in waiting:
        own[Pair(segment.source_language, segment.language)].append(segment)
    left: list[Segment] = []
    for pair, found in own.items():
        known = segments.known(tx, space_id, {segment.source for segment in found}, pair)
        used = [one for one in found if one.source in known and segments.set_answer(tx, one, known[one.source])]
        segments.settle(tx, {segment.text_id for segment in used}, pair.target, now)
        left += (segment for segment in found if segment not in used)
    return left


def _by_pair(waiting: Sequence[Segment]) -> Mapping[Pair, list[Segment]]:
    """The sentences by direction: from the language each of them is in, which is not always its text's."""
    pairs: defaultdict[Pair, list[Segment]] = defaultdict(list)
    for segment in waiting:
        pairs[Pair(spoken(segment.source, segment.source_language), segment.language)].append(segment)
    return pairs


def _hints(hints: Hints, space_id: int, termbase: Termbase, pair: Pair) -> Hints:
    forms = {
        term.forms[pair.source]: term.forms[pair.target]
        for term in reversed(termbase.terms)  # the first entry of a form wins
        if not term.is_name and pair.source in term.forms and pair.target in term.forms
    }
    return replace(hints, terms=tuple(sorted(forms.items())), scope=str(space_id))


class _Work:
    """Sentences of one direction, whose answers are stored as they come."""

    def __init__(
        self, db: Database, space_id: int, known: Known, found: Sequence[Segment], pair: Pair, now: datetime
    ) -> None:
        self._db, self._space_id, self._known, self._pair, self._now = db, space_id, known, pair, now
        self._by_source: defaultdict[str, list[Segment]] = defaultdict(list)
        for segment in found:
            self._by_source[segment.source].append(segment)
        self._sources = list(self._by_source)
        self._left = set(self._sources)
        self._unstored: list[tuple[Segment, segments.Answer]] = []

    def translate(self, chain: Chain, hints: Hints) -> None:
        """Ask; raises `NoEngine` when something is left, which is written down."""
        matches = [self._known.termbase.find(source, self._pair.source) for source in self._sources]
        try:
            translate_sentences(self._sources, self._pair, chain, matches, keep=self._keep, hints=hints)
        except NoEngine as problem:
            self._keep_failure(problem)
            raise
        finally:
            if self._unstored:
                self._store()

    def _keep(self, place: int, outcome: Outcome) -> None:
        source = self._sources[place]
        self._left.discard(source)
        answer = segments.Answer(outcome.text, outcome.engine, outcome.remarks, outcome.english)
        self._unstored += ((segment, answer) for segment in self._by_source[source])
        try:
            self._store()
        except DatabaseUnavailable:
            return  # busy: the answer is paid for, it is stored with the next one

    def _store(self) -> None:
        with self._db.write() as tx:
            stored_terms.hold(tx, self._space_id)  # first, as who changes them does
            stored = [segment for segment, answer in self._unstored if segments.set_answer(tx, segment, answer)]
            self._settle(tx, stored)
            follow_terms_since(tx, self._space_id, self._known, stored, self._now)
        self._unstored.clear()

    def _keep_failure(self, problem: NoEngine) -> None:
        kinds = ", ".join(f"{name}: {type(error).__name__}" for name, error in problem.errors.items())
        if not kinds:
            return  # nobody was asked: they wait
        failed = [segment for source in self._sources if source in self._left for segment in self._by_source[source]]
        with self._db.write() as tx:
            segments.set_failure(tx, failed, kinds)
            self._settle(tx, failed)

    def _settle(self, tx: Tx, changed: Iterable[Segment]) -> None:
        segments.settle(tx, {segment.text_id for segment in changed}, self._pair.target, self._now)
