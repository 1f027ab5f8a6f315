"""Who is asking, from where, and which spaces they may see."""

from dataclasses import replace
from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser, Viewer
from bot.store import jobs, people, spaces
from bot.store.database import Database, Tx


def recognise(
    db: Database, user: SlackUser, channel: SlackChannel | None, *, guess: Language | None, now: datetime
) -> Viewer:
    """The viewer behind a Slack user; someone new is remembered.

    A person who speaks in a channel is in it. `guess` is the language of what they wrote just now,
    kept for as long as they have not chosen one themselves.
    """
    with db.read() as tx:
        person = people.find(tx, user)
        bound = spaces.channel(tx, channel) if channel else None
        seen = people.spaces_seen(tx, person.id) if person else frozenset()
    news = person is None or (bound is not None and bound.space_id not in seen)
    if news or (person and guess and not person.language and guess != person.guessed):
        person = _remember(db, user, bound, guess, now)
        seen |= {bound.space_id} if bound else frozenset()
    if person is None:
        raise LookupError("a person was remembered and is not there")
    return Viewer(person, seen, bound)


def _remember(db: Database, user: SlackUser, bound: Channel | None, guess: Language | None, now: datetime) -> Person:
    with db.write() as tx:
        person = people.find(tx, user) or _meet(tx, user, now)
        if bound:
            people.join(tx, bound.id, person.id)
        if guess and not person.language and guess != person.guessed:
            people.set_guess(tx, person.id, guess)
            person = replace(person, guessed=guess)
    return person


def _meet(tx: Tx, user: SlackUser, now: datetime) -> Person:
    jobs.add(tx, "people", "names", {}, now)
    return people.add(tx, user)
