"""The plain state of a local Slack: teams, people, channels, apps, messages and views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.workspace.scopes import ALL_SCOPES

Json = dict[str, Any]

DEFAULT_SUBSCRIPTIONS = frozenset({
    "app_home_opened", "app_mention", "app_uninstalled", "channel_id_changed", "channel_shared", "channel_unshared",
    "member_joined_channel", "member_left_channel", "message.im", "tokens_revoked",
})  # fmt: skip


@dataclass
class Team:
    """A workspace in Slack's sense: one organisation's Slack."""

    id: str
    name: str
    domain: str


@dataclass
class User:
    """Someone in a team, a person or an app's bot.

    `language` is what the page speaks to them; `locale` is what Slack knows (there is no Danish in Slack). A guest
    of several channels is `is_restricted`, one of a single channel is also `is_ultra_restricted`.
    """

    id: str
    team_id: str
    name: str
    real_name: str
    language: str | None = None
    locale: str | None = None
    tz: str | None = None
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    app_id: str | None = None


@dataclass
class Canvas:
    """A document beside a channel."""

    id: str
    title: str
    markdown: str


@dataclass
class Message:
    """Something said in a channel; `reader` is set for an ephemeral, which only that person sees."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    reader: str | None = None
    app_id: str | None = None
    installed_team: str | None = None
    bot_id: str | None = None
    username: str | None = None
    edited: bool = False
    metadata: Json | None = None
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    client_msg_id: str | None = None
    state: Json = field(default_factory=dict)

    def seen_by(self, user_id: str) -> bool:
        """Say whether a member of the channel sees it."""
        return self.reader in {None, user_id}


@dataclass
class Channel:
    """A channel or a direct message; more than one team in `team_ids` makes it a Slack Connect channel.

    The first of `team_ids` is the host. `pins` has the ts of pinned messages, with who pinned them and when.
    """

    id: str
    name: str
    team_ids: list[str]
    members: list[str]
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    names: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    pins: dict[str, tuple[str, int]] = field(default_factory=dict)
    canvas: Canvas | None = None

    @property
    def is_ext_shared(self) -> bool:
        """Whether teams share it by Slack Connect."""
        return not self.is_im and len(self.team_ids) > 1

    def name_for(self, team_id: str) -> str:
        """Give the name the channel has on one side; each side may choose its own."""
        return self.names.get(team_id, self.name)


@dataclass
class Command:
    """A slash command of an app."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass
class Shortcut:
    """A shortcut of an app; `type` is `message` or `global`."""

    callback_id: str
    name: str
    type: str


@dataclass
class Installation:
    """An app in one team.

    `bot_token` is the newest token; `tokens` has all that were given out, with the time in seconds since 1970 when
    each ends (None: never). An installation with no token left (`revoked`) hears of nothing that happens.
    """

    team_id: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    scopes: tuple[str, ...] = ALL_SCOPES
    tokens: dict[str, float | None] = field(default_factory=dict)
    refresh_token: str | None = None
    revoked: bool = False


@dataclass
class App:
    """An app with its secrets and where its requests go.

    `scopes` are those of its manifest: an installation may ask for them and no others. Without `redirect_urls` every
    address will do. `installed` counts how often each team has begun anew with it.
    """

    app_id: str
    name: str
    app_token: str
    signing_secret: str
    verification_token: str = "verification"  # noqa: S105 - deprecated by Slack, still sent
    commands: list[Command] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    subscriptions: set[str] = field(default_factory=lambda: set(DEFAULT_SUBSCRIPTIONS))
    request_url: str | None = None
    installations: dict[str, Installation] = field(default_factory=dict)
    client_id: str = "1111111111.2222222222"
    client_secret: str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"  # noqa: S105 - of the local workspace
    scopes: tuple[str, ...] = ALL_SCOPES
    redirect_urls: list[str] = field(default_factory=list)
    token_rotation: bool = False
    installed: dict[str, int] = field(default_factory=dict)

    @property
    def authorized(self) -> list[Installation]:
        """The installations that hear of what happens: those whose token was not revoked."""
        return [one for one in self.installations.values() if not one.revoked]
