"""Say something about an action; it is translated with its note."""

from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.person import Viewer
from bot.services.step import Step, acted, finish, hold_action, keep_words, translate_rest
from bot.store import actions
from bot.store.database import Database


def comment_action(db: Database, viewer: Viewer, item_id: int, words: str, *, now: datetime) -> Step:
    """Keep a comment.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Unreadable: there are no words in it.
    """
    if not words.strip():
        raise Unreadable("comment_empty")
    with db.write() as tx:
        note, _ = hold_action(tx, viewer, item_id)
        text_id = keep_words(tx, viewer, note, words.strip(), now)
        actions.touch(tx, item_id, "commented", acted(viewer, now), text_id)
        translate_rest(tx, note, now)
        return finish(tx, viewer, item_id, now)
