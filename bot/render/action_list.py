"""A page of actions for one reader, in their language, by due date and organisation."""

from datetime import date

from bot.domain.language import Language
from bot.domain.record import ActionLine, ActionPage
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    button,
    cut,
    escape,
    header,
    join,
    menu,
    message,
    option,
    section,
)
from bot.render.chart_message import chart_button
from bot.render.export_menu import export_menu
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

LINE_CHARACTERS = 500
ASKED = 300  # characters of what was asked that a button carries along


def as_list(
    page: ActionPage,
    asked: str,
    locale: Language,
    *,
    several_spaces: bool = False,
    mine: bool = False,
    told: Block | None = None,
    today: date | None = None,
) -> Message:
    """The list with its buttons.

    Args:
        page: what is on this page.
        asked: the words that gave it, so that a page can be turned.
        locale: the reader's language.
        several_spaces: whether each line must say which space it is of.
        mine: whether it is of the reader's own actions.
        told: what to put above it: what was just done, or that somebody was faster.
        today: the day it is for the reader, which tells what was expected by now.
    """
    blocks: list[Block] = [told] if told else []
    if not page.total:
        key = "none_mine" if mine else "none_found" if asked.strip() else "none"
        return message(*blocks, section(escape(t(f"actions.{key}", locale))))
    blocks += [header(t("actions.title", locale, count=page.total))]
    blocks += [
        line(action, asked, page.page, locale, several_spaces=several_spaces, today=today) for action in page.lines
    ]
    blocks.append(actions(_controls(page, asked, locale)))
    return message(*blocks)


def line(
    action: ActionLine, asked: str, page: int, locale: Language, *, several_spaces: bool, today: date | None = None
) -> Block:
    """One action: number and words, who and when, and the button that changes it."""
    verb = "done" if action.action.status == "open" else "reopen"
    value = pack(item=action.item.id, list=asked[:ASKED], page=page)
    style = "primary" if verb == "done" else ""
    pressed = button(t(f"button.{verb}", locale), f"item.{verb}", value, style=style)
    space = words.space(action.space, locale) if several_spaces else words.chip(action.space, locale)
    return section(join("\n", [_words(action, locale), _details(action, locale, space, today)]), pressed)


def _words(action: ActionLine, locale: Language) -> Mrkdwn:
    shown = action.item.text.shown(locale)
    return join(" ", [bold(action.item.ref), escape(cut(shown.content, LINE_CHARACTERS))])


def _details(action: ActionLine, locale: Language, space: str, today: date | None) -> Mrkdwn:
    passed = today is not None and action.action.has_passed(today)  # then it says itself that it was expected
    labelled = action.action.status != "open" or (action.action.expected and not passed)
    parts = [
        words.owners(action.action.owners, locale) or t("owner.unknown", locale),
        words.when(action.action, locale, action.item.text.language, today) or t("due.none", locale),
        t(label_key_of(action), locale) if labelled else "",
        words.state(action.item.text.shown(locale), locale),
        space,
    ]
    return join(" · ", [escape(part) for part in parts if part])


def label_key_of(action: ActionLine) -> str:
    """The catalogue key of what the action is: expected, done, dropped."""
    expected = "expected_" if action.action.expected else ""
    return f"kind.{expected}action_{action.action.status}"


def _controls(page: ActionPage, asked: str, locale: Language) -> list[Block]:
    choices = [
        option(
            f"{found.item.ref} {found.item.text.shown(locale).content}",
            pack(item=found.item.id),
        )
        for found in page.lines
    ]
    controls = [menu(t("button.open_action", locale), "item.open", choices)]
    if page.page > 1:
        controls.append(
            button(t("button.previous", locale), "list.previous", pack(list=asked[:ASKED], page=page.page - 1))
        )
    if page.page < page.pages:
        controls.append(button(t("button.next", locale), "list.next", pack(list=asked[:ASKED], page=page.page + 1)))
    return [*controls, *export_menu(asked, locale), chart_button(asked, locale)]
