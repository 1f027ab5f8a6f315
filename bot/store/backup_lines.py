"""A record as a line of JSON, and back: the keys are the columns, and what is NULL is left out."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Literal

Kind = Literal["integer", "number", "boolean", "text", "date", "instant", "bytes", "json"]

_HALVES = re.compile("[\ud800-\udfff]")  # of a pair of code units: JSON can say them, UTF-8 cannot


def _same(value: Any) -> Any:  # noqa: ANN401  whatever the column holds
    return value


_WRITE: Mapping[Kind, Callable[[Any], object]] = {
    "integer": _same,
    "number": float,
    "boolean": _same,
    "text": _same,
    "date": date.isoformat,
    "instant": lambda value: value.astimezone(UTC).isoformat(timespec="microseconds"),
    "bytes": lambda value: b64encode(value).decode(),
    "json": json.loads,
}
_READ: Mapping[Kind, tuple[type, Callable[[Any], object]]] = {
    "integer": (int, _same),
    "number": (float, _same),
    "boolean": (bool, _same),
    "text": (str, _same),
    "date": (str, date.fromisoformat),
    "instant": (str, datetime.fromisoformat),
    "bytes": (str, lambda value: b64decode(value, validate=True)),
}


def as_line(row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> bytes:
    """One line, always the same for the same record.

    Args:
        row: values by column; None for NULL, and JSON as the text that is stored.
        kinds: of all columns, in the order they are written in.
    """
    there = {name: _WRITE[kind](row[name]) for name, kind in kinds.items() if row[name] is not None}
    line = json.dumps(there, ensure_ascii=False, separators=(",", ":"))
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", line).encode() + b"\n"


def as_row(line: bytes, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """The values of a line by column; what is NULL is not among them, and JSON is what it stands for.

    Raises:
        ValueError: it is not a record with these columns.
    """
    there = json.loads(line)
    if not isinstance(there, dict) or not there.keys() <= kinds.keys():
        raise ValueError("not a record of this table")
    return {name: _read(value, kinds[name]) for name, value in there.items()}


def _read(value: Any, kind: Kind) -> Any:  # noqa: ANN401  whatever the column holds
    if kind == "json":
        return value
    expected, made = _READ[kind]
    if type(value) is not expected:
        raise ValueError(f"not a value of the kind {kind}")
    return made(value)
