"""Everything there is in a workspace, kept together, and ways to add to it."""

from dataclasses import dataclass, field

from bot.workspace.model import App, Channel, Installation, Team, User
from bot.workspace.model_files import File, Processing
from bot.workspace.model_open import Grant, Notice, ResponseUrl, Trigger, View


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
    grants: dict[str, Grant] = field(default_factory=dict)

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
        """Install an app in a team, with a bot user and a token of its own there, and all scopes of its manifest.

        Args:
            app_id: A known app.
            team_id: A known team.

        Returns:
            The new installation, or the one that is there. After the app was removed all its ids there are new.

        Raises:
            KeyError: If app or team is not known.
        """
        app, team = self.apps[app_id], self.teams[team_id]
        if team_id in app.installations:
            return app.installations[team_id]
        count = app.installed[team_id] = app.installed.get(team_id, 0) + 1
        again = "" if count == 1 else str(count)
        suffix = f"0{app.name.upper()}{team.id.removeprefix('T')}{again}"
        token = "-".join(filter(None, ("xoxb", app_id, team_id, again)))
        self.add_user(User(f"U{suffix}", team_id, app.name.lower(), app.name, is_bot=True, app_id=app_id))
        installation = Installation(team_id, f"U{suffix}", f"B{suffix}", token, app.scopes, {token: None})
        app.installations[team_id] = installation
        return installation

    def user_named(self, who: str) -> User:
        """Find a user by id, handle or full name.

        Raises:
            KeyError: If there is none.
        """
        named = [user for user in self.users.values() if who in {user.id, user.name, user.real_name}]
        for user in sorted(named, key=lambda one: one.deleted):
            return user
        raise KeyError(who)

    def channel_named(self, which: str, member: str | None = None) -> Channel:
        """Find a channel by id or name, with or without `#`; of several of that name the one `member` is in.

        Raises:
            KeyError: If there is none.
        """
        for channel in sorted(self.channels.values(), key=lambda one: member not in one.members):
            if which.removeprefix("#") in {channel.id, channel.name, *channel.names.values()}:
                return channel
        raise KeyError(which)
