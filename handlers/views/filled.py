"""What a form's fields hold, as values."""

from collections.abc import Mapping

from bot.domain.language import LANGUAGES
from bot.domain.typed_note import TypedNote
from bot.render.note_form import FIELDS, text_joined


def note_of(state: Mapping[str, str]) -> TypedNote:
    """The note that was filled in; its text may be in several fields."""
    pieces = [state.get(f"text_{index}", "") for index in range(FIELDS)]
    while pieces and not pieces[-1]:
        pieces.pop()
    language = next((one for one in LANGUAGES if one == state.get("language")), None)
    return TypedNote(
        text_joined(pieces),
        language,
        state.get("title", ""),
        state.get("held_on", ""),
        state.get("place", ""),
        state.get("purpose", ""),
        state.get("participants", ""),
    )
