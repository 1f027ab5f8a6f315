"""Our pages as routes of the HTTP application: who comes is asked at each visit, and what they read is written down."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot import log
from bot.domain.errors import Changed, NotFound, UserError
from bot.render.answers import apology
from bot.render.pages.door import Notice, as_notice, as_sign_in, problem
from bot.render.pages.html import Frame, style
from bot.render.pages.urls import ROOT
from bot.services import write_down
from bot.services.make_link import whose_link
from bot.services.sign_in import Visitor, sign_in, visit
from bot.services.sign_out import sign_out
from bot.store.database import DatabaseUnavailable
from bot.web.pages import door
from bot.web.pages.came import Came, came, is_secret
from bot.web.pages.review import words_in
from bot.web.pages.routes import PAGES, Handle
from bot.web.pages.visit import File, Go, Site, Visit
from bot.web.preferred import preferred

logger = log.get(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers do not say either which page a form comes from
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
FOR_LONG = {"Cache-Control": "public, max-age=31536000, immutable"}
_STATUS: dict[Notice, HTTPStatus] = {
    "signed_out": HTTPStatus.UNAUTHORIZED,
    "expired": HTTPStatus.NOT_FOUND,
    "missing": HTTPStatus.NOT_FOUND,
    "refused": HTTPStatus.FORBIDDEN,
    "forged": HTTPStatus.FORBIDDEN,
    "away": HTTPStatus.SERVICE_UNAVAILABLE,
    "broken": HTTPStatus.INTERNAL_SERVER_ERROR,
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
Answered = Callable[[Site, Came], Response]


def page_routes(site: Site) -> tuple[Route, ...]:
    """All addresses of the pages; what is none of them is answered as a page that is not there."""

    async def broke(request: Request, problem: Exception) -> Response:
        """Say so with a number that stands in the log too."""
        number = log.event_id("")
        logger.error("a page broke", number=number, why=log.where(problem))
        locale = preferred(request.headers.get("accept-language", ""))
        return notice("broken", Frame(locale, site.urls, site.urls.to()), apology(number, locale))

    watched = [Middleware(ExceptionMiddleware, handlers={Exception: broke})]

    def route(path: str, answered: Answered, methods: Sequence[str]) -> Route:
        made = Route(f"/{ROOT}{path}", _endpoint(site, answered), methods=methods, middleware=watched)
        made.methods = set(
            methods
        )  # nothing is made, or written down as read, for a program that asks whether it is there
        return made

    return (
        Route(f"/{ROOT}/pages.css", _style, methods=["GET"]),
        route("/in/{token}", look, ["GET"]),
        route("/in/{token}", enter, ["POST"]),
        *(route(page.path, _by(page.handle), [page.method]) for page in PAGES),
        route("/{rest:path}", _by(_nowhere), METHODS),
        route("", _by(_nowhere), METHODS),
    )


def _endpoint(site: Site, answered: Answered) -> Callable[..., object]:
    async def endpoint(request: Request) -> Response:
        asked = await came(request, site)
        if asked is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return await run_in_threadpool(_with_store, site, asked, answered)

    return endpoint


def _with_store(site: Site, asked: Came, answered: Answered) -> Response:
    try:
        return answered(site, asked)
    except DatabaseUnavailable:
        return notice("away", _frame(site, asked), typed=_typed(site, asked))


def _by(handle: Handle) -> Answered:
    """What a handler answers to whoever is signed in."""
    name = f"web.{handle.__module__.rpartition('.')[2]}.{handle.__name__.strip('_')}"

    def answered(site: Site, asked: Came) -> Response:
        now = site.clock()
        visitor = visit(site.db, asked.cookie, now=now) if asked.cookie else None
        if visitor is None:
            return notice("signed_out", _frame(site, asked), typed=_typed(site, asked), again=_again(site, asked))
        here = Visit(
            site, visitor, asked.cookie, door.csrf_of(asked.cookie), now, asked.here, asked.params, asked.asked,
            asked.sent,
        )  # fmt: skip
        if asked.is_form and (not door.is_ours(site, asked.headers) or door.is_forged(here)):
            return notice("forged", _frame(site, asked, visitor), typed=_typed(site, asked))
        with log.about(handler=name):
            return _handled(handle, here, asked)

    return answered


def _handled(handle: Handle, here: Visit, asked: Came) -> Response:
    """What is shown is written down before it is; what was not shown is not."""
    frame = _frame(here.site, asked, here.visitor)
    try:
        answer = handle(here)
    except NotFound:
        return notice("missing", frame, typed=_typed(here.site, asked))
    except UserError as refusal:
        status = HTTPStatus.CONFLICT if isinstance(refusal, Changed) else HTTPStatus.FORBIDDEN
        return notice("refused", frame, problem(refusal, here.locale), status, typed=_typed(here.site, asked))
    if asked.is_form:
        here.site.wake()
    if isinstance(answer, Go):
        return _gone(here.site, answer)
    if isinstance(answer, File):
        kept = {"Content-Disposition": _attached(answer.name)}
        return Response(answer.content, media_type=answer.kind, headers=HEADERS | kept)
    write_down.read(here.db, here.viewer, now=here.now)
    return HTMLResponse(answer.html, answer.status, HEADERS)


def _attached(name: str) -> str:
    """To be kept under a name; with one of Latin letters for whoever reads no other (RFC 6266)."""
    latin = "".join(letter for letter in name if letter.isascii() and letter.isprintable() and letter not in '"\\\\')
    return f"attachment; filename=\"{latin.strip('-. ') or 'file'}\"; filename*=UTF-8''{quote(name, safe='')}"


def _nowhere(_here: Visit) -> Go:
    raise NotFound("no_note")


def look(site: Site, asked: Came) -> Response:
    """The page behind a link; programs that look at links before people do use nothing up."""
    token = asked.params["token"]
    who = whose_link(site.db, token, now=site.clock()) if is_secret(token) else None
    if who is None:
        return notice("expired", _frame(site, asked))
    return HTMLResponse(as_sign_in(site.urls.to(f"in/{token}"), who, _frame(site, asked)), headers=HEADERS)


def enter(site: Site, asked: Came) -> Response:
    """Sign in by a link: from our own page only, or somebody could be signed in as another without noticing."""
    if not door.is_ours(site, asked.headers):
        return notice("forged", _frame(site, asked))
    token = asked.params["token"]
    with log.about(handler="web.sign_in"):
        cookie = sign_in(site.db, token, now=site.clock()) if is_secret(token) else None
    if cookie is None:
        return notice("expired", _frame(site, asked))
    _end(site, asked.cookie)
    response = _gone(site, Go(site.urls.to()))
    response.set_cookie(
        site.cookie, cookie, max_age=door.LASTS, path="/", secure=site.is_safe, httponly=True, samesite="lax"
    )
    return response


def _end(site: Site, cookie: str) -> None:
    """Whoever was signed in in this browser is not any more."""
    before = visit(site.db, cookie, now=site.clock()) if cookie else None
    if before is not None:
        sign_out(site.db, before.viewer, cookie, now=site.clock())


def notice(
    which: Notice,
    frame: Frame,
    told: str = "",
    status: HTTPStatus | None = None,
    *,
    typed: Sequence[str] = (),
    again: str = "",
) -> Response:
    """A page that says why there is no other: the same for what is not there and what is not theirs."""
    html = as_notice(which, frame, told, typed=typed, again=again)
    return HTMLResponse(html, status or _STATUS[which], HEADERS)


def _typed(site: Site, asked: Came) -> tuple[str, ...]:
    """What somebody wrote into a form of ours; nothing that another site has sent."""
    return words_in(asked.sent) if asked.is_form and door.is_ours(site, asked.headers) else ()


def _again(site: Site, asked: Came) -> str:
    """The address somebody wanted to read, whatever there is."""
    return asked.here if not asked.is_form and asked.here != site.urls.to() and site.urls.is_ours(asked.here) else ""


def _gone(site: Site, answer: Go) -> Response:
    response = RedirectResponse(answer.address, HTTPStatus.SEE_OTHER, HEADERS)
    if answer.leaving:
        response.delete_cookie(site.cookie, path="/", secure=site.is_safe, httponly=True, samesite="lax")
    return response


def _frame(site: Site, asked: Came, visitor: Visitor | None = None) -> Frame:
    """What is around a notice; it tells nothing of where it came from."""
    home = site.urls.to()
    if visitor is None:
        return Frame(preferred(asked.headers.get("accept-language", "")), site.urls, home)
    return Frame(visitor.language, site.urls, home, door.csrf_of(asked.cookie), visitor.viewer.person.name)


async def _style(_request: Request) -> Response:
    return Response(style(), media_type="text/css; charset=utf-8", headers=HEADERS | FOR_LONG)
