"""What an uploaded file is, and when Slack knows it: uploads are looked at for a while before they can be shown."""

import mimetypes
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from bot.workspace.core import Workspace
from bot.workspace.model_files import File

Json = dict[str, Any]

PICTURES = frozenset(
    {"png", "jpg", "gif"}
)  # what a `slack_file` may be, says Slack's reference of the slack file object


class Kind(NamedTuple):
    """What a file is: its type on the web, Slack's short word for it, and the word people read."""

    mimetype: str
    filetype: str
    pretty_type: str


UNKNOWN = Kind("", "", "")
_BINARY = Kind("application/octet-stream", "binary", "Binary")
_SIGNATURES: Mapping[bytes, Kind] = {
    b"\x89PNG\r\n\x1a\n": Kind("image/png", "png", "PNG"),
    b"\xff\xd8\xff": Kind("image/jpeg", "jpg", "JPEG"),
    b"GIF87a": Kind("image/gif", "gif", "GIF"),
    b"GIF89a": Kind("image/gif", "gif", "GIF"),
    b"%PDF-": Kind("application/pdf", "pdf", "PDF"),
}
_BY_NAME = mimetypes.MimeTypes()  # Python's own table, and not what happens to be installed on this machine


def kind_of(file: File) -> Kind:
    """Say what a file is, by its first bytes where they tell, else by its name."""
    content = file.content or b""
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    named, _ = _BY_NAME.guess_type(file.name)
    ending = file.name.rpartition(".")[2].lower()
    if named is None or named.startswith("image/"):  # a picture would have shown its signature
        return _BINARY
    return Kind(named, ending, ending.upper())


def complete(ws: Workspace, file: File, title: str) -> None:
    """End an upload; from now on the file is there, and after `world.processing` it is ready. A second time is fine."""
    file.title = title
    if file.ready_at is None:
        file.created = ws.clock()
        file.ready_at = file.created + ws.world.processing.seconds
        file.calls_left = ws.world.processing.calls


def is_ready(ws: Workspace, file: File) -> bool:
    """Say whether Slack has looked at a file."""
    return file.ready_at is not None and ws.clock() >= file.ready_at and file.calls_left <= 0


def is_picture(file: File) -> bool:
    """Say whether a file can stand in an image block."""
    return kind_of(file).filetype in PICTURES


def file_object(ws: Workspace, file: File) -> Json:
    """Build a file as Slack shows it; what it is stays empty until it is ready."""
    url = f"{ws.base_url}/files/{file.id}/{quote(file.name)}"
    kind = kind_of(file) if is_ready(ws, file) else UNKNOWN
    found: Json = {
        "id": file.id, "created": int(file.created), "timestamp": int(file.created), "name": file.name,
        "title": file.title, **kind._asdict(), "user": file.user, "size": file.size, "mode": "hosted",
        "is_external": False, "url_private": url, "url_private_download": url, "permalink": url,
    }  # fmt: skip
    return found | ({"alt_txt": file.alt_txt} if file.alt_txt else {})
