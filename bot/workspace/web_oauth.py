"""The page on which a person lets an app into their team, and the way back to the app."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.workspace import oauth
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError

_KEPT = ("client_id", "scope", "user_scope", "state", "redirect_uri")
_PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title} · local workspace</title>
    <link rel="icon" type="image/svg+xml" href="/page/icon.svg">
    <link rel="stylesheet" href="/page/style.css">
    <link rel="stylesheet" href="/page/oauth.css">
  </head>
  <body>
    <header class="banner">
      <h1>{title}</h1>
      <div class="banner-words">
        <p lang="da">Lokalt arbejdsområde til afprøvning. <b>Det er ikke Slack.</b></p>
        <p lang="zh-Hans">用于试用的本地工作区，<b>不是 Slack。</b></p>
        <p lang="en">A local workspace to try things out. <b>It is not Slack.</b></p>
      </div>
    </header>
    <main class="oauth">{content}</main>
  </body>
</html>
"""
_FORM = """
      <form method="post" action="/oauth/v2/authorize">{kept}
        <p lang="da">{app} beder om adgang til et arbejdsområde. Hvilket?</p>
        <p lang="zh-Hans">{app} 申请进入一个工作区。哪一个？</p>
        <p lang="en">{app} asks to come into a workspace. Which one?</p>
        <ul class="oauth-teams">{teams}</ul>
        <ul class="oauth-scopes">{scopes}</ul>
        <p class="oauth-choice">
          <button class="button primary" name="choice" value="allow">Tillad · 允许 · Allow</button>
          <button class="button" name="choice" value="cancel">Annuller · 取消 · Cancel</button>
        </p>
      </form>"""


class OauthDoor:
    """The endpoints of `/oauth/v2/authorize`."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    async def ask(self, request: Request) -> Response:
        """Show what an app asks for, and the teams it can be let into; `team` in the query chooses one beforehand."""
        try:
            asked = oauth.read_request(self._ws, request.query_params)
        except SlackError as problem:
            return _refusal(problem.code)
        content = _FORM.format(
            app=escape(asked.app.name),
            kept="".join(_hidden(name, request.query_params) for name in _KEPT),
            teams="".join(_teams(self._ws, request.query_params.get("team"))),
            scopes="".join(f"<li><code>{escape(one)}</code></li>" for one in asked.scopes),
        )
        return _page(asked.app.name, content, back_to=asked.back_to)

    async def decide(self, request: Request) -> Response:
        """Send the person back to the app: with a code if they allow it, else with `access_denied`."""
        async with request.form() as form:
            params = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            asked = oauth.read_request(self._ws, params)
            if params.get("choice") != "allow":
                return RedirectResponse(oauth.deny(asked), 302)
            address = oauth.allow(self._ws, asked, params.get("team") or "", params.get("user") or None)
        except SlackError as problem:
            return _refusal(problem.code)
        return RedirectResponse(address, 302)


def _hidden(name: str, params: Mapping[str, str]) -> str:
    value = params.get(name)
    return "" if value is None else f'\n        <input type="hidden" name="{name}" value="{escape(value)}">'


def _teams(ws: Workspace, chosen: str | None) -> list[str]:
    able = [team for team in ws.world.teams.values() if oauth.installers(ws, team.id)]
    first = next((one.id for one in able if one.id == chosen), able[0].id if able else None)
    row = '<li><label><input type="radio" name="team" value="{id}"{mark}> {name}</label></li>'
    return [
        row.format(id=escape(one.id), name=escape(one.name), mark=" checked" if one.id == first else "") for one in able
    ]


def _refusal(code: str) -> Response:
    return _page("OAuth", f"<p>Error: <code>{escape(code)}</code></p>", status=400)


def _page(title: str, content: str, *, status: int = 200, back_to: str = "") -> Response:
    parts = urlsplit(back_to)
    back = f" {parts.scheme}://{parts.netloc}" if parts.netloc and not set(parts.netloc) & set(" ;,'\"") else ""
    policy = f"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'{back}"
    headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "same-origin",  # with none at all the form would come without its origin, and be refused
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
    }
    return HTMLResponse(_PAGE.format(title=escape(title), content=content), status, headers)
