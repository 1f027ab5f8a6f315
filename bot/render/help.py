"""Help, made from the table of routes, and what to say to a word nobody knows."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, bold, button, context, cut, escape, header, join, message, section
from bot.slack.message import Block, Message

WORD = 60  # characters of a word that is shown back


def as_help(words: Sequence[str], locale: Language, *, commands: bool) -> Message:
    """What can be asked for, in the order of the table of routes.

    Args:
        words: the names of the routes.
        locale: the reader's language.
        commands: whether slash commands exist where the reader is; elsewhere only mentions are named.
    """
    lines = [section(_line(word, locale, commands=commands)) for word in words]
    hint = t("help.both_hint" if commands else "help.mention_hint", locale)
    return message(header(t("help.title", locale)), *lines, context(escape(hint)), route_buttons(words, locale))


def route_buttons(words: Sequence[str], locale: Language) -> Block:
    """A button for each thing that can be asked for."""
    return actions([route_button(word, locale) for word in words])


def route_button(word: str, locale: Language) -> Block:
    """The button that asks for one thing."""
    return button(t(f"help.button.{word}", locale), f"open.{word}", word)


def unknown_word(word: str, nearest: Sequence[str], locale: Language) -> Message:
    """Three things the person may have meant, as buttons."""
    said = t("help.unknown_word", locale, word=cut(word, WORD))
    return message(section(escape(said)), route_buttons(nearest, locale))


def _line(word: str, locale: Language, *, commands: bool) -> Mrkdwn:
    said = t(f"words.{word}", locale).split()[0]
    asked = f"/{word} · @jordbro {said}" if commands and word != "help" else f"@jordbro {said}"
    return join(" ", [bold(asked), escape(t(f"help.{word}", locale))])
