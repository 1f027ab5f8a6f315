"""`jordbro`: run the bot, look after its store, and ask how it understands something.

Only what a command needs is imported when it runs: `jordbro explain` must answer at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from bot.domain.language import LANGUAGES

_MODULES = {"import": "import_file"}  # `import` is a word of Python's

MOST_DAYS = 3660  # ten years: more than anyone counts

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; leaves with its exit status."""
    options = _parser().parse_args(arguments)
    sys.exit(_command(options.command)(options))


def _command(name: str) -> Command:
    """The function `run` of the command's module below `bot.terminal`."""
    run: Command = import_module(f"bot.terminal.{_MODULES.get(name, name)}").run
    return run


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jordbro", description="A bilingual meeting record in Slack.")
    parser.add_argument("--env", type=Path, default=Path(".env"), help="a file with settings (default: .env)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="run the bot against Slack")
    commands.add_parser("migrate", help="bring the store to this version")
    commands.add_parser("doctor", help="look at settings, Slack, store, engines and wikis, and say what to do")
    _demo(commands.add_parser("demo", help="the main job in a local workspace"))
    _workspace(commands.add_parser("workspace", help="a local workspace alone, for development"))
    _import(commands.add_parser("import", help="read a note or a report from a file"))
    _explain(commands.add_parser("explain", help="how a note, a date or a name is understood"))
    _memory(commands.add_parser("memory", help="exchange approved translations with other tools"))
    _engines(commands.add_parser("engines", help="install, check and count what translates"))
    _glossary(commands.add_parser("glossary", help="take terms from a file, or write them to one"))
    _export(commands.add_parser("export", help="write a space's actions as a calendar or a table, or everything of it"))
    _report(commands.add_parser("report", help="write the printed report of a trip"))
    _publish(commands.add_parser("publish", help="publish a space to the wikis it is connected to"))
    _keys(commands.add_parser("keys", help="keys for the tokens in the store"))
    _audit(commands.add_parser("audit", help="write who read and changed what into a file"))
    _forget(commands.add_parser("forget", help="take a person out of the record"))
    _owner(commands.add_parser("owner", help="say who owns a space, or make somebody an owner"))
    _backup(commands.add_parser("backup", help="write all records of the store into a file"))
    _restore(commands.add_parser("restore", help="put a backup into an empty store"))
    return parser


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--script", action="store_true", help="play two colleagues, print what they see, and exit")
    parser.add_argument("--engines", default="", metavar="NAMES", help="engines for new text: local, google, …")
    parser.add_argument("--port", type=int, default=8765, help="of the page (default: 8765)")


def _workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8765, help="of the page (default: 8765)")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="the note or report, or a folder of exported Markdown; - for standard input"
    )
    parser.add_argument("--space", required=True, metavar="NAME", help="the space it belongs to; made when new")
    parser.add_argument("--channel", metavar="TEAM/CHANNEL", help="bind the space to this channel, as T0123/C0456")
    parser.add_argument("--lang", choices=LANGUAGES, help="its language (default: guessed)")
    parser.add_argument("--on", metavar="DATE", help="the day dates without a year count from, where the text has none")
    parser.add_argument("--yes", action="store_true", help="write without asking")


def _explain(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(dest="thing", required=True, metavar="THING")
    note = things.add_parser("note", help="title, date, place, items of a note")
    note.add_argument("file", metavar="FILE", help="- for standard input")
    due = things.add_parser("due", help="the interval a few words mean")
    due.add_argument("words", metavar="WORDS")
    due.add_argument("--calendar", choices=("DK", "CN"), help="whose working days count")
    due.add_argument("--happened", metavar="DATE", help="when the event it waits for takes place")
    terms = things.add_parser("terms", help="known names and terms in a text")
    terms.add_argument("words", metavar="TEXT")
    for thing in (note, due, terms):
        thing.add_argument("--lang", choices=LANGUAGES, help="the language (default: guessed)")
        thing.add_argument("--json", action="store_true", help="for machines")
    for thing in (note, due):
        thing.add_argument("--on", metavar="DATE", help="the day to count from (default: today)")


def _memory(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    write = verbs.add_parser("export", help="write a space's approved translations as TMX")
    read = verbs.add_parser("import", help="add the translations of a TMX file, as approved in a space")
    for verb in (write, read):
        verb.add_argument("file", metavar="FILE", help="TMX 1.4")
        verb.add_argument("--space", required=True, metavar="NAME", help="whose memory")
    read.add_argument("--both-ways", action="store_true", help="take each language of a unit as source of each other")


def _engines(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="which engines there are, and which are switched on")
    verbs.add_parser("check", help="ask each engine that is switched on for one sentence")
    verbs.add_parser("install", help="download the models of the local engine")
    usage = verbs.add_parser("usage", help="what each engine did for each space")
    usage.add_argument("--days", type=_days, default=30, metavar="N", help="today and the days before (default: 30)")
    usage.add_argument("--space", metavar="NAME", help="this space only")


def _days(said: str) -> int:
    if not said.isdecimal() or not 1 <= int(said) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_DAYS}")
    return int(said)


def _glossary(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb, does in (("import", "read CSV or TBX into a space's glossary"), ("export", "write a space's glossary")):
        one = verbs.add_parser(verb, help=does)
        one.add_argument("file", metavar="FILE", help="ends in .csv or .tbx")
        one.add_argument("--space", required=True, metavar="NAME", help="the space by its name")


def _export(parser: argparse.ArgumentParser) -> None:
    endings = ".ics (open actions with a date), .csv or .xlsx (all), .zip (everything); a folder for Markdown"
    parser.add_argument("file", metavar="FILE", help=f"ends in {endings}")
    parser.add_argument("--lang", choices=(*LANGUAGES, "both"), default="both", help="of Markdown (default: both)")
    parser.add_argument("--space", required=True, metavar="NAME", help="the space by its name")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("space", metavar="SPACE", nargs="?", help="the space by its name")
    parser.add_argument("trip", metavar="TRIP", nargs="?", help="words of the trip's title, or its number")
    parser.add_argument("--lang", choices=(*LANGUAGES, "both"), help="its language, or side by side")
    parser.add_argument("--format", choices=("docx", "pdf"), help="default: as FILE ends, or both")
    parser.add_argument("--out", metavar="FILE", help="the file (default: named after the trip)")
    parser.add_argument(
        "--templates", metavar="FOLDER", help="write the templates for Word into a folder, to be changed"
    )


def _publish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("space", metavar="SPACE", help="the space by its name")
    parser.add_argument("--connect", metavar="ADDRESS", help="connect it to a wiki first: api.php, or a repository")
    parser.add_argument("--target", choices=("mediawiki", "git"), default="mediawiki", help="what is at that address")
    parser.add_argument("--user", metavar="NAME", help="as whom; the password is asked for (WIKI_PASSWORD)")
    parser.add_argument("--by-hand", action="store_true", help="not by itself once an hour")


def _keys(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("new", help="print a key for JORDBRO_TOKEN_KEYS")
    verbs.add_parser("rotate", help="seal every token again with the first of JORDBRO_TOKEN_KEYS")


def _audit(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    one = verbs.add_parser("export", help="write the audit log of a space")
    one.add_argument("file", metavar="FILE", help="ends in .csv or .jsonl")
    one.add_argument("--space", required=True, metavar="NAME", help="the space by its name")
    one.add_argument("--since", default="", metavar="DATE", help="from this day on (UTC), as 2026-01-31")


def _forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="TEAM/USER", help="Slack's ids, as T0123/U0456")
    parser.add_argument("--in-texts", action="store_true", help="their name in what was written too")
    parser.add_argument("--yes", action="store_true", help="do it")


def _owner(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", nargs="?", default="", metavar="TEAM/USER", help="whom to make one, as T0123/U0456")
    parser.add_argument("--space", required=True, metavar="NAME", help="the space by its name")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the backup, a zip")
    parser.add_argument("--replace", action="store_true", help="take the place of an earlier backup of that name")
    parser.add_argument("--verify", action="store_true", help="only look whether an existing backup is whole")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `jordbro backup` wrote")


def environment(options: argparse.Namespace) -> dict[str, str]:
    """The settings of the environment on top of those of the `.env` file."""
    from bot.config import read_environment  # noqa: PLC0415  `explain` needs no settings

    return read_environment(os.environ, options.env)
