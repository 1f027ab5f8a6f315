"""For whom a planned digest is: a channel as it is now, or a person with the spaces they see now."""

from bot.domain.digest import Scope
from bot.domain.mailing import Mailing
from bot.domain.preferences import DigestChannel, Reader
from bot.store import digests, organisations, preferences, spaces
from bot.store.database import Database


def channel_of(db: Database, mailing: Mailing) -> DigestChannel | None:
    """The channel of a digest; None when it speaks of no space any more, wants none, or nothing was ever logged."""
    with db.read() as tx:
        channel = digests.get(tx, mailing.recipient)
        wanted = channel is not None and channel.settings.is_on
        return channel if channel and wanted and spaces.has_notes(tx, channel.channel.space_id) else None


def person_of(db: Database, mailing: Mailing) -> tuple[Reader, Scope] | None:
    """The reader of a digest of their own and what it is about; None when they want none any more."""
    with db.read() as tx:
        reader = preferences.readers_of(tx, [mailing.recipient]).get(mailing.recipient)
        if reader is None or not reader.preferences.digest:
            return None
        seen = preferences.spaces_of(tx, [mailing.recipient])[mailing.recipient]
        theirs = frozenset(organisations.of_person(tx, mailing.recipient))
    return reader, Scope.of_person(reader, seen, theirs)
