"""Translate the title of a trip."""

from bot.jobs.parts import Args, JobParts, Later
from bot.services.translate_note import NotTranslated, translate_texts_of


def run(parts: JobParts, args: Args) -> None:
    """Ask memory and engines; come back when none could."""
    try:
        translate_texts_of(parts.db, args["space"], [args["text"]], parts.chain, now=parts.clock())
    except NotTranslated as problem:
        raise Later("no_engine", problem.retry_after) from problem
