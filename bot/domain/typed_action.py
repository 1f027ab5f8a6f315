"""What a person filled in for an action."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TypedAction:
    """The fields of the form: the words, who is to do it, and until when, as said or as picked.

    `owner` None: they left it as it stood there, whatever it would be read as.
    """

    text: str
    owner: str | None = ""
    due_said: str = ""
    due_day: date | None = None
