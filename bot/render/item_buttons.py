"""The buttons of one action, the same wherever an action is shown."""

from collections.abc import Callable, Mapping, Sequence

from bot.domain.language import Language
from bot.domain.snoozing import PAUSES
from bot.i18n import t
from bot.render.blocks import button, date_picker, menu, option
from bot.slack.message import Block
from bot.slack.payloads import pack


def buttons_of(item_id: int, locale: Language, *, names: Sequence[str]) -> list[Block]:
    """Some buttons of an action.

    Args:
        item_id: the action's item.
        locale: the reader's language.
        names: which, in this order: done, happened (an expectation is done), due (a day to pick), new_due,
            hand_over, not_mine, snooze (a menu).
    """
    return [_MAKERS[name](item_id, locale) if name in _MAKERS else _plain(name, item_id, locale) for name in names]


def _plain(name: str, item_id: int, locale: Language) -> Block:
    style = "primary" if name == "done" else ""
    return button(t(f"button.{name}", locale), f"item.{name}", pack(item=item_id), style=style)


def _happened(item_id: int, locale: Language) -> Block:
    return button(t("button.happened", locale), "item.done", pack(item=item_id), style="primary")


def _due(item_id: int, locale: Language) -> Block:
    return date_picker(t("button.due", locale), f"due.picked.{item_id}")


def _new_due(item_id: int, locale: Language) -> Block:
    return date_picker(t("button.new_due", locale), f"due.picked.{item_id}")


def snooze_menu(item_id: int, locale: Language) -> Block:
    """For how long somebody wants to hear nothing of it."""
    options = [option(t(f"button.snooze_{pause}", locale), pack(item=item_id, pause=pause)) for pause in PAUSES]
    return menu(t("button.snooze", locale), "item.snooze", options)


_MAKERS: Mapping[str, Callable[[int, Language], Block]] = {
    "happened": _happened,
    "due": _due,
    "new_due": _new_due,
    "snooze": snooze_menu,
}
