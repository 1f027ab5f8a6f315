"""Who is asking, from where, and which spaces they may see."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser, Viewer
from bot.store import access, jobs, people, spaces
from bot.store.database import Database, Tx


def recognise(
    db: Database,
    user: SlackUser,
    channel: SlackChannel | None,
    *,
    guess: Language | None,
    now: datetime,
    leaving: bool = False,
) -> Viewer:
    """The viewer behind a Slack user; someone new is remembered.

    A person who does something in a channel is in it, unless they are `leaving`. `guess` is the
    language of what they wrote just now, kept for as long as they have not chosen one themselves.
    """
    with db.read() as tx:
        known = people.recognised(tx, user, channel)
        bound = known.channel if known else spaces.channel(tx, channel) if channel else None
    entered = None if leaving or (known and known.is_in) else bound
    if known is None or entered or (guess and not known.person.language and guess != known.person.guessed):
        return _remember(db, user, entered, bound, guess, now)
    return Viewer(known.person, access.spaces_in(known.standings), bound, known.standings)


def _remember(
    db: Database, user: SlackUser, entered: Channel | None, bound: Channel | None, guess: Language | None, now: datetime
) -> Viewer:
    with db.write() as tx:
        person = people.find(tx, user) or _meet(tx, user, now)
        if entered:
            people.join(tx, entered.id, person.id)
        if guess and not person.language and guess != person.guessed:
            people.set_guess(tx, person.id, guess)
            person = replace(person, guessed=guess)
        standings = access.standings(tx, [person.id])[person.id]
    return Viewer(person, access.spaces_in(standings), bound, standings)


def _meet(tx: Tx, user: SlackUser, now: datetime) -> Person:
    jobs.add(tx, "people", "names", {}, now)
    return people.add(tx, user)


def names_of(db: Database, user_ids: Collection[str]) -> Mapping[str, str]:
    """User id → name, for those whose name Slack has told us."""
    with db.read() as tx:
        return people.names(tx, user_ids)


def asked_for_language(db: Database, person: Person) -> None:
    """Remember that the person was asked which language they want."""
    with db.write() as tx:
        people.set_asked(tx, person.id)
