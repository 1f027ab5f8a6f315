"""Translate what waits in a note."""

from bot.jobs.parts import Args, JobParts, Later
from bot.services.translate_note import NotTranslated, translate_note


def run(parts: JobParts, args: Args) -> None:
    """Ask memory and engines; come back when none could."""
    try:
        translate_note(parts.db, args["space"], args["note"], parts.chain, now=parts.clock())
    except NotTranslated as problem:
        raise Later("no_engine", problem.retry_after) from problem
