"""Who is asking, from where, and which spaces they may see."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser, Viewer
from bot.services.follow_channel import ask_who
from bot.store import access, channels, jobs, people, profiles, spaces
from bot.store.database import Database, Tx


def recognise(
    db: Database,
    user: SlackUser,
    channel: SlackChannel | None,
    *,
    guess: Language | None,
    now: datetime,
    passing: bool = False,
    at: datetime | None = None,
) -> Viewer:
    """The viewer behind a Slack user; someone new is remembered.

    A person who writes in a channel is in it, unless that was `at` an instant before Slack told who is; Slack is asked
    then, and always after somebody has come in so. Whoever is only `passing` proves nothing: a button of an old message
    and a form can be used by people who have left. `guess` is the language of what they wrote just now, kept for as
    long as they have not chosen one themselves.
    """
    with db.read() as tx:
        known = people.recognised(tx, user, channel)
        bound = known.channel if known else spaces.channel(tx, channel) if channel else None
    entered = None if passing or (known and known.is_in) else bound
    if known is None or entered or (guess and not known.person.language and guess != known.person.guessed):
        return _remember(db, user, _Place(bound, entered is not None, at), guess, now)
    return Viewer(known.person, access.spaces_in(known.standings), bound, known.standings)


class _Place(NamedTuple):
    bound: Channel | None  # where they do something
    is_new: bool  # whether that shows that they are in it
    at: datetime | None


def _remember(db: Database, user: SlackUser, place: _Place, guess: Language | None, now: datetime) -> Viewer:
    with db.write() as tx:
        known = people.find(tx, user)
        person = known or people.meet(tx, user)
        if place.bound is not None and place.is_new:
            enter(tx, place.bound.id, person.id, place.at)
            ask_who(tx, place.bound.id, now)
        if known is None:  # after the other: whoever hears that they came asks in the same order
            jobs.add(tx, "people", "names", {}, now)
        if guess and not person.language and guess != person.guessed:
            people.set_guess(tx, person.id, guess)
            person = replace(person, guessed=guess)
        standings = access.standings(tx, [person.id])[person.id]
    return Viewer(person, access.spaces_in(standings), place.bound, standings)


def enter(tx: Tx, channel_id: int, person_id: int, at: datetime | None) -> None:
    """A person was in a channel at an instant (None: is, now), unless it is known by now who is, or somebody left."""
    bound = channels.get(tx, channel_id)
    if bound is None or (at is not None and any(at < one for one in (bound.members_at, bound.left_at) if one)):
        return
    people.join(tx, channel_id, person_id)
    profiles.set_here(tx, person_id)


def names_of(db: Database, asker: SlackUser, home: str, user_ids: Collection[str]) -> Mapping[str, str]:
    """User id → name, for those whose name Slack has told us, and whom whoever asks may meet there.

    Args:
        db: the store.
        asker: who asks.
        home: the team whose installation they ask.
        user_ids: of whom.
    """
    with db.read() as tx:
        return people.names(tx, asker, home, user_ids)


def asked_for_language(db: Database, person: Person) -> None:
    """Remember that the person was asked which language they want."""
    with db.write() as tx:
        people.set_asked(tx, person.id)
