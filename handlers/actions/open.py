"""A button that asks for what a word asks for."""

from collections.abc import Callable

from bot.slack.payloads import Incoming


def handle(incoming: Incoming, ask: Callable[[str, str], None]) -> None:
    """Do what the command of that word does."""
    ask(incoming.name.removeprefix("open."), "")
