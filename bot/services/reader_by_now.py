"""Whether somebody still sees what an answer to them may be about: it is brought some time after it was made."""

from collections.abc import Collection
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.person import SlackUser
from bot.store import access, people
from bot.store.database import Database


class ReaderByNow(NamedTuple):
    """Somebody who is to be told something."""

    sees: bool  # all that it may be about
    locale: Language


def reader_by_now(db: Database, user: SlackUser, space_ids: Collection[int]) -> ReaderByNow:
    """How a Slack user stands to some spaces at this moment; where it is about none, everybody may see it."""
    if not space_ids:
        return ReaderByNow(sees=True, locale="en")
    with db.read() as tx:
        person = people.find(tx, user)
        standings = access.standings(tx, [person.id])[person.id] if person else {}
    locale = (person.language or person.guessed if person else None) or "en"
    return ReaderByNow(frozenset(space_ids) <= access.spaces_in(standings), locale)
