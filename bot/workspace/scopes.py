"""Which OAuth scope each Web API method needs, as Slack's reference of the methods says."""

from collections.abc import Iterable

from bot.workspace.errors import SlackError

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

NEEDED: dict[str, tuple[str, ...]] = {
    "bots.info": ("users:read",),
    "canvases.edit": ("canvases:write",),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.canvases.create": ("canvases:write",),
    "conversations.history": _HISTORY,
    "conversations.info": _READ,
    "conversations.list": _READ,
    "conversations.members": _READ,
    "conversations.open": ("im:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "pins.add": ("pins:write",),
    "pins.list": ("pins:read",),
    "pins.remove": ("pins:write",),
    "team.info": ("team:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
}  # a method needs one of them; methods that are not here need none

ALL_SCOPES = tuple(
    sorted({
        "app_mentions:read", "commands", *(one for scopes in NEEDED.values() for one in scopes),
    })
)  # fmt: skip
_KINDS = {"channel": "channels", "group": "groups", "im": "im"}


def check(method: str, granted: Iterable[str]) -> None:
    """Refuse a method none of whose scopes was granted.

    Raises:
        SlackError: `missing_scope` with `needed` and `provided`.
    """
    needed, given = NEEDED.get(method, ()), set(granted)
    if needed and not given & set(needed):
        raise missing(needed, given)


def check_kind(kind: str, what: str, granted: Iterable[str]) -> None:
    """Refuse to tell of a conversation whose kind was not granted.

    Args:
        kind: `channel`, `group` (a private channel) or `im`.
        what: `read` or `history`.
        granted: The scopes of the installation.

    Raises:
        SlackError: `missing_scope` with `needed` and `provided`.
    """
    needed, given = f"{_KINDS[kind]}:{what}", set(granted)
    if needed not in given:
        raise missing((needed,), given)


def missing(needed: Iterable[str], given: Iterable[str]) -> SlackError:
    """Make the refusal."""
    return SlackError("missing_scope", more={"needed": ",".join(needed), "provided": ",".join(sorted(given))})
