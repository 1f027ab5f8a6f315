"""A summary: purpose, decisions, agreements, open actions, key sentences or prose, each line with its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.language import Language
from bot.domain.record import Item, Text
from bot.domain.summary import Agreed, NoteSummary, Sentence, Summary
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    BLOCKS,
    Mrkdwn,
    actions,
    bold,
    button,
    context,
    cut,
    divider,
    escape,
    header,
    join,
    message,
    section,
    sentence,
)
from bot.render.card import Gloss, note_buttons
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

LINE_CHARACTERS = 400
ASKED = 300  # characters of what was asked that a button carries along
UNCERTAIN = frozenset({"needs_check", "outdated"})
"""States in which a reader sees the original below the translation."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads a part: their language, known terms, the languages beside them, and what is said once for all."""

    language: Language
    gloss: Gloss
    others: tuple[Language, ...] = ()
    once: str = ""


def for_reader(summary: Summary, locale: Language, gloss: Gloss, *, shareable: bool) -> Message:
    """The summary in the reader's language, with a button that shares it."""
    blocks = _blocks(summary, [locale], gloss)
    kept = [note.note for note in summary.notes if note.note.inner]
    if shareable and kept and len(kept) < len(summary.notes):
        blocks.append(context(escape(t("inner.not_shared", locale))))
    if len(summary.notes) == len(kept) == 1:
        blocks += note_buttons(kept[0], [locale])  # no card has them
    if shareable and len(kept) < len(summary.notes):
        value = pack(asked=summary.asked[:ASKED])
        blocks.append(actions([button(t("button.share", locale), "summary.share", value)]))
    return message(*blocks)


def after_sharing(summary: Summary, locale: Language, gloss: Gloss) -> Message:
    """The summary as its reader keeps it: where the button was it says that it was shared."""
    return message(*_blocks(summary, [locale], gloss), context(escape(t("summary.shared", locale))))


def for_channel(summary: Summary, languages: Sequence[Language], who: str) -> Message:
    """The summary in both languages of a channel, and who shared it."""
    blocks = _blocks(summary, languages, {})
    shared = join(" · ", [escape(t("summary.shared_by", language, who=who)) for language in languages])
    return message(*blocks, context(shared))


def shared_already(locale: Language) -> Message:
    """The button was pressed twice."""
    return sentence(t("summary.shared_already", locale))


def _blocks(summary: Summary, languages: Sequence[Language], gloss: Gloss) -> list[Block]:
    blocks: list[Block] = []
    readers = [_reader(summary, language, gloss, languages) for language in languages]
    room = BLOCKS - 7  # how many more there are, what the translations are, buttons, the question for a language
    more = summary.more
    for count, note in enumerate(summary.notes):
        made = [block for reader in readers for block in _note(note, reader)]
        if len(blocks) + len(made) + 1 > room:
            more += len(summary.notes) - count
            break
        blocks += [*([divider()] if blocks else []), *made]
    if more:
        blocks += [context(escape(t("summary.more", language, count=more))) for language in languages]
    said = join(
        " · ", [escape(t("summary.all_translations", one.language, what=one.once)) for one in readers if one.once]
    )
    return [*blocks, context(said)] if said else blocks


def _reader(summary: Summary, language: Language, gloss: Gloss, languages: Sequence[Language]) -> _Reader:
    """A reader, with what all translations they see are, if they are all the same."""
    texts = [text for note in summary.notes for text in _texts(note, language) if text.language != language]
    notices = {_notice(text, language) for text in texts}
    once = notices.pop() if len(notices) == 1 and len(texts) > 1 else ""
    others = tuple(other for other in languages if other != language)
    return _Reader(language, gloss, others, once)


def _texts(note: NoteSummary, language: Language) -> Iterator[Text]:
    """All texts that a reader sees lines of."""
    if note.note.purpose:
        yield note.note.purpose
    for item in (*note.decisions, *(agreed.item for agreed in note.agreements), *note.open_actions):
        yield item.text
    for one in note.telling(language):
        yield one.text


def _note(note: NoteSummary, reader: _Reader) -> list[Block]:
    record, language = note.note, reader.language
    blocks = [header(f"{record.label} · {record.title.shown(language).content}")]
    if record.inner:
        blocks.append(context(bold(t("inner.chip", language))))
    if place := _when_and_where(note, language):
        blocks.append(context(place))
    if record.purpose:
        blocks.append(_part("purpose", [_line(record.label, record.purpose, reader)], reader))
    parts = (
        ("decisions", [_line(item.ref, item.text, reader) for item in note.decisions]),
        ("agreements", [_agreed(agreed, reader) for agreed in note.agreements]),
        ("open_actions", [_action(item, reader) for item in note.open_actions]),
        (
            "prose" if note.tells_prose(language) else "telling",
            [_sentence(one, reader) for one in note.telling(language)],
        ),
    )
    blocks += [_part(name, lines, reader) for name, lines in parts if lines]
    if left := note.left_out(language):
        blocks.append(context(escape(t("summary.left_out", language, count=left))))
    return blocks


def _when_and_where(note: NoteSummary, language: Language) -> Mrkdwn:
    """Day and place on a line; a place that is not translated stands on its own."""
    held, place = note.note.held_on, note.note.place
    day = words.day(held, language) if held else ""
    if place is None:
        return escape(day)
    shown = place.shown(language)
    return join(" · " if shown.language == language else "\n", [escape(day), escape(shown.content)])


def _part(name: str, lines: Sequence[Mrkdwn], reader: _Reader) -> Block:
    return section(join("\n", [bold(t(f"summary.{name}", reader.language)), *lines]))


def _agreed(agreed: Agreed, reader: _Reader) -> Mrkdwn:
    """An agreement with its state and its parties in the reader's language."""
    state = t(f"kind.agreement_{agreed.item.agreement_state or 'expected'}", reader.language)
    parties = [names.get(reader.language, "") for names in agreed.parties]
    return _line(agreed.item.ref, agreed.item.text, reader, [state, *parties])


def _action(item: Item, reader: _Reader) -> Mrkdwn:
    """An action with who is to do it, and until when."""
    if item.action is None:
        return _line(item.ref, item.text, reader)
    who = words.owners(item.action.owners, reader.language) or t("owner.unknown", reader.language)
    until = words.when(item.action, reader.language, item.text.language)
    return _line(item.ref, item.text, reader, [who, until])


def _sentence(one: Sentence, reader: _Reader) -> Mrkdwn:
    return _line(", §".join(one.refs), one.text, reader)


def _line(ref: str, text: Text, reader: _Reader, more: Sequence[str] = ()) -> Mrkdwn:
    """A line in the reader's language; what is in another one stands below it, never in it."""
    shown = text.shown(reader.language)
    chips = escape(" · ".join(part for part in more if part))
    chips = join("", [Mrkdwn("→ "), chips]) if chips else chips
    notice = _notice(text, reader.language)
    aside = escape(t("list.aside", reader.language, what=notice))
    mark = Mrkdwn(f"_{aside}_") if notice and notice != reader.once else Mrkdwn("")
    number = bold(f"§{ref}")
    known = [join(" = ", [escape(found), escape(form)]) for found, form in reader.gloss.get(text.id, ())]
    if shown.language == reader.language:
        content = escape(cut(shown.content, LINE_CHARACTERS))
        below = _original(text) if _is_doubtful(text, reader) else Mrkdwn("")
        return join("\n", [join(" ", [number, content, mark, chips]), below])
    if not chips and not mark:
        return join("\n", [join(" ", [number, escape(cut(text.content, LINE_CHARACTERS))]), join(" · ", known)])
    return join("\n", [join(" ", [number, mark, chips]), _original(text), join(" · ", known)])


def _is_doubtful(text: Text, reader: _Reader) -> bool:
    """Whether the original is shown below; not where it stands in the same message anyway."""
    return text.shown(reader.language).state in UNCERTAIN and text.language not in reader.others


def _original(text: Text) -> Mrkdwn:
    return Mrkdwn("↳ " + escape(cut(text.content, LINE_CHARACTERS)))


def _notice(text: Text, language: Language) -> str:
    """What a reader must know of a translation: who made it, or that it is not there; nothing for an original."""
    translation = text.translations.get(language)
    if text.language == language:
        return ""
    if translation is None or translation.state != "reviewed":
        return t(f"state.{text.shown(language).state}", language)
    if translation.reviewed_by is None or translation.reviewed_at is None:
        return t("summary.reviewed", language)
    when = words.day(translation.reviewed_at.date(), language)
    return t("summary.reviewed_by", language, who=translation.reviewed_by, when=when)
