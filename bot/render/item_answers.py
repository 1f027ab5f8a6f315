"""What is said of one action: what is asked about it once, what was just done to it, and that it is now somebody's."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.preferences import Reader
from bot.domain.record import Item, Note, Owner
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    actions,
    button,
    context,
    cut,
    date_picker,
    escape,
    join,
    message,
    section,
)
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

ASKED = 5  # of one note, about due dates and about owners each
ASKED_WORDS = 140  # characters of an action's words
WORDS = 1000  # characters of the words of an action that is handed over


def asked_of_actions(note: Note, locale: Language) -> list[Block]:
    """What is not known of the note's actions and is asked once: when, where that was not understood, and who."""
    doable = [item for item in note.items if item.action and item.action.status == "open"]
    undated = [item for item in doable if item.action and item.action.due and item.action.due.precision == "unknown"]
    unowned = [item for item in doable if item.action and not item.action.owners and not item.action.expected]
    blocks = [_when_asked(item, locale) for item in undated[:ASKED]]
    for item in unowned[:ASKED]:
        blocks += _who_asked(item, locale)
    left = len({item.id for item in (*undated[ASKED:], *unowned[ASKED:])})
    return [*blocks, *([context(escape(t("answer.more_to_ask", locale, count=left)))] if left else [])]


def _when_asked(item: Item, locale: Language) -> Block:
    said = item.action.due.said if item.action and item.action.due else ""
    picked = date_picker(t("button.due", locale), f"due.picked.{item.id}")
    return section(escape(t("answer.when_due", locale, ref=item.ref, said=cut(said, ASKED_WORDS))), picked)


def _who_asked(item: Item, locale: Language) -> list[Block]:
    value = pack(item=item.id)
    asked = t("answer.who_does", locale, ref=item.ref, words=cut(item.text.content, ASKED_WORDS))
    claim = button(t("button.claim", locale), "item.claim", value)
    return [section(escape(asked)), actions([claim, button(t("button.hand_over", locale), "item.hand_over", value)])]


def step_block(told: str, value: str, locale: Language) -> Block:
    """What was just done to an action, with the button that takes it back; without `value` there is none."""
    return section(escape(told), button(t("button.undo", locale), "item.undo", value) if value else None)


def step(told: str, value: str, locale: Language) -> Message:
    """What was just done to an action, as a message of its own."""
    return message(step_block(told, value, locale))


def parts_open(told: str, value: str, locale: Language) -> Block:
    """The question whether something is done although parts of it are open."""
    sure = button(t("button.done_anyway", locale), "item.done", value, style="danger")
    return section(escape(told), sure)


def handed_to_you(item: Item, to: Owner, who: str, locale: Language) -> Message:
    """What somebody new is told of an action that is theirs from now on, or their organisation's."""
    key = "answer.handed_to_you" if to.person_id else "answer.handed_to_organisation"
    organisation = to.organisation.name(locale) if to.organisation else ""
    told = t(key, locale, who=who, ref=item.ref, organisation=organisation)
    shown = item.text.shown(locale)
    until = words.due(item.action.due, locale, item.text.language) if item.action else ""
    chips = " · ".join(filter(None, [until or t("due.none", locale), words.state(shown, locale)]))
    value = pack(item=item.id)
    row = [
        button(t("button.open", locale), "item.open", value, style="primary"),
        button(t("button.done", locale), "item.done", value),
        button(t("button.hand_over", locale), "item.hand_over", value),
        *([button(t("button.not_mine", locale), "item.not_mine", value)] if to.person_id else []),
    ]
    lines = [escape(told), escape(cut(shown.content, WORDS)), escape(chips)]
    return message(section(join("\n", lines)), actions(row))


def handed_over(item: Item, to: Owner, tell: Sequence[Reader], locale: Language) -> str:
    """To whom it went, and who has been told."""
    said = t("answer.item_handed_over", locale, ref=item.ref, who=words.owner(to, locale))
    heard = t("list.comma", locale).join(reader.person.name for reader in tell)
    return " ".join(filter(None, [said, t("answer.item_told", locale, who=heard) if heard else ""]))


def dated(item: Item, locale: Language) -> str:
    """When it is due from now on."""
    when = words.due(item.action.due, locale) if item.action else ""
    return t("answer.item_dated", locale, ref=item.ref, when=when)


def clock_started(item: Item, locale: Language) -> str:
    """When it is due now that what it waited for has happened; that a day is wanted where nobody said how long."""
    due = item.action.due if item.action else None
    if due is None or due.end is None:
        return t("answer.item_happened", locale, ref=item.ref)
    return t("answer.item_clock_started", locale, ref=item.ref, when=words.due(due, locale))
