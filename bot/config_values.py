"""How each setting is read from what was written; a `ValueError` is a catalogue key below `settings.`."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

ENGINE_NAMES = ("local", "libretranslate", "deepl", "google", "microsoft", "baidu")
LOG_FORMATS = ("text", "json")

_FERNET_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")
"""32 bytes in URL-safe base64, as the specification of Fernet has its keys."""
_WIKI = re.compile(r"(?:https?://[A-Za-z0-9.:\[\]-]+|file://(?=/))(?:/[A-Za-z0-9._~+-]+)*/?")
"""An address without passwords, queries and escapes (`bot.domain.wiki_address` says what lies below it)."""
_TEAM = re.compile(r"T[A-Z0-9]{2,20}")
"""Slack's id of a workspace."""


def _engines(written: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in written.split(",") if name.strip())
    if any(name not in ENGINE_NAMES for name in names):
        raise ValueError("unknown_engine")
    return names


def _parallel(written: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in written.split(","))):
        name, _, count = (word.strip() for word in part.partition("="))
        if name.lower() not in ENGINE_NAMES:
            raise ValueError("unknown_engine")
        if not count.isdecimal() or not 1 <= int(count) <= 100:  # noqa: PLR2004  more no server would thank us for
            raise ValueError("not_parallel")
        found[name.lower()] = int(count)
    return found


def _there(written: str) -> Path:
    path = Path(written).expanduser()
    if not path.exists():
        raise ValueError("not_there")
    return path


def _port(written: str) -> int:
    if not written.isdecimal() or not 0 < int(written) < 65536:  # noqa: PLR2004  the range of TCP ports
        raise ValueError("not_a_port")
    return int(written)


def _pictures(written: str) -> bool:
    if written.lower() not in {"yes", "no"}:
        raise ValueError("not_yes_or_no")
    return written.lower() == "yes"


def _threads(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 256:  # noqa: PLR2004  more only costs memory
        raise ValueError("not_a_count")
    return int(written)


def _months(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= 1200:  # noqa: PLR2004  a hundred years
        raise ValueError("not_months")
    return int(written)


def _api_url(written: str) -> str:
    if not written.startswith(("https://", "http://")):
        raise ValueError("not_a_url")
    return written.rstrip("/") + "/"


def _database_url(written: str) -> str:
    scheme, separator, rest = written.partition("://")
    if not separator or scheme.partition("+")[0] not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError("not_a_database")
    host = rest.partition("/")[0].rpartition("@")[2]
    port = host.rpartition("]")[2].partition(":")[2]  # an address of the sixth version stands in brackets
    if port and not port.isdecimal():
        raise ValueError("not_a_database")
    # `postgres://` is what hosting companies write; the driver is always psycopg 3
    return written if scheme.startswith("sqlite") else f"postgresql+psycopg://{rest}"


def _token_keys(written: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in written.split(",") if key.strip())
    if not keys or any(not _FERNET_KEY.fullmatch(key) for key in keys):
        raise ValueError("not_a_token_key")
    return keys


def _log_format(written: str) -> str:
    if written.lower() not in LOG_FORMATS:
        raise ValueError("not_a_log_format")
    return written.lower()


def _log_level(written: str) -> str:
    if written.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("not_a_level")
    return written.upper()


def _teams(written: str) -> tuple[str, ...]:
    teams = tuple(team.strip() for team in written.split(",") if team.strip())
    if not teams or any(not _TEAM.fullmatch(team) for team in teams):
        raise ValueError("not_teams")
    return teams


def _wikis(written: str) -> tuple[str, ...]:
    addresses = tuple(address.strip() for address in written.split(",") if address.strip())
    if not addresses or not all(map(_WIKI.fullmatch, addresses)):
        raise ValueError("not_wikis")
    return addresses


READERS: Mapping[str, Callable[[str], object]] = {
    "engines": _engines,
    "parallel": _parallel,
    "models": Path,
    "report_template": _there,
    "port": _port,
    "threads": _threads,
    "audit_months": _months,
    "pictures": _pictures,
    "slack_api_url": _api_url,
    "prose_url": _api_url,
    "public_url": _api_url,
    "database_url": _database_url,
    "log_level": _log_level,
    "log_format": _log_format,
    "ops_port": _port,
    "token_keys": _token_keys,
    "teams": _teams,
    "wikis": _wikis,
}
