"""Text from people for rich, which would read brackets and colons in it as its own markup."""

from rich.text import Text

from bot.terminal.printing import shown


def as_text(words: str) -> Text:
    """The words as they are, in one style."""
    return Text(shown(words))
