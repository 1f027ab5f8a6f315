"""Everything that has come before somebody's eyes since the last look, whatever surface it came by."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from bot.workspace.core import Workspace
from bot.workspace.model import Channel, Message

MARK = re.compile(r"Mærke\d+Q")
_FEED = re.compile(r"/calendar/([\w-]+)\.ics")


class Sight(NamedTuple):
    """A mark that a person saw, and where; `everyone` is whether it stands in a channel for all in it."""

    user_id: str
    mark: str
    where: str
    everyone: bool


class Eyes:
    """Looks at the whole workspace again and again, and tells what is new in it."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._known: set[tuple[str, str, int]] = set()

    def look(self) -> list[Sight]:
        """The marks that came before people's eyes since the last look."""
        with self._ws.lock:
            return list(self._new())

    def addresses(self) -> list[tuple[str, str]]:
        """The user id and the secret of every calendar address that somebody was told."""
        found = []
        for channel in self._ws.world.channels.values():
            readers = [one for one in channel.members if not self._ws.world.users[one].is_bot]
            said = "".join(message.text + json.dumps(message.blocks or []) for message in channel.messages)
            found += [(readers[0], token) for token in _FEED.findall(said) if channel.is_im and readers]
        return found

    def _new(self) -> Iterator[Sight]:
        world = self._ws.world
        for channel in world.channels.values():
            for message in channel.messages:
                if message.bot_id:
                    yield from self._of_message(channel, message)
        for (user_id, _), home in world.homes.items():
            yield from self._marks(user_id, "home", json.dumps(home.body, ensure_ascii=False))
        for user_id, stack in world.modals.items():
            for view in stack:
                written = json.dumps(view.body, ensure_ascii=False)
                yield from self._marks(user_id, f"modal {view.body.get('callback_id', '')}", written)

    def _of_message(self, channel: Channel, message: Message) -> Iterator[Sight]:
        shown = message.text + json.dumps(message.blocks or [], ensure_ascii=False)
        shown += "".join(self._words(str(file["id"])) for file in message.files)
        key = ("", message.ts, hash(shown))  # who comes later reads what stood there: Slack shows it, not we
        everyone = not channel.is_im and not message.reader
        if everyone and key in self._known:
            return
        self._known |= {key} if everyone else set()
        readers = [message.reader] if message.reader else channel.members
        where = f"{'dm' if channel.is_im else 'whisper' if message.reader else 'channel'} {message.ts}"
        for user_id in readers:
            if not self._ws.world.users[user_id].is_bot:
                yield from self._marks(user_id, where, shown, everyone=everyone)

    def _marks(self, user_id: str, where: str, shown: str, *, everyone: bool = False) -> Iterator[Sight]:
        key = (user_id, where.rpartition(" ")[2], hash(shown))
        if key in self._known:
            return
        self._known.add(key)
        for mark in sorted(set(MARK.findall(shown))):
            yield Sight(user_id, mark, where, everyone)

    def _words(self, file_id: str) -> str:
        """What stands in a file, in whichever of our formats."""
        file = self._ws.world.files.get(file_id)
        content = (file.content if file else None) or b""
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        return content.decode("utf-8", "replace").replace("\r\n ", "")  # calendars fold their lines
