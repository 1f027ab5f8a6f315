"""What Slack says of our tokens and of the time, for whoever looks whether all is well."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient

from bot.slack.gateway import TIMEOUT, asked


@dataclass(frozen=True, slots=True)
class Examined:
    """A bot token as Slack knows it. `scopes` is None, as is `at`, where Slack did not say."""

    team: str
    team_id: str
    user: str
    scopes: frozenset[str] | None
    at: datetime | None


def examined(token: str, api_url: str) -> Examined:
    """Whose a bot token is, and what it may do.

    Raises:
        SlackError: Slack does not know it, or cannot be reached.
    """
    answer = asked(_client(api_url).auth_test, token=token)
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    written = headers.get("x-oauth-scopes")
    scopes = None if written is None else frozenset(filter(None, (one.strip() for one in written.split(","))))
    return Examined(
        str(answer.get("team", "")), str(answer["team_id"]), str(answer.get("user", "")), scopes, _instant(headers)
    )


def examined_app(token: str, api_url: str) -> None:
    """Ask for the address of a connection, and open none.

    Raises:
        SlackError: Slack does not give one for this app-level token.
    """
    asked(_client(api_url).apps_connections_open, app_token=token)


def _client(api_url: str) -> WebClient:
    return WebClient(base_url=api_url, timeout=TIMEOUT, retry_handlers=[])


def _instant(headers: dict[str, str]) -> datetime | None:
    try:
        return parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return None
