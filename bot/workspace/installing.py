"""Apps come into teams and go: installed, installed again, given new tokens, revoked, removed."""

import secrets
from collections.abc import Sequence
from typing import Any

from bot.workspace import payloads
from bot.workspace.core import Workspace
from bot.workspace.model import App, Installation

Json = dict[str, Any]

TOKEN_SECONDS = 12 * 3600


def install(ws: Workspace, app: App, team_id: str, scopes: Sequence[str] | None = None) -> Installation:
    """Install an app in a team; where it is already, its bot stays the same, with a new token and more scopes.

    Args:
        ws: The workspace.
        app: The app.
        team_id: The team.
        scopes: What it asks for; all scopes of its manifest if left out.

    Raises:
        KeyError: If there is no such team.
    """
    with ws.lock:
        known = app.installations.get(team_id)
        at = ws.world.install(app.app_id, team_id)
        wanted = app.scopes if scopes is None else tuple(scopes)
        at.scopes = tuple(dict.fromkeys((*known.scopes, *wanted))) if known else wanted
        if known is None and app.token_rotation:
            at.tokens.clear()
        if known or app.token_rotation:
            give_token(ws, app, at)
        at.revoked = False
        ws.world.users[at.bot_user_id].deleted = False
        ws.changed(ws.world.users)
        return at


def give_token(ws: Workspace, app: App, at: Installation) -> None:
    """Give an installation a new token, with rotation one of twelve hours; those it had go on until they end."""
    with ws.lock:
        if app.token_rotation:
            at.bot_token = f"xoxe.xoxb-1-{secrets.token_hex(12)}"
            at.refresh_token = f"xoxe-1-{secrets.token_hex(16)}"
            at.tokens[at.bot_token] = ws.clock() + TOKEN_SECONDS
        else:
            at.bot_token = f"xoxb-{app.app_id}-{at.team_id}-{secrets.token_hex(12)}"
            at.tokens[at.bot_token] = None


def revoke(ws: Workspace, app: App, team_id: str) -> None:
    """Revoke the bot's tokens in a team and say so; the app stays.

    Raises:
        KeyError: If the app is not there.
    """
    at = app.installations[team_id]
    end_tokens(ws, at)
    tell(ws, app, at, "tokens_revoked")


def uninstall(ws: Workspace, app: App, team_id: str) -> None:
    """Remove an app from a team, then `tokens_revoked` and `app_uninstalled` come.

    Raises:
        KeyError: If the app is not there.
    """
    at = app.installations[team_id]
    remove(ws, app, at)
    tell(ws, app, at, "tokens_revoked", "app_uninstalled")


def end_tokens(ws: Workspace, at: Installation) -> None:
    """Let the tokens of an installation die; its bot is deactivated and leaves all channels.

    Source: docs.slack.dev, auth.revoke.
    """
    with ws.lock:
        ws.world.revoked_tokens.update(at.tokens)
        at.tokens.clear()
        at.refresh_token, at.revoked = None, True
        ws.world.users[at.bot_user_id].deleted = True
        for channel in ws.world.channels.values():
            if not channel.is_im:
                channel.members = [one for one in channel.members if one != at.bot_user_id]
        ws.changed(ws.world.users)


def remove(ws: Workspace, app: App, at: Installation) -> None:
    """Take an app out of a team, with its tokens, its bot and what it shows."""
    with ws.lock:
        end_tokens(ws, at)
        for channel in ws.world.channels.values():
            channel.members = [one for one in channel.members if one != at.bot_user_id]
        _drop_views(ws, app, at.team_id)
        app.installations.pop(at.team_id, None)


def tell(ws: Workspace, app: App, at: Installation, *kinds: str) -> None:
    """Bring what happened to an installation to the app; nothing may hold the lock meanwhile."""
    revoked = {"tokens": {"oauth": [], "bot": [at.bot_user_id]}}
    for kind in kinds:
        inner: Json = {"type": kind, "event_ts": ws.new_ts()} | (revoked if kind == "tokens_revoked" else {})
        if kind in app.subscriptions:
            ws.deliveries.send_event(app, payloads.event(ws, app, at, inner, at.team_id, shared=False))


def _drop_views(ws: Workspace, app: App, team_id: str) -> None:
    gone = (app.app_id, team_id)
    world = ws.world
    world.homes = {key: view for key, view in world.homes.items() if (view.app_id, view.installed_team) != gone}
    for user_id, stack in world.modals.items():
        world.modals[user_id] = [view for view in stack if (view.app_id, view.installed_team) != gone]
