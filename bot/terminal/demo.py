"""`jordbro demo`: the main job in a local workspace, on a page for two or played as a script."""

import argparse
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import data, i18n, log
from bot.cli import environment
from bot.config import ENGINE_NAMES, Settings, SettingsError, load
from bot.domain.note_grammar import split_notes
from bot.i18n import t
from bot.serve import LOCAL, public_routes, start
from bot.terminal.engines import install
from bot.terminal.script import play
from bot.terminal.settings import report_problems, terminal_language
from bot.web.listening import listen
from bot.web.server import plain_application
from bot.workspace.driver import LocalWorkspace
from bot.workspace.person import Person

BOT = "Jordbro"
CHANNEL = "jord-jiangsu"
SPACE = "Jordsamarbejdet · 土壤合作"
TRIES = 5
LATE = 10.0  # seconds until a command that was not answered is taken for lost
PATIENCE = 90.0  # seconds for everything that was logged to be in the channel
# a folder in memory: what is thrown away need not wait for a slow disk
MEMORY = Path("/dev/shm")  # noqa: S108  # nosec B108 # nothing in it is found by a name that others could take


def run(options: argparse.Namespace) -> int:
    """Start workspace and bot, log the samples; play the script or wait for people."""
    i18n.load()
    log.configure("WARNING")
    engines = tuple(name for name in options.engines.split(",") if name)
    unknown = [name for name in engines if name not in ENGINE_NAMES]
    if unknown:
        print(
            t("terminal.unknown_engine", terminal_language(), name=unknown[0], known=", ".join(ENGINE_NAMES)),
            file=sys.stderr,
        )
        return 2
    if "local" in engines and not install(Path("var/models")):
        return 1
    where = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="jordbro-demo-", dir=where) as folder:
        try:
            with demo(options, engines, Path(folder)) as workspace:
                return play(workspace) if options.script else _wait(workspace, engines)
        except SettingsError as wrong:
            report_problems(wrong)
            return 2


@contextmanager
def demo(options: argparse.Namespace, engines: Sequence[str], folder: Path) -> Iterator[LocalWorkspace]:
    """A workspace with the bot in it, and the sample notes in its record."""
    with _workspace(0 if options.script else options.port) as workspace:
        workspace.world.notes = notices(engines)  # that this is not Slack is said above them
        workspace.ws.deliveries.retry_delays = (0.5, 1.0, 2.0)  # nobody at a demo waits as Slack does
        port = _free_port()
        runtime = start(_settings(options, workspace, engines, folder, port))
        stop_pages = listen(plain_application(*public_routes(runtime)), LOCAL, port)
        handler = SocketModeHandler(runtime.bolt, workspace.app_token)
        handler.connect()
        try:
            log_samples(workspace)
            yield workspace
        finally:
            handler.close()
            stop_pages()
            runtime.stop()


def log_samples(workspace: LocalWorkspace) -> None:
    """Two colleagues log the sample notes, each in the way they can: by command, and by mention."""
    mette, li = workspace.user("mette"), workspace.user("li")
    mette.command("/language", "dansk", channel=CHANNEL)
    mette.command("/space", f"opret {SPACE}", channel=CHANNEL)
    mette.command("/space", "tilføj @mette Region Hovedstaden", channel=CHANNEL)
    mette.command("/space", "tilføj @li JEPD", channel=CHANNEL)
    li.mention("@jordbro 语言 中文", channel=CHANNEL)
    danish = split_notes(data.sample("noter.da.md"))
    chinese = split_notes(data.sample("noter.zh.md"))
    for count, note in enumerate(danish):
        _log(workspace, mette, note, count)
    for note in chinese:
        li.mention(f"@jordbro 纪要\n{note}", channel=CHANNEL)
    wanted = len(danish) + len(chinese)
    expected = (wanted, len(chinese) + 1)  # and one answer for the language
    try:
        workspace.wait_until(lambda: len(cards(workspace)) >= wanted and answers(li) > len(chinese), timeout=PATIENCE)
    except TimeoutError as problem:
        there = (len(cards(workspace)), answers(li))
        raise TimeoutError(f"{there} of {expected} cards and answers after {PATIENCE:g} s") from problem


def cards(workspace: LocalWorkspace) -> list[str]:
    """What everyone sees in the channel of the bot's cards, oldest first."""
    seen = workspace.user("mette").messages(CHANNEL)
    return [message.plain for message in seen if message.name == BOT and not message.ephemeral]


def _log(workspace: LocalWorkspace, person: Person, note: str, before: int) -> None:
    """Log a note by command, again when the machine was too busy: Slack does not repeat commands.

    A command that was answered too late may have been understood all the same: as a person does, we
    look for the card before we type the note again.
    """
    for _ in range(TRIES):
        done = person.command("/note", note, channel=CHANNEL)
        refused = t("errors.store_unavailable", "da") in str(done.ack)
        if done.ok and not refused:
            return
        if not refused and _appears(workspace, before):
            return


def _appears(workspace: LocalWorkspace, before: int) -> bool:
    """Whether there are soon more cards than before."""
    try:
        workspace.wait_until(lambda: len(cards(workspace)) > before, timeout=LATE)
    except TimeoutError:
        return False
    return True


def answers(person: Person) -> int:
    """How many answers only this person has got."""
    return sum(message.ephemeral for message in person.messages(CHANNEL))


def notices(engines: Sequence[str]) -> list[str]:
    """Which engines translate new text, and how to switch one on; in the three languages of the page."""
    if engines:
        return [t("demo.engines_on", language, names=", ".join(engines)) for language in ("da", "zh", "en")]
    return [t("demo.engines_off", language) for language in ("da", "zh", "en")]


def _workspace(port: int) -> LocalWorkspace:
    try:
        return LocalWorkspace.start(port=port)
    except OSError:  # somebody listens there: any other port does
        return LocalWorkspace.start()


def _free_port() -> int:
    """A port of this machine on which nobody listens, for our pages."""
    with socket.socket() as free:
        free.bind((LOCAL, 0))
        return int(free.getsockname()[1])


def _settings(
    options: argparse.Namespace, workspace: LocalWorkspace, engines: Sequence[str], folder: Path, port: int
) -> Settings:
    given = environment(options)
    ours = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "JORDBRO_ENGINES": ",".join(engines),
        "JORDBRO_MODELS": "var/models",
        "JORDBRO_PUBLIC_URL": f"http://{LOCAL}:{port}/",
    }
    return load({name: value for name, value in given.items() if name.startswith("JORDBRO_")} | ours)


def _wait(workspace: LocalWorkspace, engines: Sequence[str]) -> int:
    locale = terminal_language()
    print(t("demo.open", locale, address=workspace.url), flush=True)
    for notice in notices(engines):
        print(f"  {notice}")
    print(t("demo.stop", locale), flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print()
    return 0
