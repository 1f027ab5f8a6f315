"""What a list of actions can be had as: a calendar, or a table in one of two formats."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

ExportForm = Literal["calendar", "csv", "xlsx"]
FeedVerb = Literal["new", "off"]

SUFFIXES: Mapping[ExportForm, str] = {"calendar": "ics", "csv": "csv", "xlsx": "xlsx"}
"""How the name of each file ends."""


class AskedExport(NamedTuple):
    """A file somebody asks for: `words` choose what is in it, `verb` says what becomes of their calendar address."""

    form: ExportForm
    words: str = ""
    verb: FeedVerb | None = None
