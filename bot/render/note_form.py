"""The form for a note, new or edited; a note of any length has as many fields as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Note, Space
from bot.domain.typed_note import TypedNote
from bot.i18n import t
from bot.render.blocks import actions, bold, button, long_text, section
from bot.render.forms import INPUT, choice_input, date_input, form, line_input, sheet, text_input, tick_input
from bot.slack.message import Block, View

FIELDS = 40  # of 3,000 characters: more than the longest note


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What the form starts with."""

    typed: TypedNote
    private: str
    fields: int = 1
    spaces: Sequence[Space] = ()  # to choose from, when the channel does not say which
    editing: bool = False
    offer: str | None = None  # whose alone the note can be; "" where that depends on the space; None for nobody's
    kept: bool = False  # it is for one side alone
    mark: str = ""  # what is to be known of the note that is edited


def as_form(start: NoteForm, locale: Language) -> View:
    """The form with its fields filled in as far as they are known."""
    typed = start.typed
    blocks: list[Block] = [section(bold(start.mark))] if start.mark else []
    if len(start.spaces) > 1:
        choices = [(str(space.id), space.name) for space in start.spaces[:100]]
        blocks.append(choice_input("space", t("form.space", locale), choices, choices[0][0]))
    blocks += [
        line_input("title", t("form.title", locale), typed.title),
        date_input("held_on", t("form.date", locale), typed.held_on),
        line_input("place", t("form.place", locale), typed.place),
        line_input("purpose", t("form.purpose", locale), typed.purpose),
        line_input("participants", t("form.participants", locale), typed.participants),
        *_text_fields(typed.text, start.fields, locale),
        actions([button(t("button.more_room", locale), "note.more_room", str(start.fields + 1))]),
    ]
    if not start.editing:
        languages = [(language, t(f"language.{language}", locale)) for language in LANGUAGES]
        blocks.append(choice_input("language", t("form.language", locale), languages, typed.language or locale))
        if start.offer is not None:
            blocks.insert(0, _who_sees(start.offer, locale, kept=start.kept))
    name, title = ("note_edited", "form.edit_note") if start.editing else ("note_written", "form.new_note")
    submit, close = t("button.save", locale), t("button.cancel", locale)
    return form(name, t(title, locale), blocks, start.private, submit=submit, close=close)


def _who_sees(side: str, locale: Language, *, kept: bool) -> Block:
    """The box that keeps the note to one side."""
    said = t("form.only_side", locale, side=side) if side else t("form.only_our_side", locale)
    return tick_input("inner", t("form.who_sees", locale), said, ticked=kept)


def text_pieces(text: str) -> list[str]:
    """A text cut into pieces that fit a field, between lines where that can be; see `text_joined`."""
    pieces: list[str] = []
    for line in text.split("\n"):
        for start in range(0, len(line) + 1, INPUT):  # what is behind a full field goes on with its line
            piece = line[start : start + INPUT]
            if pieces and not start and len(pieces[-1]) + 1 + len(piece) < INPUT:
                pieces[-1] += "\n" + piece
            else:
                pieces.append(piece)
    return pieces


def text_joined(pieces: Sequence[str]) -> str:
    """The text again: a full field was cut inside a line, any other at its end."""
    joined = ""
    for index, piece in enumerate(pieces):
        full = index and len(pieces[index - 1]) == INPUT
        joined += piece if not index or full else "\n" + piece
    return joined


def original_sheet(note: Note, locale: Language) -> View:
    """The note as it was written."""
    blocks = long_text(note.head + note.body)
    if note.inner:
        blocks.insert(0, section(bold(t("inner.chip", locale))))
    return sheet(t("form.original", locale), blocks, close=t("button.close", locale))


def _text_fields(text: str, fields: int, locale: Language) -> list[Block]:
    pieces = text_pieces(text)
    count = min(max(fields, len(pieces)), FIELDS)
    pieces += [""] * (count - len(pieces))
    blocks = []
    for index, piece in enumerate(pieces[:count]):
        label = t("form.note", locale) if not index else t("form.note_more", locale, number=index + 1)
        hint = t("form.note_hint", locale) if not index else ""
        blocks.append(text_input(f"text_{index}", label, piece, hint=hint, optional=bool(index)))
    return blocks
