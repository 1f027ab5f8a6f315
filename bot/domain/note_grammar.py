"""The note grammar: a meeting note as people write it becomes numbered items, owners and due words."""

import re
from collections.abc import Mapping
from datetime import date

from bot.domain.due import Calendar, Due, find_due
from bot.domain.language import Language, guess_language
from bot.domain.lazy import lazy
from bot.domain.meeting import AgreementState, ParsedItem, ParsedNote
from bot.domain.note_grammar_head import Head, is_greeting, read_head
from bot.domain.note_grammar_items import Draft, Grouper
from bot.domain.note_grammar_lines import Line, read_line
from bot.domain.note_grammar_owner import Owner, OwnerReader
from bot.domain.note_grammar_owner_words import ASSIGNED
from bot.domain.note_grammar_split import split_notes
from bot.domain.note_grammar_words import DECIDED
from bot.domain.termbase import Termbase

__all__ = ["ItemReader", "parse_note", "read_action", "shortened", "split_notes"]

_TITLE_LENGTH = 60
_WINDOW = 4000
_EXPECTED = lazy(
    r"\b(?:forventes|forventer|ventes|planlagt|planlægges|expected|expects|anticipated|tentatively|planned)\b"
    r"|拟于|拟(?![定订])(?=[\u4e00-\u9fff])|预计|预期|计划于|计划在|初步定|暂定|有望",
    re.IGNORECASE,
)
_SIGNED = lazy(r"\b(?:underskrevet|underskrev|undertegnet|indgået|signed)\b|签署|签订|签字", re.IGNORECASE)
_NOT_YET = lazy(
    r"\b(?:forventes|forventer|ventes|skal|vil|planlagt|klar til|afventer|udkast|ikke|expected)\b"
    r"|\b(?:to be|will be|planned|not yet|draft)\b|\b(?:underskrives|undertegnes)\b|\btil underskrift\b"
    r"|拟(?![定订])|[待将未]|预计|预期|计划(?:于|在)|准备|初步|暂定|适时|尽快|尽早|争取|力争|有望|年内",
    re.IGNORECASE,
)
_SIGNING = lazy(r"underskr|undertegn|indgå|\bsign|签", re.IGNORECASE)


def parse_note(
    text: str,
    *,
    language: Language | None,
    on: date,
    termbase: Termbase,
    people: Mapping[str, str] | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> ParsedNote:
    """Read one note.

    Args:
        text: the note as typed or pasted, Slack markup already resolved ("@Name").
        language: None to guess it from the text.
        on: the day it was written; the note's own date, where it has one, counts for due words.
        termbase: the known organisations, people and places.
        people: names that may be mentioned, to their ids.
        calendars: whose working days those keep who are known by name; of others the termbase's country counts,
            then the language.

    Returns:
        The note; `head` and the `raw` of its items, joined, are `text`. No items when the text
        has no words.
    """
    spoken = language or guess_language(text)
    lines = [read_line(raw) for raw in text.splitlines(keepends=True)]
    head = Head(language=spoken, on=on, termbase=termbase)
    first = read_head(lines, head)
    grouper = _grouped(lines[first:], head)
    owners = OwnerReader(termbase, spoken, head.participants, people)
    reader = ItemReader(spoken, head.held_on or on, owners, calendars)
    items = tuple(reader.read(draft) for draft in grouper.drafts)
    return ParsedNote(
        language=spoken,
        title=head.name() or _title_from(items, head),
        held_on=head.held_on,
        place=head.place,
        purpose=head.purpose,
        participants=tuple(head.participants),
        items=items,
        head="".join(line.raw for line in lines[:first]) + (grouper.rest if not items else ""),
    )


def _grouped(lines: list[Line], head: Head) -> Grouper:
    """The items; a line of the head that comes late fills its field and is no item."""
    grouper = Grouper()
    for line in lines:
        if line.blank:
            grouper.blank(line.raw)
        elif line.kind is None and head.take_late(line.body):
            grouper.skip(line.raw)
        else:
            grouper.take(line)
    grouper.finish()
    return grouper


class ItemReader:
    """Finds owner, due words and state in a grouped item; without `on` due words stay unread."""

    def __init__(
        self,
        language: Language,
        on: date | None,
        owners: OwnerReader,
        calendars: Mapping[str, Calendar] | None = None,
    ) -> None:
        self._language = language
        self._on = on
        self._owners = owners
        self._calendars = calendars or {}

    def read(self, draft: Draft) -> ParsedItem:
        """One item as a value."""
        text = draft.text
        concluded = draft.kind == "decision" and draft.inherited  # among conclusions are tasks, too
        if (draft.kind == "paragraph" or concluded) and draft.family and ASSIGNED.search(text):
            draft.kind = "action"
        elif draft.kind == "paragraph" and DECIDED.match(text):
            draft.kind = "decision"
        looked_at = _window(text)
        owner, owners = self._owner(draft, looked_at) if draft.kind == "action" else (None, None)
        state = _agreement_state(text) if draft.kind == "agreement" else None
        waits = draft.kind == "action" or (draft.kind == "agreement" and state != "signed")
        return ParsedItem(
            number=draft.number,
            kind=draft.kind,
            text=text,
            raw="".join(draft.raws),
            owner=owner.name if owner else None,
            owner_known=owner is not None and owner.known,
            owners=owners,
            due=self._due(looked_at, owner) if waits else None,
            expected=waits and bool(_EXPECTED.search(text)),
            done=draft.done,
            agreement_state=state,
        )

    def _owner(self, draft: Draft, text: str) -> tuple[Owner | None, str | None]:
        """Who has the lead, and all who are named where it is several."""
        owner = self._owners.read(text)
        if owner is None and draft.owner_hint:
            text = draft.owner_hint
            owner = self._owners.named(text)
        return owner, self._owners.several(text, owner) if owner else None

    def _due(self, text: str, owner: Owner | None) -> Due | None:
        if self._on is None:
            return None
        spoken = _language_of(text, self._language)
        country = owner.term.country if owner and owner.term else None
        kept = self._calendars.get(owner.name) if owner else None
        calendar: Calendar = kept or country or ("CN" if spoken == "zh" else "DK")
        for language in dict.fromkeys((spoken, self._language)):
            if found := find_due(text, language, self._on, calendar=calendar):
                return found.due
        return None


def read_action(
    text: str, language: Language, on: date, owners: OwnerReader, calendars: Mapping[str, Calendar] | None = None
) -> ParsedItem:
    """One line of text that is an action, whatever it looks like; its owner and due words are read as in a note."""
    draft = Draft("action", raws=[text], pieces=[text])
    return ItemReader(language, on, owners, calendars).read(draft)


def _window(text: str) -> str:
    """The beginning and end of an endless item: who and when stand there, if anywhere."""
    return text if len(text) <= _WINDOW else f"{text[: _WINDOW // 2]}\n{text[-_WINDOW // 2 :]}"


def _language_of(text: str, note: Language) -> Language:
    """The language of one item in a mixed note; a few words say too little to leave the note's."""
    guessed = guess_language(text)
    return guessed if "zh" in {guessed, note} or len(text.split()) >= _ENOUGH_WORDS else note


_ENOUGH_WORDS = 4
_SENTENCE_END = lazy(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[A-ZÆØÅ])|(?<=[。！？；])|\n")


def _agreement_state(text: str) -> AgreementState | None:
    """Signed, or expected to be; None for an understanding that is not about a signature."""
    if _NOT_YET.search(text):
        return "expected" if _SIGNING.search(text) or _EXPECTED.search(text) else None
    return "signed" if _SIGNED.search(text) else None


def _title_from(items: tuple[ParsedItem, ...], head: Head) -> str:
    """A title from the first words that are there."""
    words_of = next((item.text for item in items if item.text and not is_greeting(item.text)), head.purpose or "")
    return shortened(words_of, _TITLE_LENGTH)


def shortened(text: str, length: int) -> str:
    """A text cut at a word or sentence boundary, with an ellipsis where something is left out."""
    first = (
        re.split(r"(?<=[.!?。！？；])\s*(?=\S)|\n", text.strip(), maxsplit=1)[0] if len(text) > length else text.strip()
    )
    if len(first) <= length:
        return first.rstrip(" .。")
    cut = first[:length]
    at = max(cut.rfind(" "), *(cut.rfind(c) + 1 for c in "，、；,;"))
    return (cut[:at] if at > length // 3 else cut).rstrip(" ,;，、；") + "…"
