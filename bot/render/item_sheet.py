"""Everything about one action, for one reader: a form to read and press on, which is shown anew after each change."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.item_sheet import ItemSheet
from bot.domain.language import Language
from bot.domain.record import CardPlace, Item, Text
from bot.i18n import t
from bot.render import item_past, links, words
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    bold_link,
    button,
    context,
    cut,
    divider,
    escape,
    join,
    section,
)
from bot.render.card import label_key
from bot.render.forms import sheet
from bot.render.item_buttons import snooze_menu
from bot.slack.message import Block, View
from bot.slack.payloads import pack

ORIGINAL = 1300  # characters of the words, and of the original below them
SHORT = 200  # characters of a part's words
PARTS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a sheet, when and where: what its words and buttons depend on."""

    locale: Language
    person_id: int
    today: date
    now: datetime
    undo: timedelta  # for how long a change can be taken back
    address: str = ""  # of our workspace, for the link to the card


def as_sheet(shown: ItemSheet, reading: Reading, *, told: str = "", confirm: bool = False) -> View:
    """The sheet.

    Args:
        shown: the action.
        reading: who reads it.
        told: a sentence to put above it: what was just done, or why not.
        confirm: whether `told` asks if it is done although parts of it are open.
    """
    locale = reading.locale
    blocks: list[Block] = []
    undo = _undo(shown, reading)
    if told:
        sure = button(t("button.done_anyway", locale), "item.done", pack(item=shown.item.id, anyway=1), style="danger")
        blocks.append(section(bold(cut(told, ORIGINAL)), sure if confirm else undo))
        undo = None  # it stands above already
    blocks += [section(_head(shown, reading)), *_facts(shown, reading), *_buttons(shown, reading)]
    blocks += _parts(shown, locale)
    blocks += [*item_past.comments(shown, locale, undo), *item_past.history(shown, locale, undo)]
    title = t("sheet.title", locale, ref=shown.item.ref)
    private = pack(item=shown.item.id, sheet=1)
    return sheet(title, blocks, close=t("button.close", locale)) | {"private_metadata": private}


def _head(shown: ItemSheet, reading: Reading) -> Mrkdwn:
    """Number and what it is, the words, and the original where a reader may doubt them."""
    item, locale = shown.item, reading.locale
    text = item.text.shown(locale)
    place = CardPlace(shown.note.card.channel, shown.note.card.ts) if shown.note.card and shown.note.card.ts else None
    number = bold_link(item.ref, links.card(reading.address, place))
    notice = words.state(text, locale)
    original = t("card.original", locale, text=cut(item.text.content, ORIGINAL))
    return join(
        "\n",
        [
            join(" · ", [number, bold(t(label_key(item), locale)), *_kept(shown, locale)]),
            escape(cut(text.content, ORIGINAL)),
            Mrkdwn(f"_{escape(notice)}_") if notice else Mrkdwn(""),
            escape(original) if text.language != item.text.language else Mrkdwn(""),
        ],
    )


def _kept(shown: ItemSheet, locale: Language) -> list[Mrkdwn]:
    return [escape(t("inner.chip", locale))] if shown.note.inner else []


def _facts(shown: ItemSheet, reading: Reading) -> list[Block]:
    locale, action = reading.locale, shown.action
    who = words.owners(action.owners, locale)
    lines = [t("sheet.owners", locale, who=who) if who else "", _due(shown, reading)]
    contacts = {
        one.organisation.id: t("sheet.contact", locale, organisation=one.organisation.name(locale), who=name)
        for one in action.owners
        if one.organisation and one.person_id is None and (name := shown.people.get(one.organisation.contact_id or 0))
    }
    lines += contacts.values()
    if action.happened_on:
        lines.append(t("sheet.happened_on", locale, when=words.day(action.happened_on, locale)))
    if action.reason:
        lines.append(_reason(action.reason, locale))
    if shown.whole:
        part_of = cut(shown.whole.text.shown(locale).content, SHORT)
        lines.append(t("sheet.whole", locale, ref=shown.whole.ref, words=part_of))
    facts = [section(join("\n", [escape(line) for line in lines if line]))]
    if not who:
        claim = button(t("button.claim", locale), "item.claim", pack(item=shown.item.id), style="primary")
        facts.insert(0, section(bold(t("sheet.who_does_it", locale)), claim))
    if action.due and not action.due.certain and action.due.end:
        facts.append(context(escape(t("sheet.uncertain", locale, year=action.due.end.year))))
    return facts


def _reason(reason: Text, locale: Language) -> str:
    """Why it was dropped, and what a reader must know of these words."""
    text = reason.shown(locale)
    notice = words.state(text, locale)
    aside = t("list.aside", locale, what=notice) if notice else ""
    return " ".join(filter(None, [t("sheet.reason", locale, words=cut(text.content, SHORT)), aside]))


def _due(shown: ItemSheet, reading: Reading) -> str:
    """Until when, with the words as said; what to do where they were not understood."""
    locale, action, item = reading.locale, shown.action, shown.item
    if action.due is None:
        return t("sheet.undated", locale)
    if action.due.precision == "event" and action.happened_on is None:
        return t("sheet.waits", locale, event=action.due.said)
    if action.due.precision == "unknown" and action.happened_on is None:
        advice = t("sheet.pick_day", locale) if action.status == "open" else ""
        return " ".join(filter(None, [t("sheet.not_understood", locale, said=action.due.said), advice]))
    when = words.when(action, locale, item.text.language, reading.today)
    if action.due.end is None and action.due.start is None:
        return t("sheet.due", locale, when=when)
    return t("sheet.due_said", locale, when=when, said=action.due.said)


def _buttons(shown: ItemSheet, reading: Reading) -> list[Block]:
    """What can be done with it, as it stands now."""
    action = shown.action
    mine = any(one.person_id == reading.person_id for one in action.owners)
    if action.status != "open":
        names = ["reopen", "comment"]
    else:
        claim = ["claim"] if action.owners else []  # else it stands beside the question above
        names = ["done", *(["not_mine"] if mine else claim), "hand_over", "edit", "comment"]
        if action.due and action.due.precision == "event" and action.happened_on is None:
            names.insert(1, "happened")
        names += ["split"] if shown.whole is None else []
        names += ["drop", "as_action" if action.expected else "as_expected"]
    made = [_button(name, shown.item, reading.locale) for name in names]
    if mine and action.status == "open":
        made.append(snooze_menu(shown.item.id, reading.locale))
    return [actions(made[:5]), *([actions(made[5:])] if made[5:] else [])]


def _button(name: str, item: Item, locale: Language) -> Block:
    label = {"edit": "edit_item"}.get(name, name)
    style = {"done": "primary", "happened": "primary", "drop": "danger"}.get(name, "")
    return button(t(f"button.{label}", locale), f"item.{name}", pack(item=item.id), style=style)


def _undo(shown: ItemSheet, reading: Reading) -> Block | None:
    last = shown.undoable(reading.now, reading.undo)
    if last is None:
        return None
    return button(t("button.undo", reading.locale), "item.undo", pack(item=shown.item.id, event=last.id))


def _parts(shown: ItemSheet, locale: Language) -> list[Block]:
    if not shown.parts:
        return []
    blocks = [divider(), section(bold(t("sheet.parts", locale)))]
    for part in shown.parts[:PARTS]:
        opened = button(t("button.open", locale), "item.open", pack(item=part.id))
        who = words.owners(part.action.owners, locale) if part.action else ""
        due = words.due(part.action.due, locale, part.text.language) if part.action else ""
        chips = [t(label_key(part), locale), who or t("owner.unknown", locale), due]
        named = join(" ", [bold(part.ref), escape(cut(part.text.shown(locale).content, SHORT))])
        blocks.append(section(join("\n", [named, escape(" · ".join(filter(None, chips)))]), opened))
    return blocks
