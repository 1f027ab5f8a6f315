"""A button that asks for what a word asks for."""

from collections.abc import Callable

from bot.slack.payloads import Incoming


def handle(incoming: Incoming, words: tuple[str, ...], ask: Callable[[str, str], None]) -> None:
    """Do what the command of that word does; the help for a word that is none any more."""
    word = incoming.name.removeprefix("open.")
    ask(word if word in words else "help", "")
