"""Ask for the picture of the coming half-year, which a job draws and sends."""

from datetime import datetime, timedelta

from bot.domain.grammar import ActionFilter
from bot.domain.person import Viewer
from bot.services.fetch_glossary import Asked
from bot.store import jobs
from bot.store.database import Database

AFTER_ANSWER = timedelta(seconds=1)
"""The sentence that the picture comes must stand above it."""


def ask_chart(db: Database, viewer: Viewer, words: str, chosen: ActionFilter, asked: Asked, *, now: datetime) -> None:
    """Have it drawn for the viewer; what they may see is found out when that is done.

    In a channel that is bound to a space only that space is drawn.

    Args:
        db: the store.
        viewer: who asks.
        words: what they said, for the title.
        chosen: what it means.
        asked: where and in which language they asked.
        now: the time.
    """
    args = {
        "person": viewer.person.id,
        "space": viewer.channel.space_id if viewer.channel else None,
        "scopes": sorted(chosen.scopes),
        "words": list(chosen.words),
        "asked": words,
        "locale": asked.locale,
        "picture": None,
    }
    with db.write() as tx:
        jobs.add(tx, "chart", asked.key, args, now, run_after=now + AFTER_ANSWER)
