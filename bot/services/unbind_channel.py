"""Change what a channel has to do with a space: take it out, choose who posts there, have it looked at again."""

from datetime import datetime

from bot.domain.errors import NotAllowed, NotFound, UserError
from bot.domain.person import Viewer
from bot.domain.record import Space
from bot.services.follow_channel import ask_about, ask_who
from bot.store import access, audit, channels, jobs, roles, spaces, unbinding, welcomes
from bot.store.channels import Binding
from bot.store.database import Database, Tx


def unbind_channel(db: Database, viewer: Viewer, channel_id: int, *, now: datetime) -> Space:
    """Take a channel out of its space: whoever is only there reads no more of it. Gives the space.

    Raises:
        NotFound: it is bound no more, or its space is not there for this viewer.
        NotAllowed: it is for the owners; or the notes of the space would be lost to everyone.
    """
    with db.write() as tx:
        bound, space = _owned(tx, viewer, channel_id)
        if is_last(tx, bound) and spaces.is_used(tx, space.id):
            raise NotAllowed("only_channel", name=space.name)
        unbinding.remove(tx, bound.id)
        for slack_id in dict.fromkeys(name.channel_id for name in bound.names):
            if welcomes.get(tx, slack_id) is not None:
                args = {"team": bound.speaks.team_id, "channel": slack_id, "only": True}
                jobs.add(tx, "welcome", f"{slack_id}:only", args, now)
        audit.changed(tx, viewer, space.id, now, f"channel:{bound.id}", detail="unbound")
    return space


def choose_speaker(db: Database, viewer: Viewer, channel_id: int, team_id: str, *, now: datetime) -> None:
    """Post in a channel through the installation of another workspace that is in it.

    Raises:
        NotFound: it is bound no more, its space is not there for this viewer, or that installation is not in it.
        NotAllowed: it is for the owners.
    """
    with db.write() as tx:
        bound, space = _owned(tx, viewer, channel_id)
        chosen = next((name for name in bound.names if name.team_id == team_id), None)
        if chosen is None:
            raise NotFound("no_space")
        channels.speak_by(tx, bound.id, chosen)
        ask_who(tx, bound.id, now)
        audit.changed(tx, viewer, space.id, now, f"channel:{bound.id}", detail="speaker")


def check_channels(db: Database, viewer: Viewer, space_id: int, *, now: datetime) -> None:
    """Have Slack asked again about every channel of a space and who is in it.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.write() as tx:
        if space_id not in viewer.shared_ids:
            raise NotFound("no_space")
        for bound in channels.of_space(tx, space_id):
            ask_who(tx, bound.id, now)
            for name in bound.names:
                ask_about(tx, name, now)


def show_card(db: Database, viewer: Viewer, *, now: datetime) -> None:
    """Have the card that says how everything is done shown in the channel where the viewer is.

    Raises:
        UserError: they are in no channel that has a space.
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
    """
    channel = viewer.channel
    if channel is None:
        raise UserError("not_in_channel")
    with db.write() as tx:
        access.must_write(tx, viewer, channel.space_id)
        args = {"team": channel.slack.team_id, "channel": channel.slack.channel_id}
        jobs.add(tx, "welcome", channel.slack.channel_id, args, now)


def is_last(tx: Tx, bound: Binding) -> bool:
    """Whether nobody is known to be in any other channel of the space that a channel speaks of."""
    return not any(one.is_known for one in channels.of_space(tx, bound.space_id) if one.id != bound.id)


def _owned(tx: Tx, viewer: Viewer, channel_id: int) -> tuple[Binding, Space]:
    bound = channels.get(tx, channel_id)
    space = spaces.get(tx, viewer, bound.space_id) if bound else None
    if bound is None or space is None:
        raise NotFound("no_space")
    access.must_own(tx, viewer, space.id)
    if not still_speaks(tx, bound):
        raise NotFound("no_space")
    return bound, space


def still_speaks(tx: Tx, bound: Binding) -> bool:
    """Hold the space that a channel speaks of; False where the channel was taken out of it meanwhile."""
    roles.hold(tx, bound.space_id)
    tx.expire_all()
    now_bound = channels.get(tx, bound.id)
    return now_bound is not None and now_bound.space_id == bound.space_id
