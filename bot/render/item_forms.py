"""The forms behind the buttons of an action: hand over, split, drop, comment, and when it has happened."""

from collections.abc import Sequence
from datetime import date

from bot.domain.language import Language
from bot.domain.record import Item, Organisation
from bot.i18n import t
from bot.render.blocks import actions, button, cut, escape, section
from bot.render.forms import choice_input, date_input, form, person_input, text_input
from bot.slack.message import Block, View
from bot.slack.payloads import pack

WORDS = 300  # characters of the action's words above the fields
CHOICES = 100  # Slack's limit


def hand_over(item: Item, organisations: Sequence[Organisation], locale: Language) -> View:
    """To whom, and what becomes of those who have it now."""
    named = [(str(one.id), one.name(locale)) for one in organisations[:CHOICES]]
    blocks = [person_input("person", t("form.person", locale))]
    if named:
        blocks.append(choice_input("organisation", t("form.or_organisation", locale), named, optional=True))
    if item.action and item.action.owners:
        ways = [(way, t(f"form.hand_over_{way}", locale)) for way in ("instead", "beside")]
        blocks.append(choice_input("way", t("form.hand_over_way", locale), ways, "instead"))
    return _form("item_handed_over", "form.hand_over", item, blocks, locale)


def split(item: Item, locale: Language) -> View:
    """One part on each line."""
    lines = text_input("parts", t("form.parts", locale), hint=t("form.parts_hint", locale), optional=False)
    return _form("item_split", "form.split", item, [lines], locale)


def drop(item: Item, locale: Language) -> View:
    """Why."""
    reason = text_input("reason", t("form.reason", locale), hint=t("form.reason_hint", locale), optional=False)
    return _form("item_dropped", "form.drop", item, [reason], locale)


def comment(item: Item, locale: Language) -> View:
    """What there is to say."""
    words = text_input("comment", t("form.comment_words", locale), hint=t("form.comment_hint", locale), optional=False)
    return _form("item_commented", "form.comment", item, [words], locale)


def happened(item: Item, today: date, locale: Language) -> View:
    """On which day."""
    said = item.action.due.said if item.action and item.action.due else ""
    hint = t("sheet.waits", locale, event=said)
    day = date_input("day", t("form.happened_on", locale), today.isoformat(), hint=hint, optional=False)
    return _form("item_happened", "form.happened", item, [day], locale)


def back(item_id: int, locale: Language) -> Block:
    """A row with the button that leads back to the sheet."""
    return actions([button(t("button.back", locale), "item.open", pack(item=item_id))])


def _form(name: str, title: str, item: Item, blocks: Sequence[Block], locale: Language) -> View:
    words = section(escape(cut(item.text.shown(locale).content, WORDS)))
    private = pack(item=item.id, sheet=1)
    named = t(title, locale, ref=item.ref)
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form(name, named, [words, *blocks, back(item.id, locale)], private, submit=save, close=cancel)
