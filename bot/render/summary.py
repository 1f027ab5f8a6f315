"""A summary: purpose, decisions, agreements, open actions, telling items, each with its number."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.record import Item, Text
from bot.domain.summary import NoteSummary, Summary
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
)
from bot.render.card import Gloss
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

LINE_CHARACTERS = 400
ASKED = 300  # characters of what was asked that a button carries along


def for_reader(summary: Summary, locale: Language, gloss: Gloss, *, shareable: bool) -> Message:
    """The summary in the reader's language, with a button that shares it."""
    blocks = _blocks(summary, [locale], gloss)
    if shareable:
        value = pack(asked=summary.asked[:ASKED])
        blocks.append(actions([button(t("button.share", locale), "summary.share", value)]))
    return message(*blocks)


def for_channel(summary: Summary, languages: Sequence[Language], who: str) -> Message:
    """The summary in both languages of a channel, and who shared it."""
    blocks = _blocks(summary, languages, {})
    shared = join(" · ", [escape(t("summary.shared_by", language, who=who)) for language in languages])
    return message(*blocks, context(shared))


def _blocks(summary: Summary, languages: Sequence[Language], gloss: Gloss) -> list[Block]:
    blocks: list[Block] = []
    room = BLOCKS - 4  # how many more there are, who shared it or the button for that, the question for a language
    for count, note in enumerate(summary.notes):
        made = [block for language in languages for block in _note(note, language, gloss)]
        if len(blocks) + len(made) + 1 > room:
            left = len(summary.notes) - count + summary.more
            return [*blocks, *(context(escape(t("summary.more", language, count=left))) for language in languages)]
        blocks += [*([divider()] if blocks else []), *made]
    if summary.more:
        blocks += [context(escape(t("summary.more", language, count=summary.more))) for language in languages]
    return blocks


def _note(note: NoteSummary, language: Language, gloss: Gloss) -> list[Block]:
    record = note.note
    when = [words.day(record.held_on, language)] if record.held_on else []
    where = [record.place.shown(language).content] if record.place else []
    blocks = [header(f"{record.number} · {record.title.shown(language).content}")]
    if when or where:
        blocks.append(context(join(" · ", [escape(part) for part in (*when, *where)])))
    if record.purpose:
        blocks.append(
            section(join("\n", [bold(t("summary.purpose", language)), _text(record.purpose, language, gloss)]))
        )
    parts = (
        ("decisions", note.decisions),
        ("agreements", note.agreements),
        ("open_actions", note.open_actions),
        ("telling", note.telling),
    )
    blocks += [_part(name, items, language, gloss) for name, items in parts if items]
    if note.left_out:
        blocks.append(context(escape(t("summary.left_out", language, count=note.left_out))))
    return blocks


def _part(name: str, items: Sequence[Item], language: Language, gloss: Gloss) -> Block:
    lines = [_line(item, language, gloss) for item in items]
    return section(join("\n", [bold(t(f"summary.{name}", language)), *lines]))


def _line(item: Item, language: Language, gloss: Gloss) -> Mrkdwn:
    parts = [join(" ", [bold(f"§{item.ref}"), _text(item.text, language, gloss)])]
    if item.action:
        who = words.owner(item.action.owner, language) or t("owner.unknown", language)
        until = words.due(item.action.due, language, item.text.language)
        parts.append(escape(" · ".join(filter(None, [f"→ {who}", until]))))
    elif item.agreement_state:
        parts.append(escape(f"→ {t(f'kind.agreement_{item.agreement_state}', language)}"))
    return join(" ", parts)


def _text(text: Text, language: Language, gloss: Gloss) -> Mrkdwn:
    shown = text.shown(language)
    known = [join(" = ", [escape(found), escape(form)]) for found, form in gloss.get(text.id, ())]
    notice = words.state(shown, language)
    marks = [Mrkdwn(f"_({escape(notice)})_")] if notice else []
    return join(" ", [escape(cut(shown.content, LINE_CHARACTERS)), *marks, join(" · ", known)])
