"""What a person sees, as text: messages, modals and App Home with their buttons and fields, for tests to read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bot.workspace import blocks as kit
from bot.workspace.reading import Names, label, lines, links, shown, text_of

Json = dict[str, Any]

_NUMBERED = re.compile(r"^\W*\d+(?:\.\d+)*[.)、．]?\s*\S")


def _first_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for words, address in pairs:
        found.setdefault(words, address)
    return found


class Picture(NamedTuple):
    """A picture by `slack_file` before a person's eyes: the words for who cannot see it, and its bytes."""

    alt_text: str
    content: bytes


@dataclass(frozen=True)
class Surface:
    """Something with blocks before one person's eyes; `container` is where presses on it go."""

    blocks: list[Json] | None
    container: Json
    names: Names = field(repr=False, default_factory=dict)
    pictures: Sequence[Picture] = field(repr=False, default=())

    @property
    def plain(self) -> str:
        """All visible text, block by block."""
        return "\n".join(lines(self.blocks or [], self.names))

    @property
    def items(self) -> list[str]:
        """The visible lines that begin with a number, such as `3.1 …`."""
        return [line.strip() for line in self.plain.splitlines() if _NUMBERED.match(line)]

    @property
    def buttons(self) -> dict[str, tuple[str, str, str | None]]:
        """Label to (block id, action id, value); the first of several with the same label."""
        found: dict[str, tuple[str, str, str | None]] = {}
        for block, element in kit.elements(self.blocks or []):
            if element["type"] == "button":
                found.setdefault(label(element), (block["block_id"], element["action_id"], element.get("value")))
        return found

    @property
    def links(self) -> dict[str, str]:
        """The words of each link, or button with an address, to where it leads; the first of several with the same."""
        return _first_of(links(self.blocks or [], "", self.names))

    def find(self, words: str) -> tuple[Json, Json]:
        """Find an element by its label, the text beside it, its action id or its block id.

        Raises:
            LookupError: If there is none; the message lists what there is.
        """
        all_of_them = list(kit.elements(self.blocks or []))
        for block, element in all_of_them:
            beside = text_of(block.get("text") or block.get("label"), self.names)
            if words in {label(element), element["action_id"], block["block_id"], beside}:
                return block, element
        offered = [label(element) for _, element in all_of_them]
        raise LookupError(f"nothing called {words!r} here, only {offered}")

    def offering(self, option: str) -> tuple[Json, Json]:
        """Find the first element that offers an option, by its words or value.

        Raises:
            LookupError: If there is none; the message lists what is offered.
        """
        offered: list[str] = []
        for block, element in kit.elements(self.blocks or []):
            for one in kit.options(element):
                if option in {one["value"], text_of(one["text"], self.names)}:
                    return block, element
                offered.append(text_of(one["text"], self.names))
        raise LookupError(f"nothing offers {option!r} here, only {offered}")


@dataclass(frozen=True)
class Seen(Surface):
    """A message as one person sees it."""

    ts: str = ""
    channel: str = ""
    text: str = ""
    ephemeral: bool = False
    name: str = ""
    edited: bool = False
    pinned: bool = False
    thread_ts: str | None = None
    files: list[Json] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """All visible text: that of the blocks, or the text where there are none."""
        return "\n".join(lines(self.blocks, self.names)) if self.blocks else shown(self.text, self.names)

    @property
    def links(self) -> dict[str, str]:
        """As of every surface: of the blocks, or of the text where there are none."""
        return _first_of(links(self.blocks or [], self.text, self.names))


@dataclass(frozen=True)
class Field:
    """A field of a form; `value` is what stands in it now."""

    block_id: str
    action_id: str
    type: str
    value: Any
    optional: bool = False

    @property
    def initial(self) -> Any:  # noqa: ANN401 - an option, a date, a list, a text
        """What stands in it before anybody types: the same as `value` right after opening."""
        return self.value


@dataclass(frozen=True)
class Modal(Surface):
    """A modal, or the App Home, as one person sees it."""

    view: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the view."""
        return str(self.view["id"])

    @property
    def title(self) -> str:
        """The words at the top; empty for a home."""
        return text_of(self.view.get("title"), {})

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by their label."""
        found: dict[str, Field] = {}
        values = self.view["state"]["values"]
        for block, element in kit.elements(self.blocks or []):
            if block["type"] == "input":
                value = kit.value_of(values[block["block_id"]][element["action_id"]])
                one = Field(
                    block["block_id"], element["action_id"], element["type"], value, bool(block.get("optional"))
                )
                found[text_of(block["label"], {})] = one
        return found
