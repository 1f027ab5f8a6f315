"""A logger whose lines a test reads, and a reader of lines as people have them."""

import io
import json
import logging
import re
from collections.abc import Sequence
from typing import Self

from bot.log import formatter

_FIELD = re.compile(r'([^\s="]+|"(?:[^"\\]|\\.)*")=("(?:[^"\\]|\\.)*"|[^\s"]+)')
_HEAD = re.compile(r'(\S+) ([A-Z]+) (\S+|"(?:[^"\\]|\\.)*"): ("(?:[^"\\]|\\.)*"|[^="]*?)(?= [^\s="]+=|$)')


class Reading:
    """Everything one logger says, as the lines that are written."""

    def __init__(self, name: str, form: str, secrets: Sequence[str] = ()) -> None:
        self._stream = io.StringIO()
        self._handler = logging.StreamHandler(self._stream)
        self._handler.setFormatter(formatter(form, secrets))
        self._logger, self.name = logging.getLogger(name), name

    def __enter__(self) -> Self:
        self._logger.addHandler(self._handler)
        self._logger.setLevel(logging.DEBUG)
        self._logger.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self._handler)
        self._logger.propagate = True

    @property
    def written(self) -> str:
        return self._stream.getvalue()


def fields_of(line: str) -> dict[str, object]:
    """Message and fields of a line for people, as somebody's program would read them."""
    head = _HEAD.match(line)
    assert head is not None, line
    found: dict[str, object] = {"message": _meant(head[4])}
    rest = line[head.end() :]
    for field in _FIELD.finditer(rest):
        found[str(_meant(field[1]))] = _meant(field[2])
    assert _FIELD.sub("", rest).strip() == "", line
    return found


def _meant(written: str) -> object:
    return json.loads(written) if written.startswith('"') else written
