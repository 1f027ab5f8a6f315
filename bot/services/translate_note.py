"""Translate what waits in a note: memory first, then the engines; never inside a transaction."""

from collections import defaultdict
from datetime import datetime

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.person import keeper
from bot.domain.record import Text, Translation, TranslationState
from bot.domain.termbase import Termbase
from bot.engines.chain import Chain, NoEngine
from bot.engines.pipeline import Outcome, translate_texts
from bot.services import terms
from bot.services.remember import remember
from bot.store import jobs, notes, texts
from bot.store.database import Database


class NotTranslated(Exception):  # noqa: N818  it says how it went
    """Some texts still wait. `retry_after` is in seconds, None when no engine says when."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__("no engine could translate")
        self.retry_after = retry_after


def translate_note(db: Database, space_id: int, note_id: int, chain: Chain, *, now: datetime) -> None:
    """Fill in the translations of a note that wait, and have its card follow.

    Raises:
        NotTranslated: engines were asked and none could; what others could is stored.
    """
    with db.write() as tx:
        before = notes.get(tx, keeper(space_id), note_id)
        remember(tx, space_id, note_id, now)
        note = notes.get(tx, keeper(space_id), note_id)
        termbase = terms.of_space(tx, space_id)
    if note is None or before is None:
        return
    stored = len(before.waiting()) - len(note.waiting())
    waiting: defaultdict[tuple[Language, Language], list[Text]] = defaultdict(list)
    for text, language in note.waiting():
        waiting[text.language, language].append(text)
    refusal: NoEngine | None = None
    for (source, target), originals in waiting.items():
        try:
            outcomes = _translated(originals, Pair(source, target), chain, termbase)
        except NoEngine as problem:
            refusal = problem
            _keep_failure(db, originals, target, problem, now)
        else:
            stored += _keep(db, originals, target, outcomes, now)
    if note.card and stored:
        with db.write() as tx:
            jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
    if refusal is not None and chain.engines:
        raise NotTranslated(refusal.retry_after)


def _translated(originals: list[Text], pair: Pair, chain: Chain, termbase: Termbase) -> list[Outcome]:
    matches = [termbase.find(text.content, pair.source) for text in originals]
    return translate_texts([text.content for text in originals], pair, chain, matches)


def _keep(db: Database, originals: list[Text], target: Language, outcomes: list[Outcome], now: datetime) -> int:
    stored = 0
    with db.write() as tx:
        for text, outcome in zip(originals, outcomes, strict=True):
            state: TranslationState = "needs_check" if outcome.problems else "machine"
            made = Translation(target, outcome.text, state, outcome.engine or None)
            stored += texts.set_translation(tx, text, made, now)
    return stored


def _keep_failure(db: Database, originals: list[Text], target: Language, problem: NoEngine, now: datetime) -> None:
    kinds = ", ".join(f"{name}: {type(error).__name__}" for name, error in problem.errors.items())
    with db.write() as tx:
        texts.set_failure(tx, [text.id for text in originals], target, kinds or "no engine", now)
