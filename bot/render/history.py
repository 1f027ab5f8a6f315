"""What people have done to a note, newest first, each correction with a button that takes it back."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.record import Note
from bot.domain.review import Happening
from bot.domain.segment import Correction
from bot.i18n import t
from bot.render import changes, words
from bot.render.blocks import Mrkdwn, bold, button, context, cut, escape, join, section
from bot.render.forms import sheet
from bot.render.review import place_name
from bot.slack.message import Block, View
from bot.slack.payloads import pack

LINES = 90  # of the 100 blocks that Slack takes
WORDS = 900  # characters of the words before and after


def as_history(
    note: Note, happened: Sequence[Happening], own: Language | None, locale: Language, *, told: str = ""
) -> View:
    """The history of a note.

    Args:
        note: the note.
        happened: what happened to it, newest first.
        own: the language into which the reader may correct, and take corrections back.
        locale: the reader's language.
        told: a sentence to put above it: what was just taken back, or why not.
    """
    blocks: list[Block] = [section(bold(told))] if told else []
    blocks += [_line(note, one, own, locale) for one in happened[:LINES]]
    if not happened:
        blocks.append(section(escape(t("history.nothing", locale))))
    if len(happened) > LINES:
        blocks.append(context(escape(t("history.more", locale, count=len(happened) - LINES))))
    return sheet(t("history.title", locale), blocks, close=t("button.close", locale))


def taken_back(locale: Language) -> str:
    """The sentence that says it was done."""
    return t("history.taken_back", locale)


def _line(note: Note, one: Happening, own: Language | None, locale: Language) -> Block:
    head = join(" · ", [bold(place_name(one.place, locale)), escape(_what(one, locale))])
    if one.correction is None:
        return section(head)
    undoable = one.correction.undone_at is None and one.correction.language == own
    value = pack(note=note.id, correction=one.correction.id)
    undo = button(t("button.undo", locale), "history.undo", value) if undoable else None
    return section(join("\n", [head, *_words(one.correction, locale)]), undo)


def _what(one: Happening, locale: Language) -> str:
    when = words.day_of(one.at, locale)
    if one.correction is None:
        return changes.said(one.change or "edited", one.by, one.at, locale)
    consented = one.correction.before == one.correction.after
    return t("history.approved" if consented else "history.corrected", locale, who=one.by, when=when)


def _words(done: Correction, locale: Language) -> list[Mrkdwn]:
    lines = [escape(cut(done.after, WORDS))]
    if done.before and done.before != done.after:
        lines.insert(0, escape(t("history.before", locale, words=cut(done.before, WORDS))))
        lines[1] = escape(t("history.after", locale, words=cut(done.after, WORDS)))
    if done.undone_at is not None:
        when = words.day_of(done.undone_at, locale)
        lines.append(escape(t("history.undone", locale, who=done.undone_by or "", when=when)))
    return lines
