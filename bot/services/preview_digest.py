"""The digest as it would be now: of a channel, of a person's own, or one section of one."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from bot.domain.calendars import last_workday, local
from bot.domain.digest import Digest, Period, Scope, SectionName, records_of
from bot.domain.person import Viewer
from bot.domain.preferences import DigestChannel, Reader
from bot.services.build_digest import build_digest
from bot.services.read_digest import read_digest
from bot.store import organisations, preferences, spaces
from bot.store.database import Database, Tx

LISTED = 100  # entries of a section that somebody asks for


class ChannelPreview(NamedTuple):
    """A channel's digest with how the channel wants it."""

    found: DigestChannel
    digest: Digest


class OwnPreview(NamedTuple):
    """A person's own digest with the person."""

    reader: Reader
    digest: Digest


def preview_channel(db: Database, viewer: Viewer, *, weekly: bool, now: datetime) -> ChannelPreview:
    """What the channel would be told now, with what happened since the working day before.

    Raises:
        NotFound: the channel belongs to no space of the viewer's.
    """
    found = read_digest(db, viewer)
    scope = Scope.of_channel(found)
    digest = build_digest(db, scope, since_workday(scope, now, weekly=weekly), found.settings.sections)
    return ChannelPreview(found, _read_by(viewer, digest))


def preview_own(db: Database, viewer: Viewer, *, weekly: bool, now: datetime) -> OwnPreview:
    """What the person would be told now."""
    with db.read() as tx:
        reader = preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
        scope = scope_of_person(tx, reader, viewer)
    return OwnPreview(reader, _read_by(viewer, build_digest(db, scope, since_workday(scope, now, weekly=weekly))))


def list_section(db: Database, viewer: Viewer, name: SectionName, period: Period) -> Digest:
    """All of one section: of the channel's space, or in private of all the viewer sees.

    Raises:
        NotFound: the channel belongs to no space of the viewer's.
    """
    if viewer.channel is not None:
        scope = Scope.of_channel(read_digest(db, viewer))
    else:
        with db.read() as tx:
            reader = preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
            scope = scope_of_person(tx, reader, viewer)
    return _read_by(viewer, build_digest(db, scope, period, [name], shown=LISTED))


def _read_by(viewer: Viewer, digest: Digest) -> Digest:
    viewer.trail.update(records_of(digest))
    return digest


def scope_of_person(tx: Tx, reader: Reader, viewer: Viewer) -> Scope:
    """Whom a person's own digest is for: everything they share with others, theirs first."""
    languages = tuple(language for space in spaces.find(tx, viewer) for language in space.languages)
    theirs = frozenset(organisations.of_person(tx, reader.person.id))
    return Scope.of_person(reader, viewer.shared_ids, theirs, languages)


def since_workday(scope: Scope, now: datetime, *, weekly: bool) -> Period:
    """From the beginning of the last working day before today until now."""
    today = local(now, scope.zone).date()
    before = min(last_workday(today - timedelta(days=1), calendar) for calendar in scope.calendars)
    return Period(datetime.combine(before, time(), scope.zone), now, today, weekly)
