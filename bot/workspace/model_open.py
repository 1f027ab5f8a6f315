"""What is open for a while: views before people, and the rights that apps and people were given to use soon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class View:
    """A modal or an App Home as one person has it before them; `body` is what the app sent."""

    id: str
    user: str
    app_id: str
    installed_team: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    channel: str | None = None


@dataclass
class Trigger:
    """The right to open one modal for one person, soon."""

    id: str
    user: str
    app_id: str
    installed_team: str
    expires: float
    channel: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """The right to answer one command or interaction a few times."""

    token: str
    app_id: str
    installed_team: str
    channel: str
    user: str
    expires: float
    original_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Grant:
    """What somebody has allowed an app on the authorization page, until the app fetches its token with the code."""

    code: str
    app_id: str
    team_id: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str | None
    expires: float
    used: bool = False


@dataclass
class Notice:
    """What Slack itself tells one person, such as that an app did not answer."""

    id: str
    text: str
    at: float
