"""What every Web API method gets: who calls, with what, and how arguments are read."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Channel, Installation

Json = dict[str, Any]
Method = Callable[["Request"], Json]

_MOST_PER_PAGE = 1000


@dataclass(frozen=True)
class Request:
    """One call of a Web API method by an installed app (or, for app-level methods, by the app itself)."""

    ws: Workspace
    app: App
    at: Installation
    args: Json

    def text(self, name: str) -> str | None:
        """Give an argument as text, None if it is absent or empty."""
        value = self.args.get(name)
        return None if value in (None, "") else str(value)

    def need(self, name: str, error: str = "invalid_arguments") -> str:
        """Give an argument that must be there.

        Raises:
            SlackError: `error`, with a reason if it is `invalid_arguments`.
        """
        value = self.text(name)
        if value is None:
            reasons = [f"missing required field: {name} [json-pointer:/{name}]"] if error == "invalid_arguments" else []
            raise SlackError(error, reasons)
        return value

    def flag(self, name: str) -> bool:
        """Give a yes-or-no argument."""
        return str(self.args.get(name, "")).lower() in {"1", "true"}

    def number(self, name: str, otherwise: int) -> int:
        """Give a whole number.

        Raises:
            SlackError: `invalid_arguments` if it is none.
        """
        value = self.text(name)
        if value is None:
            return otherwise
        if not value.isdigit():
            raise SlackError("invalid_arguments", [f"must be a number [json-pointer:/{name}]"])
        return int(value)

    def object(self, name: str) -> Json | None:
        """Give an argument that is a JSON object, sent as such or as text.

        Raises:
            SlackError: `invalid_arguments` if it is none.
        """
        value = self.args.get(name)
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                value = 0
        if value in (None, ""):
            return None
        if not isinstance(value, dict):
            raise SlackError("invalid_arguments", [f"must be an object [json-pointer:/{name}]"])
        return value

    def channel(self, name: str = "channel", *, member: bool = False) -> Channel:
        """Give the channel meant, as far as this installation can see it.

        Args:
            name: The argument it is in.
            member: Whether the bot must be in it.

        Raises:
            SlackError: `channel_not_found`, `not_in_channel`.
        """
        return self.channel_with(self.need(name, "channel_not_found"), member=member)

    def channel_with(self, channel_id: str, *, member: bool = False) -> Channel:
        """Give the channel of an id, as `channel` does."""
        channel = self.ws.world.channels.get(channel_id)
        inside = channel is not None and self.at.bot_user_id in channel.members
        if channel is None or self.at.team_id not in channel.team_ids or (channel.is_private and not inside):
            raise SlackError("channel_not_found")
        if not inside and (member or channel.is_im):
            raise SlackError("channel_not_found" if channel.is_im else "not_in_channel")
        return channel

    def page(self, items: list[Any], otherwise: int = 100, most: int = _MOST_PER_PAGE) -> tuple[list[Any], Json]:
        """Cut a list into pages.

        Args:
            items: All of it.
            otherwise: The length of a page if the call names none.
            most: The greatest length of a page, whatever the call names.

        Returns:
            The page asked for and its `response_metadata`.

        Raises:
            SlackError: `invalid_limit`, `invalid_cursor`.
        """
        limit, cursor = self.number("limit", otherwise) or otherwise, self.text("cursor")
        if limit > _MOST_PER_PAGE:
            raise SlackError("invalid_limit")
        start = _start_of(cursor, len(items)) if cursor else 0
        end = start + min(limit, most)
        return items[start:end], {"next_cursor": f"next:{end}" if end < len(items) else ""}


def caller(ws: Workspace, token: str) -> tuple[App, Installation]:
    """Give the app and the installation a bot token belongs to.

    Raises:
        SlackError: `not_authed`, `token_revoked`, `token_expired`, `not_allowed_token_type`, `invalid_auth`.
    """
    world = ws.world
    if not token:
        raise SlackError("not_authed")
    if token in world.revoked_tokens:
        raise SlackError("token_revoked")
    for app in world.apps.values():
        if token == app.app_token:
            raise SlackError("not_allowed_token_type")
        for at in app.installations.values():
            if token in at.tokens:
                ends = at.tokens[token]
                if ends is not None and ws.clock() >= ends:
                    raise SlackError("token_expired")
                return app, at
    raise SlackError("invalid_auth")


def bearer(headers: Mapping[str, str]) -> str:
    """Give the token of an `Authorization` header, empty if there is none."""
    return headers.get("authorization", "").removeprefix("Bearer ").strip()


def _start_of(cursor: str, length: int) -> int:
    number = cursor.removeprefix("next:")
    if not cursor.startswith("next:") or not number.isdigit() or int(number) > length:
        raise SlackError("invalid_cursor")
    return int(number)
