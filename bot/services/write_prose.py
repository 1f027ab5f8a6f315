"""Have a server write a note's summary in prose, and keep it only if it says what the items say."""

import logging
import time
from datetime import datetime
from typing import NamedTuple

from bot.domain.person import keeper
from bot.domain.prose import Cited, fingerprint, instruction, question, sources
from bot.domain.prose_rule import judge
from bot.domain.record import Note, Text
from bot.engines.base import EngineBroken, EngineError, RateLimited
from bot.engines.chain import Spent
from bot.engines.guard import Guard
from bot.engines.prose import NAME, ProseServer
from bot.services import terms
from bot.services.engine_usage import counting
from bot.store import notes, prose, spaces, texts
from bot.store.database import Database, Tx
from bot.store.prose import Prose

log = logging.getLogger(__name__)


class NotWritten(Exception):  # noqa: N818  it says how it went
    """The server could not be asked now. `retry_after` is in seconds, None when it does not say when."""

    def __init__(self, reason: str, retry_after: float | None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Writing(NamedTuple):
    """Who writes, and what is remembered of them; the guard's name for them is `prose`."""

    server: ProseServer
    guard: Guard


def write_prose(db: Database, space_id: int, note_id: int, writing: Writing, *, now: datetime) -> int | None:
    """Ask for a note's prose unless there is an answer for the note as it is now.

    Only a space whose policy names `prose`, or names nobody, is asked for, and never what a side keeps to itself.

    Returns:
        The text that holds it; None where there is none to show.

    Raises:
        NotWritten: the server could not be asked, or did not answer.
    """
    with db.read() as tx:
        note = notes.get(tx, keeper(space_id), note_id)
        policy = spaces.engines_of(tx, space_id)
        known = prose.of_notes(tx, [note_id]).get(note_id)
    if note is None or note.inner or not sources(note) or (policy is not None and NAME not in policy):
        return None
    if known is not None and known.fingerprint == fingerprint(note):
        return None if known.refusal else known.text_id
    try:
        answer = _asked(db, note, writing, now)
    except EngineError as problem:
        if not isinstance(problem, EngineBroken) or problem.passing:
            after = problem.retry_after if isinstance(problem, RateLimited) else None
            raise NotWritten(type(problem).__name__, after) from problem
        answer = ""  # asking the same again would end the same way
    with db.write() as tx:
        return _kept(tx, note, answer, writing.server.model, now)


def _asked(db: Database, note: Note, writing: Writing, now: datetime) -> str:
    refusal = writing.guard.refusal(NAME)
    if refusal is not None:
        raise refusal
    asked = question(sources(note))
    started, failed = time.monotonic(), True
    try:
        answer = writing.server.write(instruction(note.language), asked)
        failed = False
    except EngineError as problem:
        writing.guard.failed(NAME, problem)
        raise
    finally:
        spent = Spent(NAME, 1, 0 if failed else len(asked), time.monotonic() - started, failed)
        counting(db, note.space_id, now=now)(spent)
    writing.guard.succeeded(NAME)
    return answer


def _kept(tx: Tx, note: Note, answer: str, model: str, now: datetime) -> int | None:
    """Judge an answer and keep what came of it; nothing where the note has changed meanwhile."""
    current = notes.get(tx, keeper(note.space_id), note.id)
    if current is None or fingerprint(current) != fingerprint(note):
        return None
    judged = judge(answer, sources(note), note.language, terms.of_space(tx, note.space_id))
    before = prose.get(tx, note.id)
    text_id = before.text_id if before else None
    if judged.refusal is not None:
        log.warning("note=%s prose refused: %s", note.id, judged.refusal)
        # its text stays, for what people have reviewed in it: the next prose may say the same
        prose.keep(tx, note.id, Prose(fingerprint(note), text_id, (), model, judged.refusal), now)
        return None
    kept = _text(tx, note, text_id, judged.sentences, now)
    citations = tuple(one.refs for one in judged.sentences)
    prose.keep(tx, note.id, Prose(fingerprint(note), kept, citations, model, None), now)
    return kept


def _text(tx: Tx, note: Note, text_id: int | None, sentences: tuple[Cited, ...], now: datetime) -> int:
    """The text of the space that holds the sentences, a line each, expected in the space's languages."""
    content = "\n".join(one.sentence for one in sentences)
    if text_id is None:
        text_id = texts.add(tx, note.space_id, note.language, content)
    else:
        texts.set_content(tx, text_id, content, now)
    space = spaces.get(tx, keeper(note.space_id), note.space_id)
    held = texts.get(tx, [text_id]).get(text_id, Text(text_id, note.language, content))
    texts.expect_translations(tx, [held], space.languages if space else (), now)
    return text_id
