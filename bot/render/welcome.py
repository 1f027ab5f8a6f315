"""The card that stands in a channel: what Jordbro does there and how it is asked, also without slash commands."""

from collections.abc import Sequence

from bot.domain.language import LANGUAGES, Language
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, bold, button, cut, escape, join, message, section
from bot.slack.message import Block, Message

WORDS = (
    "note", "actions", "summary", "find", "review", "glossary", "report", "wiki", "publish", "digest", "language",
    "space", "help",
)  # fmt: skip
"""What its buttons ask for, in the order of the table of routes as far as it makes sense for everyone."""

FIRST = ("space", "note", "language", "help")
"""The same before the channel has a space: what is written there then waits for it."""

SPACE = 60  # characters of a space's name
US = "@jordbro"


def as_welcome(bot_user: str, languages: Sequence[Language] = LANGUAGES, space: str = "") -> Message:
    """The card.

    Args:
        bot_user: Slack's id of our user in the workspace whose installation posts it.
        languages: of the channel; all of them before it has a space.
        space: its name; "" before there is one.
    """
    shown = [section(_told(bot_user, language, space)) for language in languages]
    words = WORDS if space else FIRST
    return message(*shown, actions([_button(word, languages) for word in words]))


def _told(bot_user: str, language: Language, space: str) -> Mrkdwn:
    names = t("list.comma", language).join(t(f"language.{one}", language) for one in LANGUAGES[:2])
    what = t("welcome.space", language, space=cut(space, SPACE)) if space else t("welcome.start", language, names=names)
    word = t("words.help", language).split()[0]
    how = escape(t("welcome.how", language, word=word)).replace(US, f"<@{bot_user}>")
    return join(
        "\n", [bold(t("welcome.head", language)), escape(what), Mrkdwn(how), escape(t("welcome.slash", language))]
    )


def _button(word: str, languages: Sequence[Language]) -> Block:
    label = " · ".join(dict.fromkeys(t(f"help.button.{word}", language) for language in languages))
    return button(label, f"open.{word}", word)
