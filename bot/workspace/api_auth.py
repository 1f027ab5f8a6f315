"""The Web API's methods about the token itself: whose it is, and its end."""

from functools import partial
from typing import Any

from bot.workspace import installing
from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError

Json = dict[str, Any]


def test(call: Request) -> Json:
    """auth.test: who the token is."""
    team = call.ws.world.teams[call.at.team_id]
    return {
        "url": f"{call.ws.base_url}/",
        "team": team.name,
        "user": call.ws.world.users[call.at.bot_user_id].name,
        "team_id": team.id,
        "user_id": call.at.bot_user_id,
        "bot_id": call.at.bot_id,
        "is_enterprise_install": False,
    }


def revoke(call: Request) -> Json:
    """auth.revoke: the bot's tokens are no longer good, the app stays; with `test` nothing happens."""
    if call.flag("test"):
        return {"revoked": False}
    installing.end_tokens(call.ws, call.at)
    call.ws.deliveries.in_background(partial(installing.tell, call.ws, call.app, call.at, "tokens_revoked"))
    return {"revoked": True}


def uninstall(call: Request) -> Json:
    """apps.uninstall: with the app's id and secret beside the token of an installation."""
    if call.text("client_id") != call.app.client_id:
        known = any(call.text("client_id") == app.client_id for app in call.ws.world.apps.values())
        raise SlackError("client_id_token_mismatch" if known else "invalid_client_id")
    if call.args.pop("client_secret", None) != call.app.client_secret:
        raise SlackError("bad_client_secret")
    installing.remove(call.ws, call.app, call.at)
    told = "tokens_revoked", "app_uninstalled"
    call.ws.deliveries.in_background(partial(installing.tell, call.ws, call.app, call.at, *told))
    return {}


METHODS: dict[str, Method] = {"auth.test": test, "auth.revoke": revoke, "apps.uninstall": uninstall}
