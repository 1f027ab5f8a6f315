"""What people said of an action and what happened to it, as blocks below everything else about it."""

from bot.domain.item_sheet import ItemSheet
from bot.domain.language import Language
from bot.domain.record import Happened
from bot.i18n import t
from bot.render import changes, words
from bot.render.blocks import Mrkdwn, bold, context, cut, divider, escape, join, section
from bot.slack.message import Block

COMMENTS = 15
HISTORY = 25
WORDS = 1300  # characters of a comment


def comments(shown: ItemSheet, locale: Language, undo: Block | None) -> list[Block]:
    """What people said of it; here the last of it can be taken back where nothing else was done since."""
    if not shown.comments:
        return []
    told = [section(_comment(one, locale)) for one in shown.comments[-COMMENTS:]]
    return [divider(), section(bold(t("sheet.comments", locale)), undo if _spoke_last(shown) else None), *told]


def _spoke_last(shown: ItemSheet) -> bool:
    """Whether the newest thing that stands is a comment."""
    return bool(shown.comments) and shown.comments[-1] == shown.standing[-1]


def _comment(one: Happened, locale: Language) -> Mrkdwn:
    if one.words is None:
        return Mrkdwn("")
    text = one.words.shown(locale)
    notice = words.state(text, locale)
    who = t("sheet.by", locale, who=one.by or t("change.nobody", locale), when=words.day_of(one.at, locale))
    mark = Mrkdwn(f"_{escape(notice)}_") if notice else Mrkdwn("")
    return join("\n", [bold(who), escape(cut(text.content, WORDS)), mark])


def history(shown: ItemSheet, locale: Language, undo: Block | None) -> list[Block]:
    """What happened to it, the newest first; the last of it can be taken back here."""
    newest = [one for one in reversed(shown.happened) if one.change != "commented"]
    blocks: list[Block] = [
        divider(),
        section(bold(t("sheet.history", locale)), None if _spoke_last(shown) else undo),
    ]
    for one in newest[:HISTORY]:
        told_of = changes.as_lines(one, shown.organisations, shown.people, locale, shown.item.text.language)
        blocks.append(context(told_of))
    if len(newest) > HISTORY:
        blocks.append(context(escape(t("history.more", locale, count=len(newest) - HISTORY))))
    return blocks
