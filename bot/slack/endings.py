"""`tokens_revoked` and `app_uninstalled`: which installation ends, and when that was."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Ending(NamedTuple):
    """What Slack says has ended in a workspace. `bots` are users of ours whose tokens are worth nothing now."""

    team_id: str
    is_removed: bool  # the app itself, and not only tokens of it
    bots: frozenset[str]
    at: datetime | None  # to the second

    def is_of(self, bot_user_id: str) -> bool:
        """Whether it ends the installation of that bot user: people's tokens are revoked by the same event."""
        return self.is_removed or bot_user_id in self.bots


def read_ending(body: Mapping[str, Any], team_id: str) -> Ending:
    """What an event says; `team_id` is the workspace it came from."""
    event = body.get("event") or {}
    bots = (event.get("tokens") or {}).get("bot") or ()
    time = body.get("event_time")
    return Ending(
        team_id,
        event.get("type") == "app_uninstalled",
        frozenset(bot for bot in bots if isinstance(bot, str)),
        datetime.fromtimestamp(time, UTC) if type(time) is int and 0 < time < 1 << 40 else None,
    )
