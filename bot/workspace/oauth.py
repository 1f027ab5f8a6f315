"""OAuth v2 as Slack has it: an app asks, a person of a team allows it, and a code becomes a token.

Source: docs.slack.dev, "Installing with OAuth", "Using token rotation", oauth.v2.access.
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot.workspace import installing
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Installation, User
from bot.workspace.model_open import Grant

Json = dict[str, Any]

CODE_SECONDS = 10 * 60.0


@dataclass(frozen=True)
class Asked:
    """What an app asks for on the authorization page; `given_uri` is None if it named no address to come back to."""

    app: App
    scopes: tuple[str, ...]
    state: str | None
    back_to: str
    given_uri: str | None


def read_request(ws: Workspace, params: Mapping[str, str]) -> Asked:
    """Read the query of `/oauth/v2/authorize`.

    Raises:
        SlackError: `invalid_client_id`, `no_scopes`, `invalid_scope`, `bad_redirect_uri`.
    """
    app = _app_of(ws, params.get("client_id") or "")
    scopes = tuple(dict.fromkeys(one for one in (params.get("scope") or "").replace(" ", ",").split(",") if one))
    if not scopes:
        raise SlackError("no_scopes")
    if not set(scopes) <= set(app.scopes) or params.get("user_scope"):
        raise SlackError("invalid_scope")
    given = params.get("redirect_uri") or None
    back_to = given or next(iter(app.redirect_urls), "")
    known = not app.redirect_urls or any(back_to.startswith(one) for one in app.redirect_urls)
    if urlsplit(back_to).scheme not in {"http", "https"} or not known:
        raise SlackError("bad_redirect_uri")
    return Asked(app, scopes, params.get("state"), back_to, given)


def _app_of(ws: Workspace, client_id: str) -> App:
    for app in ws.world.apps.values():
        if app.client_id == client_id:
            return app
    raise SlackError("invalid_client_id")


def installers(ws: Workspace, team_id: str) -> list[User]:
    """Give the people of a team who may install an app: its full members."""
    people = [one for one in ws.world.users.values() if one.team_id == team_id]
    return [one for one in people if not (one.is_bot or one.is_restricted or one.deleted)]


def allow(ws: Workspace, asked: Asked, team_id: str, user_id: str | None = None) -> str:
    """Allow an app what it asks for in a team.

    Args:
        ws: The workspace.
        asked: From `read_request`.
        team_id: The team.
        user_id: Who allows it; the team's first full member if left out.

    Returns:
        The address the person is sent to, with a code for one use within ten minutes.

    Raises:
        SlackError: `user_not_found` if there is nobody in the team who may.
    """
    able = [one.id for one in installers(ws, team_id)]
    user = user_id or next(iter(able), "")
    if user not in able:
        raise SlackError("user_not_found")
    with ws.lock:
        code = secrets.token_hex(24)
        ends = ws.clock() + CODE_SECONDS
        ws.world.grants[code] = Grant(code, asked.app.app_id, team_id, user, asked.scopes, asked.given_uri, ends)
    return _back(asked, code=code)


def deny(asked: Asked) -> str:
    """Refuse, and give the address the person is sent to."""
    return _back(asked, error="access_denied")


def _back(asked: Asked, **answer: str) -> str:
    query = answer | ({} if asked.state is None else {"state": asked.state})
    return f"{asked.back_to}{'&' if urlsplit(asked.back_to).query else '?'}{urlencode(query)}"


def authenticated(ws: Workspace, args: Json, headers: Mapping[str, str]) -> App:
    """Give the app whose id and secret come by HTTP Basic or as arguments, and take the secret out of the arguments.

    Raises:
        SlackError: `invalid_client_id`, `bad_client_secret`.
    """
    client_id, secret = str(args.get("client_id") or ""), str(args.pop("client_secret", "") or "")
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise SlackError("invalid_client_id") from None
    app = _app_of(ws, client_id)
    if not secrets.compare_digest(secret.encode(), app.client_secret.encode()):
        raise SlackError("bad_client_secret")
    return app


def access(ws: Workspace, args: Json, headers: Mapping[str, str]) -> Json:
    """oauth.v2.access: a code, or a refresh token, for a bot token.

    Raises:
        SlackError: `invalid_client_id`, `bad_client_secret`, `invalid_code`, `code_already_used`, `bad_redirect_uri`,
            `invalid_refresh_token`, `invalid_grant_type`.
    """
    app = authenticated(ws, args, headers)
    kind = args.get("grant_type") or "authorization_code"
    if kind == "refresh_token":
        return _refresh(ws, app, str(args.pop("refresh_token", "") or ""))
    if kind != "authorization_code":
        raise SlackError("invalid_grant_type")
    grant = _grant(ws, app, args)
    at = installing.install(ws, app, grant.team_id, grant.scopes)
    return _answer(ws, app, at) | {"authed_user": {"id": grant.user}}


def _grant(ws: Workspace, app: App, args: Json) -> Grant:
    grant = ws.world.grants.get(str(args.get("code") or ""))
    if grant is None or grant.app_id != app.app_id or ws.clock() >= grant.expires:
        raise SlackError("invalid_code")
    if grant.used:
        raise SlackError("code_already_used")
    if (args.get("redirect_uri") or None) != grant.redirect_uri:
        raise SlackError("bad_redirect_uri")
    grant.used = True
    return grant


def _refresh(ws: Workspace, app: App, token: str) -> Json:
    for at in app.installations.values():
        if token and token == at.refresh_token:
            installing.give_token(ws, app, at)
            return _answer(ws, app, at)
    raise SlackError("invalid_refresh_token")


def _answer(ws: Workspace, app: App, at: Installation) -> Json:
    team = ws.world.teams[at.team_id]
    found: Json = {
        "app_id": app.app_id, "scope": ",".join(at.scopes), "token_type": "bot", "access_token": at.bot_token,
        "bot_user_id": at.bot_user_id, "team": {"id": team.id, "name": team.name}, "enterprise": None,
        "is_enterprise_install": False,
    }  # fmt: skip
    if app.token_rotation:
        found |= {"refresh_token": at.refresh_token, "expires_in": installing.TOKEN_SECONDS}
    return found
