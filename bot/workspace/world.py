"""Everything there is in a workspace, kept together, and ways to add to it."""

from dataclasses import dataclass, field

from bot.workspace.model import (
    App,
    Channel,
    Installation,
    Notice,
    ResponseUrl,
    Team,
    Trigger,
    User,
    View,
)
from bot.workspace.model_files import File, Processing


@dataclass
class World:
    """Everything there is in the workspace, without behaviour; a deep copy of it is a snapshot."""

    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[tuple[str, str], View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    processing: Processing = field(default_factory=Processing)
    notices: dict[str, list[Notice]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    revoked_tokens: set[str] = field(default_factory=set)

    def add_team(self, team: Team) -> Team:
        """Add a team."""
        return self.teams.setdefault(team.id, team)

    def add_user(self, user: User) -> User:
        """Add a person or a bot user."""
        return self.users.setdefault(user.id, user)

    def add_channel(self, channel: Channel) -> Channel:
        """Add a channel."""
        return self.channels.setdefault(channel.id, channel)

    def add_app(self, app: App) -> App:
        """Add an app; `install` puts it into teams."""
        return self.apps.setdefault(app.app_id, app)

    def install(self, app_id: str, team_id: str) -> Installation:
        """Install an app in a team, with a bot user and a token of its own there.

        Args:
            app_id: A known app.
            team_id: A known team.

        Returns:
            The new installation, or the one that is there.
        """
        app, suffix = self.apps[app_id], team_id.removeprefix("T")
        if team_id in app.installations:
            return app.installations[team_id]
        user_id = f"U0{app.name.upper()}{suffix}"
        token = f"xoxb-{app_id}-{team_id}"
        self.add_user(User(user_id, team_id, app.name.lower(), app.name, is_bot=True, app_id=app_id))
        installation = Installation(team_id, user_id, f"B0{app.name.upper()}{suffix}", token)
        app.installations[team_id] = installation
        self.revoked_tokens.discard(token)
        return installation

    def user_named(self, who: str) -> User:
        """Find a user by id, handle or full name.

        Raises:
            KeyError: If there is none.
        """
        for user in self.users.values():
            if who in {user.id, user.name, user.real_name}:
                return user
        raise KeyError(who)

    def channel_named(self, which: str) -> Channel:
        """Find a channel by id or name, with or without `#`.

        Raises:
            KeyError: If there is none.
        """
        for channel in self.channels.values():
            if which.removeprefix("#") in {channel.id, channel.name, *channel.names.values()}:
                return channel
        raise KeyError(which)
