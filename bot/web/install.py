"""`/slack/install` and the way back from Slack: how a workspace gets Jordbro without anybody copying a token."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot import log
from bot.domain.language import Language
from bot.render.install_page import STYLE_HASH, Page, as_page
from bot.slack.gateway import SlackError
from bot.slack.gateways import Slack
from bot.slack.installing import keep
from bot.slack.oauth_app import REDIRECT, OAuthApp, Uninvited, WholeOrganisation
from bot.slack.starting import LASTS, Started, is_back, start
from bot.store.database import Database, DatabaseUnavailable
from bot.web.preferred import preferred

logger = log.get(__name__)

INSTALL = "slack/install"
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # as `secrets.token_urlsafe(32)` makes them
LONGEST_CODE = 500  # characters

_STATUS: dict[Page, HTTPStatus] = {
    "expired": HTTPStatus.BAD_REQUEST,
    "organisation": HTTPStatus.BAD_REQUEST,
    "uninvited": HTTPStatus.FORBIDDEN,
    "failed": HTTPStatus.BAD_GATEWAY,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "away": HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class Door:
    """What installing works with; `wake` says that there are jobs now."""

    app: OAuthApp
    db: Database
    slack: Slack
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    @property
    def cookie(self) -> str:
        """The name of the cookie; with a certificate one that no other host can set (RFC 6265bis, 4.1.3)."""
        return f"{'__Host-' if self.is_safe else ''}jordbro-install"

    @property
    def is_safe(self) -> bool:
        """Whether browsers reach us by https."""
        return self.app.public_url.startswith("https://")


def install_routes(door: Door) -> tuple[Route, ...]:
    """A page that says what will happen, its button, and where Slack sends people back."""

    async def ask(request: Request) -> Response:
        return _page(door, "start", _locale(request))

    async def begin(request: Request) -> Response:
        return await run_in_threadpool(_begin, door, _locale(request))

    async def back(request: Request) -> Response:
        asked, cookie = request.query_params, request.cookies.get(door.cookie, "")
        came = Started(_secret(asked.get("state", "")), _secret(cookie))
        refusal, code = asked.get("error", ""), asked.get("code", "")
        page, team = await run_in_threadpool(_back, door, came, refusal, code)
        response = _page(door, page, _locale(request), team)
        response.delete_cookie(door.cookie, secure=door.is_safe, httponly=True, samesite="lax")
        return response

    return (
        Route(f"/{INSTALL}", ask, methods=["GET"]),
        Route(f"/{INSTALL}", begin, methods=["POST"]),
        Route(f"/{REDIRECT}", back, methods=["GET"]),
    )


def _begin(door: Door, locale: Language) -> Response:
    """Give the browser its secret and send it to Slack."""
    try:
        started = start(door.db, door.clock())
    except DatabaseUnavailable:
        return _page(door, "away", locale)
    if started is None:
        logger.warning("too many installations are under way")
        return _page(door, "busy", locale)
    response = RedirectResponse(door.app.address(started.state), HTTPStatus.SEE_OTHER, _headers(door))
    lasts = int(LASTS.total_seconds())
    response.set_cookie(door.cookie, started.browser, max_age=lasts, secure=door.is_safe, httponly=True, samesite="lax")
    return response


def _back(door: Door, came: Started, refusal: str, code: str) -> tuple[Page, str]:
    """What to show whom Slack sent back, and the name of their workspace."""
    try:
        if not is_back(door.db, came, door.clock()):
            return "expired", ""
        if refusal:
            logger.info("an installation was not allowed")
            return ("refused" if refusal == "access_denied" else "failed"), ""
        return _finish(door, code[:LONGEST_CODE])
    except DatabaseUnavailable:
        return "away", ""


def _finish(door: Door, code: str) -> tuple[Page, str]:
    try:
        granted = door.app.granted(code)
    except WholeOrganisation:
        logger.info("an installation was for a whole organisation")
        return "organisation", ""
    except Uninvited:
        logger.warning("an installation was for a workspace that may not have the app")
        return "uninvited", ""
    except SlackError as problem:
        logger.warning("an installation was not finished", why=str(problem))
        return "failed", ""
    kept = keep(door.db, door.app.vault, granted, door.clock())
    door.slack.forget(kept.team_id)
    door.wake()
    logger.info("installed", team=kept.team_id, again=kept.again)
    return ("again" if kept.again else "done"), kept.team_name


def _page(door: Door, page: Page, locale: Language, team: str = "") -> Response:
    return HTMLResponse(as_page(page, locale, team=team), _STATUS.get(page, HTTPStatus.OK), _headers(door))


def _headers(door: Door) -> dict[str, str]:
    """The form leads to us, from us to Slack, and from there wherever a workspace has its people sign in.

    Chrome asks the policy at each of these steps.
    """
    forms = f"form-action 'self' https: {door.app.slack_url}"
    policy = f"default-src 'none'; style-src {STYLE_HASH}; base-uri 'none'; frame-ancestors 'none'; {forms}"
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Vary": "Accept-Language",
    }


def _locale(request: Request) -> Language:
    return preferred(request.headers.get("accept-language", ""))


def _secret(written: str) -> str:
    return written if SECRET.fullmatch(written) else ""
