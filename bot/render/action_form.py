"""The form for one action: its words, who is to do it, until when."""

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.record import Item
from bot.i18n import t
from bot.render import words
from bot.render.blocks import context, escape
from bot.render.forms import date_input, form, line_input, text_input
from bot.slack.message import View


def as_form(item: Item, private: str, locale: Language, *, notice: str = "", typed: str = "") -> View:
    """The form with what is known; `notice` says what happened meanwhile, `typed` is kept from before."""
    action = item.action
    due = action.due if action else None
    owner = words.owner(action.owner, item.text.language) if action else ""
    blocks = [
        *([context(escape(notice))] if notice else []),
        text_input("text", t("form.action_text", locale), typed or item.text.content, optional=False),
        line_input("owner", t("form.owner", locale), owner, hint=t("form.owner_hint", locale)),
        line_input("due_said", t("form.due_said", locale), due.said if due else "", hint=_understood(due, locale)),
        date_input("due_day", t("form.due_day", locale), hint=t("form.due_day_hint", locale)),
    ]
    title = t("form.edit_action", locale, ref=item.ref)
    return form(
        "action_edited", title, blocks, private, submit=t("button.save", locale), close=t("button.cancel", locale)
    )


def _understood(due: Due | None, locale: Language) -> str:
    return t("form.due_understood", locale, when=words.due(due, locale)) if due else t("form.due_hint", locale)
