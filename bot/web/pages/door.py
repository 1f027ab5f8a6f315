"""Who may come in: links that sign people in, cookies, and which forms are ours."""

from hashlib import sha256
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from bot.domain.language import LANGUAGES
from bot.services.sign_in import LONGEST, choose_page_language
from bot.services.sign_out import sign_out
from bot.web.pages.visit import Answer, Go, Site, Visit

LASTS = int(LONGEST.total_seconds())  # seconds a browser keeps the cookie: whether it is worth anything, the store says


def csrf_of(cookie: str) -> str:
    """What shows that a form came from a page that we showed to this browser: nobody else knows its cookie.

    Neither of the two can be found out from the other, or from what is kept of the cookie.
    """
    return sha256(f"a form of ours: {cookie}".encode()).hexdigest()[:40]


def is_ours(site: Site, headers: Headers) -> bool:
    """Whether a form was sent from one of our own pages, as far as the browser tells; one that tells nothing is not.

    Browsers say so themselves (Fetch Metadata; RFC 6454, 7): no page of another host can make them say otherwise.
    """
    fetched, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if fetched is None and origin is None:
        return False
    return fetched in {None, "same-origin"} and origin in {None, _origin(site.public_url)}


def is_forged(visit: Visit) -> bool:
    """Whether a form lacks what our pages put into it for this browser."""
    return not compare_digest(visit.sent.get("csrf", "").encode(), visit.csrf.encode())


def leave(visit: Visit) -> Answer:
    """Sign this browser out."""
    sign_out(visit.db, visit.viewer, visit.cookie, now=visit.now)
    return Go(visit.site.urls.to(), leaving=True)


def speak(visit: Visit) -> Answer:
    """Show the pages in another language in this browser, and go back to where that was asked."""
    language = visit.params["language"]
    if language in LANGUAGES and language != visit.locale:
        choose_page_language(visit.db, visit.cookie, language)
    return Go(visit.back(visit.site.urls.to()))


def _origin(address: str) -> str:
    """The origin of an address, as browsers write it: without the port that goes without saying."""
    parts = urlsplit(address)
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    name = (parts.hostname or "").encode("idna").decode()
    host = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port and parts.port != usual else "")
