"""A request as our pages take it: decoded, without what cannot be shown or kept, and of a size that can be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request

from bot.render.pages.urls import ROOT
from bot.render.plain import plain
from bot.web.pages.visit import Site

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # as `secrets.token_urlsafe(32)` makes them
LARGEST = 1024 * 1024  # bytes of one form
FIELDS = 2000


@dataclass(frozen=True, slots=True)
class Came:
    """What came: the page's own address, what is asked for in it, what a form sends, and by which cookie."""

    here: str
    params: Mapping[str, str]
    asked: Mapping[str, str]
    sent: Mapping[str, str]
    cookie: str
    headers: Headers
    is_form: bool


async def came(request: Request, site: Site) -> Came | None:
    """A request; None for one that is larger than any of our forms."""
    is_form = request.method == "POST"
    body = await _body(request) if is_form else b""
    if body is None:
        return None
    query = request.scope["query_string"].decode("latin-1")
    path = request.url.path.removeprefix(f"/{ROOT}").strip("/")
    return Came(
        site.urls.to(path) + (f"?{query}" if query else ""),
        {name: plain(str(value)) for name, value in request.path_params.items()},
        _fields(query),
        _fields(body.decode("utf-8", errors="replace")),
        _secret(request.cookies.get(site.cookie, "")),
        request.headers,
        is_form,
    )


def is_secret(written: str) -> bool:
    """Whether something looks like one of our secrets."""
    return SECRET.fullmatch(written) is not None


def _secret(written: str) -> str:
    return written if is_secret(written) else ""


def _fields(written: str) -> dict[str, str]:
    """The fields of a form, or of what stands behind a path; none where there are more than any form has."""
    try:
        found = parse_qsl(written, keep_blank_values=True, max_num_fields=FIELDS, errors="replace")
    except ValueError:
        return {}
    return {plain(name): plain(value) for name, value in found}


async def _body(request: Request) -> bytes | None:
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
