"""What stands where the name of somebody stood who was forgotten: a mark that readers get in their language."""

import re
from collections.abc import Callable, Collection

_MARK = re.compile(r"⟨former (\d+)⟩")


def mark(person_id: int) -> str:
    """The mark of a person; it stands in the store, in exports and in nothing that is read in Slack."""
    return f"⟨former {person_id}⟩"


def in_words(text: str, said: Callable[[int], str]) -> str:
    """A text with words in the place of its marks; `said` gives them for a person's number."""
    return _MARK.sub(lambda found: said(int(found[1])), text) if "⟨former " in text else text


def without(text: str, names: Collection[str], instead: str) -> str:
    """A text in which names stand no more, each as a whole word; Chinese ones stand without blanks."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        if name in text:
            text = _whole(name).sub(lambda _: instead, text)
    return text


def _whole(name: str) -> re.Pattern[str]:
    before = r"(?<![^\W_])" if name[0].isalnum() and not _is_han(name[0]) else ""
    after = r"(?![^\W_])" if not _is_han(name[-1]) and name[-1].isalnum() else ""
    return re.compile(f"{before}{re.escape(name)}{after}")


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿"
