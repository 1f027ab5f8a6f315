"""What a calendar program gets at a person's secret address."""

from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import ActionLine
from bot.services.collect_actions import collected
from bot.services.keep_feed import hash_of
from bot.services.see_again import seen_again
from bot.store import feeds
from bot.store.actions import Wanted
from bot.store.database import Database


class Feed(NamedTuple):
    """All open actions of every space the person is in now, who that is, and the language they read."""

    viewer: Viewer
    language: Language
    lines: tuple[ActionLine, ...]


def read_feed(db: Database, token: str) -> Feed | None:
    """The actions behind an address; None when it is nobody's."""
    with db.read() as tx:
        person_id = feeds.person_of(tx, hash_of(token))
        seen = seen_again(tx, person_id) if person_id is not None else None
        if seen is None:
            return None
        return Feed(seen.viewer, seen.reader.language, collected(tx, seen.viewer, Wanted()))
