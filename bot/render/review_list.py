"""What waits for a reviewer, note by note, and what they have just approved."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.review import Corrected, Waiting
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, bold, button, context, cut, escape, header, join, message, section
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

TITLE = 900  # characters


def as_list(waiting: Sequence[Waiting], more: int, locale: Language, *, several_spaces: bool) -> Message:
    """The notes in which something waits, each with a button."""
    if not waiting:
        return message(section(escape(t("review.nothing", locale))))
    blocks = [header(t("review.heading", locale, count=sum(one.sentences for one in waiting)))]
    blocks += [line(one, locale, several_spaces=several_spaces) for one in waiting]
    if more:
        blocks.append(context(escape(t("review.more_notes", locale, count=more))))
    return message(*blocks)


def line(one: Waiting, locale: Language, *, several_spaces: bool) -> Block:
    """One note, and the button that opens its review."""
    return section(_waiting(one, locale, several_spaces), _open(one.note_id, locale))


def saved(corrected: Corrected, note_id: int, locale: Language) -> Message:
    """What was approved, and a button when more waits."""
    if not corrected.approved:
        return message(section(escape(t("answer.review_unchanged", locale))))
    lines = [escape(t("answer.review_saved", locale, count=corrected.approved))]
    if corrected.spread:
        lines.append(escape(t("review.spread", locale, count=corrected.spread)))
    if not corrected.left:
        return message(section(join(" ", lines)))
    lines.append(escape(t("review.left", locale, count=corrected.left)))
    return message(section(join(" ", lines)), actions([_open(note_id, locale)]))


def _open(note_id: int, locale: Language) -> Block:
    return button(t("button.review", locale), "review.open", pack(note=note_id))


def _waiting(one: Waiting, locale: Language, several_spaces: bool) -> Mrkdwn:  # noqa: FBT001  one caller, one file
    title = bold(f"{one.label} · {cut(one.title.shown(locale).content, TITLE)}")
    counted = t("review.sentences", locale, count=one.sentences)
    urgent = t("review.urgent", locale, count=one.urgent) if one.urgent else ""
    parts = [counted, urgent, one.space if several_spaces else "", t("inner.chip", locale) if one.inner else ""]
    return join("\n", [title, join(" · ", [escape(part) for part in parts if part])])
