"""The bot that a history is played with: installed on both sides, with an engine that would carry text away."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.domain.pair import Pair
from bot.domain.person import Sides, SlackUser
from bot.engines.base import Engine, Pivoted
from bot.jobs import sweep
from bot.slack.vault import new_key
from bot.store import people, roles, spaces
from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import Bot

KEY = new_key()


class Carrier(Engine):
    """A vendor: everything it is asked has left the machine."""

    name, version, leaves_machine = "carrier", "1", True

    def __init__(self) -> None:
        self.carried: list[str] = []

    def supports(self, pair: Pair) -> bool:
        """Everything."""
        del pair
        return True

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """The same words with a mark of the language in front."""
        self.carried += texts
        return Pivoted([f"{'译文：' if pair.target == 'zh' else 'Oversat: '}{text}" for text in texts])


class HistoryBot(Bot):
    """A bot on both sides, with what owners decide said directly to the store."""

    def __init__(self, workspace: LocalWorkspace, url: str) -> None:
        self.carrier = Carrier()
        super().__init__(workspace, url, self.carrier, token_keys=(KEY,))
        for team_id in list(workspace.app.installations):
            self.install(team_id)

    def set_sides(self, name: str, sides: Sides) -> None:
        """How a space knows whose an internal note is."""
        with self.db.write() as tx:
            space = spaces.find_by_name(tx, name)
            assert space is not None
            roles.set_sides(tx, space.id, sides)

    def set_side(self, name: str, user_id: str, side: str) -> None:
        """On which side somebody stands."""
        slack = SlackUser(self.workspace.world.users[user_id].team_id, user_id)
        with self.db.write() as tx:
            space, person = spaces.find_by_name(tx, name), people.find(tx, slack) or people.add(tx, slack)
            assert space is not None
            roles.set_side(tx, space.id, person.id, side)

    def sweep(self) -> None:
        """What a bot looks after every minute."""
        for look in (
            sweep.sweep, sweep.look_what_is_old, sweep.look_what_has_passed, sweep.look_whose_token_ends,
            sweep.look_who_is_there, sweep.hide_what_is_old,
        ):  # fmt: skip
            look(self.db, self.now)


@contextmanager
def playing(workspace: LocalWorkspace, empty: Path, folder: Path) -> Iterator[HistoryBot]:
    """A bot with an empty store in a workspace at its beginning."""
    workspace.reset()
    path = Path(shutil.copy(empty, folder / "store.sqlite3"))
    made = HistoryBot(workspace, f"sqlite:///{path}")
    try:
        yield made
    finally:
        made.runtime.stop()
        for file in folder.iterdir():
            file.unlink()
