"""Which addresses may be published to: those below an address that the operator has allowed, and no others.

Whoever may fill in a form could otherwise have the bot ask whatever its machine can reach.
"""

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

_SCHEMES = ("https", "http")
_FOLDER = "file"
_PORTS = {"https": 443, "http": 80}
_PLAIN = re.compile(r"[A-Za-z0-9._~/+-]*")
"""A path without escapes, queries and anything that two programs might read in two ways."""


def is_allowed(address: str, allowed: Sequence[str], *, folders: bool = False) -> bool:
    """Whether an address lies below one of those that are allowed; a folder only where `folders` can be meant."""
    wanted = _read(address, folders=folders)
    return wanted is not None and any(_below(wanted, _read(base, folders=True)) for base in allowed)


def _read(address: str, *, folders: bool) -> SplitResult | None:
    """An address without a doubt in it; None for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    odd = parts.query or parts.fragment or parts.username is not None or parts.password is not None or port == 0
    segments = parts.path.split("/")
    if odd or not _PLAIN.fullmatch(parts.path) or {".", ".."} & set(segments) or address != address.strip():
        return None
    if parts.scheme == _FOLDER:
        return parts if folders and not parts.netloc and parts.path.startswith("/") else None
    return parts if parts.scheme in _SCHEMES and parts.hostname else None


def _below(wanted: SplitResult, base: SplitResult | None) -> bool:
    if base is None or _place(wanted) != _place(base):
        return False
    top = base.path.rstrip("/")
    return wanted.path == top or wanted.path.startswith(f"{top}/")


def _place(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)
