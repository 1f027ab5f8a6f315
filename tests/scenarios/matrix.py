"""What everybody can do in each of the three set-ups, found out by doing it: `python -m tests.scenarios.matrix`.

● the record was shown, or changed as they asked; ○ they were answered, without anything of the record;
– Slack offers it to nobody there; · nothing came.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from bot.services.plan_mailings import plan_mailings
from bot.services.read_feed import read_feed
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.blocks import options
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen
from bot.workspace.setups import SETUPS
from tests.histories.bot import HistoryBot, playing
from tests.histories.eyes import Eyes
from tests.integration.pages.visiting import Browser
from tests.scenarios.bot import NOW

PEOPLE: Mapping[str, str] = {
    "inside": "mette",
    "partner": "li",
    "guest": "wang",
    "stranger": "zhao",
    "left": "chen",
}
CHANNEL = "jord-jiangsu"
SHARED, INTERNAL = "Mærke1Q", "Mærke2Q"
NOTE = "Møde {0}\nDato: 20.01.2017\n1. Grund {0} er forurenet.\n- [ ] @{1} sender {0} senest 24.01.2017"
_LINK = re.compile(r"/wiki/in/([A-Za-z0-9_-]{43})")
YES, NO, NOT_OFFERED, NOTHING = "●", "○", "–", "·"


class Scene(NamedTuple):
    """Somebody in a set-up in which a shared and an internal note were written; who left had a list before."""

    bot: HistoryBot
    eyes: Eyes
    who: str
    list_of_before: Seen | None

    @property
    def person(self) -> Person:
        """Them."""
        return self.bot.workspace.user(PEOPLE[self.who])

    @property
    def is_in(self) -> bool:
        """Whether they are in the channel."""
        return self.who in {"inside", "partner", "guest"}


def after(scene: Scene, act: Callable[[], object], mark: str = SHARED) -> str:
    """What came before the person's eyes by something they did: an answer, the record, or nothing."""
    scene.eyes.look()
    before = everything(scene)
    try:
        done = act()
    except LookupError:
        return NOT_OFFERED
    if getattr(done, "ok", True) is False:
        return NOT_OFFERED
    if any(sight.user_id == scene.person.id and sight.mark == mark for sight in scene.eyes.look()):
        return YES
    return NO if everything(scene) != before else NOTHING


def everything(scene: Scene) -> list[str]:
    """All that the person sees, to notice a change."""
    person = scene.person
    found = [surface.plain for surface in (person.modal, person.home) if surface is not None]
    for channel in (None, CHANNEL):
        with suppress(LookupError, KeyError):
            found += [one.plain for one in person.messages(channel)]
    return found + list(person.notices)


def by_command(scene: Scene) -> str:
    """A slash command, in the channel for who is in it."""
    where = CHANNEL if scene.is_in else None
    return after(scene, lambda: scene.person.command("/actions", "alle", channel=where))


def by_shortcut(scene: Scene) -> str:
    """The global shortcut that opens the form for a note."""
    return NOT_OFFERED if not scene.person.shortcut("log_note").ok else YES if scene.person.modal else NO


def by_message_shortcut(scene: Scene) -> str:
    """Log a message as a note."""
    if not scene.is_in:
        return NOT_OFFERED
    scene.person.say(f"Besked {SHARED}", CHANNEL)
    said = scene.person.last(CHANNEL)
    return after(scene, lambda: scene.person.shortcut("log_as_note", on=said))


def by_mention(scene: Scene) -> str:
    """A mention in the channel."""
    if not scene.is_in:
        return NOT_OFFERED
    return after(scene, lambda: scene.person.mention("@jordbro opgaver alle", CHANNEL))


def by_direct_message(scene: Scene) -> str:
    """The same written to the bot."""
    return after(scene, lambda: scene.person.dm("opgaver alle"))


def by_home(scene: Scene) -> str:
    """App Home."""
    scene.person.open_home()
    home = scene.person.home
    return NOTHING if home is None else YES if SHARED in home.plain else NO


def by_old_button(scene: Scene) -> str:
    """The menu that opens an action, on a list they were sent before."""
    listed = scene.list_of_before
    if listed is None:
        return NOT_OFFERED
    _, menu = listed.find("item.open")
    chosen = next(one["value"] for one in options(menu) if SHARED in one["text"]["text"])
    return after(scene, lambda: scene.person.choose("item.open", chosen, on=listed))


def writing(scene: Scene) -> str:
    """Log a note, by words in the channel or to the bot."""
    before = len(scene.bot.notes())
    words = f"referat {NOTE.format('Mærke9Q', 'CLEAN')}"
    _ = scene.person.mention(f"@jordbro {words}", CHANNEL) if scene.is_in else scene.person.dm(words)
    return YES if len(scene.bot.notes()) > before else NO


def changing(scene: Scene) -> str:
    """Say that something is done, on a list of one's own."""
    if not scene.is_in and scene.list_of_before is None:
        return NOT_OFFERED
    if scene.is_in:
        scene.person.mention("@jordbro opgaver alle", CHANNEL)
    listed = scene.person.last(CHANNEL) if scene.is_in else scene.list_of_before
    with suppress(LookupError):
        scene.person.press(action_id="item.done", on=listed)
    done = [item for note in scene.bot.notes() for item in note.items if item.action and item.action.status == "done"]
    return YES if done else NO


def by_summary(scene: Scene) -> str:
    """A summary."""
    return after(scene, lambda: scene.person.dm("resumé §1"))


def by_search(scene: Scene) -> str:
    """What some words find."""
    return after(scene, lambda: scene.person.dm("søg forurenet"))


def by_review(scene: Scene) -> str:
    """What waits for a reviewer."""
    return after(scene, lambda: scene.person.dm("gennemse"))


def by_export(scene: Scene) -> str:
    """The actions as a file."""
    return after(scene, lambda: scene.person.dm("opgaver xlsx"))


def by_calendar(scene: Scene) -> str:
    """The calendar behind a secret address."""
    scene.person.dm("opgaver kalender")
    tokens = [token for user_id, token in scene.eyes.addresses() if user_id == scene.person.id]
    feed = read_feed(scene.bot.db, tokens[-1]) if tokens else None
    return NOTHING if feed is None else YES if SHARED in repr(feed) else NO


def by_pages(scene: Scene) -> str:
    """The meeting as a page, in a browser that is signed in by the link they are sent."""
    before = everything(scene)
    scene.person.dm("wiki")
    links = _LINK.findall(str([one.blocks for one in scene.person.messages()]))
    if not links:
        return NO if everything(scene) != before else NOTHING
    browser = Browser(scene.bot.db)
    browser.now = scene.bot.now
    browser.post(f"/wiki/in/{links[-1]}")
    shown = browser.get(f"/wiki/notes/{scene.bot.notes()[-1].id}").text
    browser.client.close()
    return YES if SHARED in shown else NO


def by_channel_digest(scene: Scene) -> str:
    """The daily digest of the channel."""
    return after(scene, lambda: _next_morning(scene))


def by_own_digest(scene: Scene) -> str:
    """A daily digest of one's own."""
    scene.person.dm("overblik mit til")
    scene.eyes.look()
    _next_morning(scene)
    sights = [one for one in scene.eyes.look() if one.user_id == scene.person.id and one.where.startswith("dm")]
    return YES if any(one.mark == SHARED for one in sights) else NOTHING


def by_internal_note(scene: Scene) -> str:
    """What the Danish side keeps to itself."""
    return after(scene, lambda: scene.person.dm("resumé måned"), INTERNAL)


def owning(scene: Scene) -> str:
    """Change which engines may see the text: for owners."""
    before = _engines(scene)
    words = "@jordbro samarbejde motorer ingen"
    _ = scene.person.mention(words, CHANNEL) if scene.is_in else scene.person.dm(words.removeprefix("@jordbro "))
    return YES if _engines(scene) != before else NO


def _engines(scene: Scene) -> object:
    with scene.bot.db.engine.connect() as connection:
        return connection.exec_driver_sql("SELECT engines FROM spaces WHERE id = 1").scalar()


def _next_morning(scene: Scene) -> None:
    # a Monday at nine in Copenhagen, later a Tuesday
    scene.bot.now += timedelta(hours=71 if scene.bot.now == NOW else 24)
    plan_mailings(scene.bot.db, now=scene.bot.now)
    scene.bot.drain()


SURFACES: Mapping[str, Callable[[Scene], str]] = {
    "slash command": by_command,
    "global shortcut": by_shortcut,
    "message shortcut": by_message_shortcut,
    "mention in the channel": by_mention,
    "direct message": by_direct_message,
    "App Home": by_home,
    "menu on an older list": by_old_button,
    "summary": by_summary,
    "search": by_search,
    "review": by_review,
    "file of actions": by_export,
    "calendar address": by_calendar,
    "pages": by_pages,
    "channel's digest": by_channel_digest,
    "own digest": by_own_digest,
    "internal note of the Danish side": by_internal_note,
    "write a note": writing,
    "change an action": changing,
    "change the engine policy": owning,
}
"""In this order with one store: what only reads comes first."""


def scene_in(bot: HistoryBot, who: str) -> Scene:
    """The beginning that every cell of the table starts from."""
    workspace = bot.workspace
    inside, person = bot.user("mette", "da"), bot.user(PEOPLE[who], "da" if who == "inside" else "zh")
    name = person.user.real_name
    eyes = Eyes(workspace.ws)
    inside.mention("@jordbro samarbejde opret Jiangsu", CHANNEL)
    sides = "named" if bot.workspace.world.user_named("li").team_id == "T0REGION" else "teams"
    bot.set_sides("Jiangsu", "teams" if sides == "teams" else "named")
    if sides == "named":
        bot.set_side("Jiangsu", "U0METTE", "Region")
        bot.set_side("Jiangsu", "U0LI", "JEPD")
    inside.mention(f"@jordbro referat {NOTE.format(SHARED, name)}", CHANNEL)
    inside.mention(f"@jordbro referat intern: {NOTE.format(INTERNAL, 'CLEAN')}", CHANNEL)
    listed = None
    if who != "stranger":
        person.dm("opgaver alle")
        listed = next(one for one in reversed(person.messages()) if SHARED in one.plain)
    if who == "left":
        workspace.leave(person.id, CHANNEL)
    eyes.look()
    return Scene(bot, eyes, who, listed)


def table(folder: Path) -> Iterator[str]:
    """The lines of the table, as Markdown."""
    empty = folder / "empty.sqlite3"
    db = Database(f"sqlite:///{empty}")
    migrate(db)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    (folder / "now").mkdir()
    cells = {setup: dict(_of_setup(setup, empty, folder / "now")) for setup in SETUPS}
    yield "| | " + " | ".join(f"{setup}: {who}" for setup in SETUPS for who in PEOPLE) + " |"
    yield "|---" * (1 + len(SETUPS) * len(PEOPLE)) + "|"
    for surface in SURFACES:
        found = [cells[setup][surface, who] for setup in SETUPS for who in PEOPLE]
        yield f"| {surface} | " + " | ".join(found) + " |"


def _of_setup(setup: str, empty: Path, place: Path) -> Iterator[tuple[tuple[str, str], str]]:
    with LocalWorkspace.start(SETUPS[setup]()) as workspace:
        workspace.ws.deliveries.retry_delays = ()
        for who in PEOPLE:
            with playing(workspace, empty, place) as bot:
                scene = scene_in(bot, who)
                for surface, find in SURFACES.items():
                    yield (surface, who), _cell(find, scene)


def _cell(find: Callable[[Scene], str], scene: Scene) -> str:
    try:
        return find(scene)
    except LookupError:  # they meet the bot nowhere
        return NOT_OFFERED


def main() -> int:
    """Print it."""
    with tempfile.TemporaryDirectory() as folder:
        for line in table(Path(folder)):
            print(line)  # noqa: T201  it is what was asked for
    return 0


if __name__ == "__main__":
    sys.exit(main())
