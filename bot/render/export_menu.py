"""The menu below a list of actions that gives all of it as a file."""

from typing import get_args

from bot.domain.export import ExportForm
from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import menu, option
from bot.slack.message import Block
from bot.slack.payloads import pack

VALUE = 150  # characters that an option of a menu carries along, Slack's limit
ORDER: tuple[ExportForm, ...] = ("xlsx", "csv", "calendar")


def export_menu(asked: str, locale: Language) -> list[Block]:
    """The menu, to stand among the controls of a list; none where the words are more than a choice can carry.

    Args:
        asked: the words that gave the list.
        locale: the reader's language.
    """
    values = {form: pack(form=form, list=asked.strip()) for form in ORDER}
    if any(len(value) > VALUE for value in values.values()):
        return []
    choices = [option(t(f"export.as_{form}", locale), value) for form, value in values.items()]
    return [menu(t("export.menu", locale), "actions.export", choices)]


def form_in(value: object) -> ExportForm | None:
    """The kind of file that a choice names; None for anything else: it may have been forged."""
    return next((form for form in get_args(ExportForm) if form == value), None)
