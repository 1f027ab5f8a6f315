"""Our app as Slack lets it be installed by OAuth: where people are sent, and what comes back for a code.

Source: docs.slack.dev, "Installing with OAuth" and "Using token rotation". Bolt's own OAuthFlow is not used: it
writes the code into the log when something fails, speaks English only, and wants stores of another shape.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from slack_sdk import WebClient
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.web import SlackResponse

from bot.slack.gateway import TIMEOUT, Gateway, Identity, SlackError, SlackRefused, asked
from bot.slack.scopes import SCOPES
from bot.slack.vault import Tokens, Vault

REDIRECT = "slack/oauth_redirect"
"""Where Slack sends people back, below our public address."""

NO_TOKEN = "no_token"  # noqa: S105  our own word, beside Slack's, for an answer without what it is asked for


class WholeOrganisation(Exception):  # noqa: N818  it says what is the matter
    """Somebody installed the app for a whole Enterprise organisation at once."""


class Uninvited(Exception):  # noqa: N818  it says what is the matter
    """Somebody installed the app in a workspace that is not among those that may have it."""


@dataclass(frozen=True, slots=True)
class Granted:
    """What a person allowed: the tokens of one workspace, and who we are there."""

    me: Identity
    team_name: str
    scopes: tuple[str, ...]
    tokens: Tokens
    lasts: timedelta | None  # None for a token that does not end
    installer: str  # Slack's id of the person


@dataclass(frozen=True, slots=True)
class Renewed:
    """A new pair of tokens in the place of an old one."""

    tokens: Tokens
    lasts: timedelta | None


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The app's id and secret, and the vault for the tokens it is given."""

    client_id: str
    client_secret: str = field(repr=False)
    api_url: str = field(repr=False)  # "https://slack.com/api/"
    public_url: str  # "https://jordbro.example.org/"
    vault: Vault = field(repr=False)
    teams: frozenset[str] = field(default=frozenset(), repr=False)  # those that may have the app; without one, all

    @property
    def slack_url(self) -> str:
        """Where Slack's pages are."""
        return self.api_url.removesuffix("api/")

    @property
    def redirect_uri(self) -> str:
        """Where Slack sends people back."""
        return f"{self.public_url}{REDIRECT}"

    def address(self, state: str) -> str:
        """Where a person is sent to allow what the manifest asks for, and no more."""
        return AuthorizeUrlGenerator(
            client_id=quote(self.client_id, safe=""),
            redirect_uri=quote(self.redirect_uri, safe=""),
            scopes=SCOPES,
            authorization_url=f"{self.slack_url}oauth/v2/authorize",
        ).generate(quote(state, safe=""))

    def granted(self, code: str) -> Granted:
        """What a code stands for. It is good once.

        Raises:
            WholeOrganisation: not for one workspace; what was granted has been given back.
            Uninvited: not for one that may have the app; that has been given back as well.
            SlackError: Slack does not take the code, or cannot be reached.
        """
        answer = self._asked(code=code, redirect_uri=self.redirect_uri)
        token, team = str(answer.get("access_token") or ""), answer.get("team") or {}
        if answer.get("is_enterprise_install") or not team:
            self._give_back(token)
            raise WholeOrganisation
        if not token or answer.get("token_type") != "bot":
            raise SlackRefused(NO_TOKEN)
        me = Gateway(token, self.api_url).who_am_i()
        if self.teams and me.team_id not in self.teams:
            self._give_back(token)
            raise Uninvited
        return Granted(
            me,
            str(team.get("name") or me.team_id),
            tuple(scope for scope in str(answer.get("scope") or "").split(",") if scope),
            Tokens(me.team_id, token, str(answer.get("refresh_token") or "")),
            _lasting(answer),
            str((answer.get("authed_user") or {}).get("id") or ""),
        )

    def renewed(self, tokens: Tokens) -> Renewed:
        """New tokens for old ones; the old access token goes on until its time is over, the refresh token does not.

        Raises:
            SlackError: Slack does not take the refresh token, or cannot be reached.
        """
        answer = self._asked(grant_type="refresh_token", refresh_token=tokens.refresh)
        token = str(answer.get("access_token") or "")
        if not token:
            raise SlackRefused(NO_TOKEN)
        return Renewed(Tokens(tokens.team_id, token, str(answer.get("refresh_token") or "")), _lasting(answer))

    def _asked(self, **arguments: Any) -> SlackResponse:  # noqa: ANN401  Slack's own arguments
        client = WebClient(base_url=self.api_url, timeout=TIMEOUT, retry_handlers=[])
        return asked(client.oauth_v2_access, client_id=self.client_id, client_secret=self.client_secret, **arguments)

    def _give_back(self, token: str) -> None:
        """Nobody shall hold a token that nobody uses; it is worth one try."""
        client = WebClient(token=token, base_url=self.api_url, timeout=TIMEOUT, retry_handlers=[])
        try:
            asked(client.auth_revoke)
        except SlackError:
            return


def _lasting(answer: SlackResponse) -> timedelta | None:
    seconds = answer.get("expires_in")
    return timedelta(seconds=seconds) if isinstance(seconds, int) and seconds > 0 else None
