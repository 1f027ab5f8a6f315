"""What the comments of a minutes file say, as values; a value that is none of its kind is a ValueError."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast, get_args

from bot.domain.due import Due, Precision
from bot.domain.language import LANGUAGES, Language
from bot.domain.meeting import Kind
from bot.domain.minutes_file import Element, MinutesFile

_LINES: Mapping[Kind, Mapping[Language, str]] = {
    "paragraph": {"da": "", "zh": "", "en": ""},
    "decision": {"da": "Beslutning: ", "zh": "决定：", "en": "Decision: "},
    "agreement": {"da": "Aftale: ", "zh": "协议：", "en": "Agreement: "},
    "action": {"da": "- [ ] ", "zh": "- [ ] ", "en": "- [ ] "},
}
"""How a line of a note begins: so that a form which starts from it understands the same."""


def line_of(element: Element, language: Language) -> str:
    """What stands in the note for an item."""
    if "part_of" in element.about:
        return ""  # a part is not written in the note
    kind = cast("Kind", one_of(element.about["kind"], get_args(Kind)))
    begins = "- [x] " if element.about.get("status") == "done" else _LINES[kind][language]
    return f"{begins}{element.content}\n"


def number_in(file: MinutesFile, name: str) -> int:
    """A number that a file says; 0 where it is none that a note can have."""
    value = file.about.get(name)
    return value if type(value) is int and 0 < value < 10**9 else 0  # what every database takes


def language_of(about: Mapping[str, Any], *, otherwise: Language | None = None) -> Language:
    """The language that a comment names."""
    return cast("Language", one_of(about.get("language", otherwise), LANGUAGES))


def day_of(said: object) -> date | None:
    """A day as ISO 8601 writes it."""
    return date.fromisoformat(str(said)) if said else None


def due_of(said: Mapping[str, Any] | None) -> Due | None:
    """A due date, with the words in which it was said."""
    if not said:
        return None
    precision = cast("Precision", one_of(said.get("precision"), get_args(Precision)))
    certain = bool(said.get("certain", True))
    return Due(str(said["said"]), day_of(said.get("start")), day_of(said.get("end")), precision, certain)


def one_of(value: object, known: Sequence[Any]) -> Any:  # noqa: ANN401  one of what is known
    """A value of those that are known."""
    if value not in known:
        raise ValueError(value)
    return value


def words_of(value: object) -> str | None:
    """Words, or none."""
    if value is not None and not isinstance(value, str):
        raise ValueError(value)
    return value
