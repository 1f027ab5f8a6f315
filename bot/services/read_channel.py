"""What a job needs to write into a channel: by which name, of which space, in which languages."""

from typing import NamedTuple

from bot.domain.bindings import Goes
from bot.domain.language import Language
from bot.domain.person import SlackChannel, keeper
from bot.store import channels, spaces, waiting, welcomes
from bot.store.database import Database
from bot.store.welcomes import Welcome


class ChannelFor(NamedTuple):
    """A bound channel, as a job writes into it."""

    speaks: SlackChannel
    space: str
    languages: tuple[Language, ...]


def channel_for(db: Database, channel_id: int) -> ChannelFor | None:
    """A channel by its id of ours; None when it is bound no more."""
    with db.read() as tx:
        bound = channels.get(tx, channel_id)
        space = spaces.get(tx, keeper(bound.space_id), bound.space_id) if bound else None
    return ChannelFor(bound.speaks, space.name, space.languages) if bound and space else None


def channel_named(db: Database, slack: SlackChannel) -> ChannelFor | None:
    """A channel by one of its names; None when it has no space."""
    with db.read() as tx:
        bound = channels.named(tx, slack)
    return channel_for(db, bound.id) if bound else None


def goes_on(db: Database, channel_id: int) -> Goes:
    """With whom the record goes on of a channel that is not shared any more: others may have channels of it."""
    with db.read() as tx:
        bound = channels.get(tx, channel_id)
        others = channels.of_space(tx, bound.space_id) if bound else ()
    here = {name.team_id for name in bound.names} if bound else set[str]()
    theirs = [one for one in others if one.speaks.team_id not in here]
    if any(one.is_known for one in theirs):
        return "both"
    return "waits" if any(waiting.waits(one) for one in theirs) else "alone"


def welcome_in(db: Database, slack_id: str) -> Welcome | None:
    """The card in a channel that says how everything is done."""
    with db.read() as tx:
        return welcomes.get(tx, slack_id)


def claim_welcome(db: Database, slack: SlackChannel, instead_of: Welcome | None) -> SlackChannel:
    """Say that an installation posts the card of a channel; gives which one does: another may have been faster."""
    with db.write() as tx:
        there = welcomes.get(tx, slack.channel_id)
        if there != instead_of and there is not None:
            return slack._replace(team_id=there.team_id)
        welcomes.put(tx, slack)
    return slack


def keep_welcome(db: Database, slack: SlackChannel, ts: str) -> None:
    """Remember the card that an installation has posted."""
    with db.write() as tx:
        welcomes.put(tx, slack, ts)
