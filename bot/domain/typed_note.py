"""What a person filled in for a note, put together as one text for the note grammar."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.language import Language
from bot.domain.record import HeadPart

_LABELS: Mapping[Language, tuple[str, str, str, str, str, str]] = {
    "da": ("Titel: ", "Dato: ", "Sted: ", "Formål: ", "Deltagere: ", "\n"),
    "zh": ("会议名称：", "时间：", "地点：", "目的：", "参加：", "\n"),
    "en": ("Title: ", "Date: ", "Place: ", "Purpose: ", "Participants: ", "\n"),
}


@dataclass(frozen=True, slots=True)
class TypedNote:
    """The fields of the form, or only `text` when somebody wrote the note in one go."""

    text: str
    language: Language | None = None
    title: str = ""
    held_on: str = ""  # ISO, from a date picker
    place: str = ""
    purpose: str = ""
    participants: str = ""

    def composed(self, language: Language) -> str:
        """One text: a labelled line for each field that was filled in, then the note."""
        values = (self.title, self.held_on, self.place, self.purpose, self.participants)
        *labels, end = _LABELS[language]
        lines = (
            f"{label}{' '.join(value.split())}{end}"
            for label, value in zip(labels, values, strict=True)
            if value.strip()
        )
        return "".join(lines) + self.text

    def head(self) -> dict[HeadPart, str]:
        """What was filled in above the note."""
        return {
            "title": self.title, "place": self.place, "purpose": self.purpose, "participants": self.participants
        }  # fmt: skip
