"""What happens in a local workspace besides what people do, for tests: who is where, and which team has the app."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from bot.workspace import happenings, installing, oauth, sharing
from bot.workspace.core import Workspace
from bot.workspace.model import App, Channel, Installation
from bot.workspace.world import World


class Life:
    """The part of the driver that moves people, bots and channels; they are called by id, handle or name."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws

    @property
    def world(self) -> World:
        """The state, to add teams, people, channels and installations to."""
        return self.ws.world

    @property
    def app(self) -> App:
        """The first app."""
        return next(iter(self.world.apps.values()))

    # --- what happens to channels ---

    def join(self, who: str, channel: str) -> None:
        """Let somebody come into a channel; a bot by its user id or handle."""
        happenings.join(self.ws, self.world.user_named(who), self.world.channel_named(channel))

    def leave(self, who: str, channel: str) -> None:
        """Let somebody leave a channel."""
        user = self.world.user_named(who)
        happenings.leave(self.ws, user, self.world.channel_named(channel, user.id))

    def invite(self, inviter: str, who: str, channel: str) -> None:
        """Let a member of a channel bring somebody in."""
        users = self.world.user_named(inviter), self.world.user_named(who)
        happenings.invite(self.ws, *users, self.world.channel_named(channel))

    def archive(self, channel: str, who: str, *, archived: bool = True) -> None:
        """Put a channel away, or bring it back."""
        user = self.world.user_named(who)
        happenings.archive(self.ws, self.world.channel_named(channel, user.id), user, archived=archived)

    def share(self, channel: str, team_id: str, *, new_id: str | None = None) -> None:
        """Connect a channel to one more team; a private one gets `new_id` by that, as in Slack."""
        sharing.share(self.ws, self.world.channel_named(channel), team_id, new_id)

    def unshare(self, channel: str, team_id: str) -> Channel:
        """Disconnect a team from a channel, and give the copy the team keeps."""
        return sharing.unshare(self.ws, self.world.channel_named(channel), team_id)

    def change_channel_id(self, channel: str, new_id: str) -> None:
        """Give a channel another id."""
        happenings.change_id(self.ws, self.world.channel_named(channel), new_id)

    # --- the app in teams ---

    def install(
        self, team_id: str, *, channels: Sequence[str] = (), scopes: Sequence[str] | None = None
    ) -> Installation:
        """Install the app in a team, or once more, and let its bot come into channels.

        Args:
            team_id: The team.
            channels: Ids or names.
            scopes: What it asks for; all of its manifest if left out.
        """
        at = installing.install(self.ws, self.app, team_id, scopes)
        for channel in channels:
            self.join(at.bot_user_id, channel)
        return at

    def authorize(self, address: str, team_id: str, who: str | None = None) -> str:
        """Do as a person who opens `…/oauth/v2/authorize?…` and allows it, and give where they are sent.

        Raises:
            SlackError: If the page would show an error instead.
        """
        asked = oauth.read_request(self.ws, dict(parse_qsl(urlsplit(address).query)))
        return oauth.allow(self.ws, asked, team_id, self.world.user_named(who).id if who else None)

    def token_of(self, team_id: str) -> str:
        """The newest bot token in a team."""
        return self.app.installations[team_id].bot_token

    def uninstall(self, team_id: str) -> None:
        """Remove the app from a team."""
        installing.uninstall(self.ws, self.app, team_id)

    def revoke(self, team_id: str) -> None:
        """Revoke the bot's tokens in a team; the app stays."""
        installing.revoke(self.ws, self.app, team_id)
