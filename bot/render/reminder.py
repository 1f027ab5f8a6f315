"""A person's reminder: what is due soon, today, overdue, or without a day, with the buttons that settle it."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.mailing import Why
from bot.domain.reminding import ReminderLine
from bot.i18n import t
from bot.render import links, words
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    bold_link,
    button,
    context,
    cut,
    escape,
    header,
    join,
    message,
    section,
)
from bot.render.item_buttons import buttons_of
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

ORDER: tuple[Why, ...] = ("overdue", "last", "soon", "passed", "undated")
FULL = 8  # actions with all their buttons; the others are named
NAMED = 20  # actions that are named with their number and words
WORDS = 400  # characters of an action's words
SHORT = 120
BUTTONS = ("hand_over", "not_mine", "snooze")


def as_reminder(lines: Sequence[ReminderLine], locale: Language, address: str) -> Message:
    """The reminder.

    Args:
        lines: what to remind of.
        locale: the reader's language.
        address: of our workspace, for links to cards.
    """
    ordered = sorted(lines, key=lambda one: ORDER.index(one.why))
    blocks: list[Block] = [header(t("reminder.title", locale, count=len(lines)))]
    before: Why | None = None
    for one in ordered[:FULL]:
        if one.why != before:
            blocks.append(section(bold(t(f"reminder.{one.why}", locale))))
            before = one.why
        blocks += _full(one, locale, address)
    blocks += _rest(ordered[FULL:], locale, address)
    settings = button(t("reminder.settings", locale), "preferences.open", pack())
    return message(*blocks, actions([settings]))


def _full(one: ReminderLine, locale: Language, address: str) -> list[Block]:
    shown = one.line.item.text.shown(locale)
    details = [
        words.owners(one.line.action.owners, locale) or t("owner.unknown", locale),
        words.when(one.line.action, locale, one.line.item.text.language) or t("due.none", locale),
        words.state(shown, locale),
        words.space(one.line.space, locale),
    ]
    told = join(" · ", [escape(part) for part in details if part])
    lines = join("\n", [join(" ", [_ref(one, address), escape(cut(shown.content, WORDS))]), told])
    return [section(lines), actions(buttons_of(one.line.item.id, locale, names=_names(one.why)))]


def _names(why: Why) -> tuple[str, ...]:
    """The buttons that answer what is said of it."""
    done = "happened" if why == "passed" else "done"
    return (done, "due" if why == "undated" else "new_due", *BUTTONS)


def _rest(ordered: Sequence[ReminderLine], locale: Language, address: str) -> list[Block]:
    if not ordered:
        return []
    named = [
        join(" ", [_ref(one, address), escape(cut(one.line.item.text.shown(locale).content, SHORT))])
        for one in ordered[:NAMED]
    ]
    blocks = [section(join("\n", [bold(t("reminder.also", locale)), *named]))]
    if len(ordered) > NAMED:
        blocks.append(context(escape(t("reminder.more", locale, count=len(ordered) - NAMED))))
    return blocks


def _ref(one: ReminderLine, address: str) -> Mrkdwn:
    """The number, which leads to the card."""
    return bold_link(one.line.item.ref, links.card(address, one.line.card))
