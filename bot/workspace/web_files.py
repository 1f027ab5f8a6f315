"""Files over HTTP: apps upload and fetch them by token, people look at those that stand before their eyes."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.workspace import api_files, file_access, files
from bot.workspace.api_base import bearer, caller
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model_files import File


class FileDoor:
    """The endpoints of files."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    async def upload(self, request: Request) -> Response:
        """Take the bytes of a file, bare or as a form."""
        if request.headers.get("content-type", "").startswith("multipart/"):
            async with request.form() as form:
                first = next(iter(form.values()), "")
                content = first.encode() if isinstance(first, str) else await first.read()
        else:
            content = await request.body()
        taken = api_files.receive(self._ws, request.path_params["file_id"], content)
        return PlainTextResponse(f"OK - {len(content)}" if taken else "upload refused", 200 if taken else 400)

    async def download(self, request: Request) -> Response:
        """Give an app the bytes of a file; without a bot token the way leads, as in Slack, to where one signs in."""
        with self._ws.lock:
            try:
                app, at = caller(self._ws, bearer(request.headers))
            except SlackError:
                return RedirectResponse(f"/?redir={quote(request.url.path, safe='')}", 302)
            file = file_access.for_app(self._ws, app, at, request.path_params["file_id"])
        return _bytes_of(file) if file else PlainTextResponse("not found", 404)

    async def look(self, request: Request) -> Response:
        """Give a person the bytes of a file they see: `?user=U…&file=F…`."""
        with self._ws.lock:
            user = self._ws.world.users.get(request.query_params.get("user", ""))
            file = file_access.for_person(self._ws, user, request.query_params.get("file", "")) if user else None
        if file is None:
            return JSONResponse({"ok": False, "error": "file_not_found", "detail": "no file this person sees"}, 404)
        return _bytes_of(file)


def _bytes_of(file: File) -> Response:
    """Let a browser show pictures, and save everything else: nothing uploaded may run as a page of ours."""
    kind, shown = files.kind_of(file), files.is_picture(file)
    place = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(file.content, media_type=kind.mimetype if shown else "application/octet-stream", headers=headers)
