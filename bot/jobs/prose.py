"""Have a note's summary written in prose, and translated."""

from bot.domain.record import Note
from bot.engines.prose import NAME
from bot.jobs.parts import Args, JobParts, Later
from bot.jobs.sweep import PAUSE
from bot.services.translate_note import NotTranslated, translate_texts_of
from bot.services.write_prose import NotWritten, Writing, write_prose
from bot.store import jobs, prose


def run(parts: JobParts, args: Args) -> None:
    """Ask the server, then the engines; come back when one of them could not."""
    if parts.prose is None:
        return
    writing = Writing(parts.prose, parts.chain.guard)
    try:
        text_id = write_prose(parts.db, args["space"], args["note"], writing, now=parts.clock())
        if text_id is not None:
            translate_texts_of(parts.db, args["space"], [text_id], parts.chain, now=parts.clock())
    except NotWritten as problem:
        raise Later(f"prose: {problem}", problem.retry_after) from problem
    except NotTranslated as problem:
        raise Later("no_engine", problem.retry_after) from problem


def ask_for(parts: JobParts, note: Note) -> None:
    """Ask for the prose of a note as it is now, once for each version of it; of an internal one there is none."""
    if parts.prose is None or note.inner:
        return
    with parts.db.write() as tx:
        args = {"space": note.space_id, "note": note.id}
        jobs.ensure(tx, "prose", f"{note.id}:{note.version}", args, parts.clock())


def look_for_unwritten(parts: JobParts) -> None:
    """Ask for prose that a crash, or a server set up later, has left unwritten or untranslated."""
    if parts.prose is None:
        return
    with parts.db.write() as tx:
        for space_id, note_id, version in (*prose.never_asked(tx, NAME), *prose.waiting(tx)):
            args = {"space": space_id, "note": note_id}
            jobs.ensure(tx, "prose", f"{note_id}:{version}", args, parts.clock(), PAUSE)
