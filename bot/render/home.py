"""App Home: the person's language, their open actions, and a button for everything."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.record import ActionPage
from bot.i18n import t
from bot.render.action_list import line
from bot.render.answers import language_buttons
from bot.render.blocks import bold, context, divider, escape, header, section
from bot.render.help import route_buttons
from bot.slack.message import Block, View


def as_home(page: ActionPage, words: Sequence[str], locale: Language, *, chosen: Language | None, spaces: int) -> View:
    """What a person sees of Jordbro when they open it."""
    blocks: list[Block] = [
        header(t("home.title", locale)),
        section(escape(t("home.hello" if spaces else "home.no_space", locale))),
        route_buttons(words, locale),
        divider(),
        section(bold(t("home.mine", locale, count=page.total))),
    ]
    blocks += [line(action, "", 1, locale, several_spaces=spaces > 1) for action in page.lines]
    if page.pages > 1:
        blocks.append(context(escape(t("home.more", locale, count=page.total - len(page.lines)))))
    if not page.total:
        blocks.append(context(escape(t("home.nothing", locale))))
    blocks += [divider(), section(bold(t("home.language", locale))), language_buttons(chosen)]
    return {"type": "home", "blocks": blocks}
