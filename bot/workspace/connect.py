"""The rules of Slack Connect: which installation serves whom, and who is offered which surface.

Source: docs.slack.dev, "Slack Connect and apps". The app acts for an external person through the installation of
the side it is on; slash commands and shortcuts belong to a person's own team only.
"""

from bot.workspace.model import App, Channel, Installation, User
from bot.workspace.world import World


def offers_commands(app: App, user: User) -> bool:
    """Say whether a person is offered the app's slash commands and shortcuts: only if their own team has it."""
    return user.team_id in app.installations


def installation_in(app: App, channel: Channel, user: User) -> Installation | None:
    """Give the installation that receives what a person does in a channel, or None if the app is not there.

    One delivery per event: the person's own side first, else the first side whose bot is a member.
    """
    present = [at for at in app.authorized if at.bot_user_id in channel.members]
    own = [at for at in present if at.team_id == user.team_id]
    return next(iter(own or present), None)


def installation_for(world: World, app: App, user: User) -> Installation | None:
    """Give the installation that serves a person outside channels (DM, App Home): their own, else one they meet."""
    for at in app.authorized:
        if at.team_id == user.team_id:
            return at
    for at in app.authorized:
        if any(user.id in c.members and at.bot_user_id in c.members for c in world.channels.values()):
            return at
    return None


def is_external(user: User, team_id: str) -> bool:
    """Say whether a person belongs to another team than `team_id`."""
    return user.team_id != team_id


def is_stranger(world: World, user: User, team_id: str) -> bool:
    """Say whether an external person is in no channel that `team_id` is part of."""
    return is_external(user, team_id) and not any(
        user.id in channel.members and team_id in channel.team_ids for channel in world.channels.values()
    )


def is_known_to(world: World, user: User, team_id: str) -> bool:
    """Say whether `team_id` can see a person at all: its own people, and people of teams it shares a channel with."""
    return not is_external(user, team_id) or any(
        team_id in channel.team_ids and user.team_id in channel.team_ids for channel in world.channels.values()
    )


def meets(world: World, user: User, other: User) -> bool:
    """Say whether menus of people offer somebody to a person: of the own team, or in a channel with them, no bots."""
    return not other.is_bot and (
        other.team_id == user.team_id
        or any(user.id in one.members and other.id in one.members for one in world.channels.values())
    )
