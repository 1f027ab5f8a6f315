"""`jordbro import`: read notes or a report from a file, show what was understood, then write it."""

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.domain.due import Due, parse_date
from bot.domain.errors import UserError
from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedItem
from bot.domain.note_grammar import split_notes
from bot.domain.person import SlackChannel, keeper
from bot.domain.report import LEAST_MEETINGS, ParsedReport, read_report
from bot.domain.typed_note import TypedNote
from bot.i18n import t
from bot.render import answers, words
from bot.services.create_space import ensure_space
from bot.services.import_report import import_report, source_key
from bot.services.log_note import Knowledge, Origin, log_note, read_note
from bot.services.terms import shipped
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.as_text import as_text
from bot.terminal.minutes import found_in, read_folder
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


class NotADay(Exception):  # noqa: N818  it names what was given
    """What was given for a day is none."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class NotAChannel(Exception):  # noqa: N818
    """What was given for a channel is none."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Target(NamedTuple):
    """The space by its name, and the channel it is to be bound to."""

    space: str
    channel: SlackChannel | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, how to understand it, and where it goes."""

    text: str
    language: Language
    today: date
    target: Target


def run(options: argparse.Namespace) -> int:
    """Import a file; a second time the same file adds nothing."""
    settings, locale = for_store(options), terminal_language()
    try:
        minutes = found_in(Path(options.file)) if options.file != "-" else []
        reading = None if minutes else _read(options)
        db = Database(settings.database_url)
        try:
            migrate(db)
            if reading is None:
                return _import_minutes(db, options, minutes, locale)
            return _import(db, options, reading, locale)
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_read", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except UnicodeDecodeError:
        print(t("terminal.not_utf8", locale), file=sys.stderr)
    except NotADay as problem:
        print(t("terminal.not_a_day", locale, said=shown(problem.said)), file=sys.stderr)
    except NotAChannel as problem:
        print(t("terminal.not_a_channel", locale, said=shown(problem.said)), file=sys.stderr)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _import_minutes(db: Database, options: argparse.Namespace, paths: list[Path], locale: Language) -> int:
    """What was exported as Markdown, as it was: there is nothing to understand, and so nothing to show first."""
    space = ensure_space(db, options.space, channel(options.channel), now=datetime.now(UTC))
    return read_folder(db, space.id, space.name, paths, locale)


def _read(options: argparse.Namespace) -> Reading:
    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
    return Reading(
        text, options.lang or guess_language(text), day(options.on), Target(options.space, channel(options.channel))
    )


def day(said: str | None) -> date:
    """The day a person gave, today when they gave none.

    Raises:
        NotADay: it is none.
    """
    if not said:
        return datetime.now(UTC).astimezone().date()
    found = parse_date(said, "en")
    if found is None:
        raise NotADay(said)
    return found


def channel(said: str | None) -> SlackChannel | None:
    """The channel a person named by its team's id and its own.

    Raises:
        NotAChannel: it is none.
    """
    if not said:
        return None
    found = re.fullmatch(r"([TE][A-Z0-9]+)/([CG][A-Z0-9]+)", said)
    if found is None:
        raise NotAChannel(said)
    return SlackChannel(found[1], found[2])


def _import(db: Database, options: argparse.Namespace, reading: Reading, locale: Language) -> int:
    console = Console()
    report = read_report(reading.text, termbase=shipped(), language=reading.language, on=reading.today)
    if len(split_notes(reading.text)) == 1 and len(report.meetings) >= LEAST_MEETINGS:
        _show_report(console, report, locale)
        return _write(console, options, locale, lambda: _import_report(db, report, reading, locale))
    texts = split_notes(reading.text)
    for text in texts:
        _show_note(console, text, reading, locale)
    return _write(console, options, locale, lambda: _import_notes(db, texts, reading, locale))


def _write(console: Console, options: argparse.Namespace, locale: Language, write: Callable[[], str]) -> int:
    if not options.yes and not _agreed(t("terminal.write", locale)):
        console.print(t("terminal.not_written", locale))
        return 1
    console.print(as_text(write()))
    return 0


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} ").strip().lower() in _YES
    except EOFError:  # the text came by standard input: nobody is there to ask
        return False


_YES = frozenset({"y", "yes", "j", "ja", "是", "好"})


def _import_report(db: Database, report: ParsedReport, reading: Reading, locale: Language) -> str:
    now = datetime.now(UTC)
    space = ensure_space(db, *reading.target, now=now)
    with Progress() as bar:
        task = bar.add_task(t("terminal.importing", locale), total=None)
        done = import_report(
            db,
            space.id,
            report,
            reading.text,
            now=now,
            progress=lambda made, of: bar.update(task, completed=made, total=of),
        )
    if done.again:
        return t("terminal.imported_before", locale)
    return t("terminal.imported_report", locale, meetings=done.meetings, actions=done.actions, space=space.name)


def _import_notes(db: Database, texts: list[str], reading: Reading, locale: Language) -> str:
    now = datetime.now(UTC)
    space = ensure_space(db, *reading.target, now=now)
    new = 0
    with Progress() as bar:
        for text in bar.track(texts, description=t("terminal.importing", locale)):
            key = f"import:{space.id}:{source_key(text)}"
            logged = log_note(
                db,
                keeper(space.id),
                TypedNote(text, reading.language),
                Origin(space.id, None, key, reading.today),
                now=now,
            )
            new += not logged.again
    return (
        t("terminal.imported_notes", locale, count=new, space=space.name)
        if new
        else t("terminal.imported_before", locale)
    )


def _show_report(console: Console, report: ParsedReport, locale: Language) -> None:
    console.print(as_text(t("terminal.report", locale, title=report.title, meetings=len(report.meetings))))
    meetings = Table(
        t("form.title", locale), t("form.place", locale), t("form.purpose", locale), t("form.participants", locale)
    )
    for meeting in report.meetings:
        said = (meeting.title, meeting.place or "", meeting.purpose or "", "; ".join(meeting.participants))
        meetings.add_row(*map(as_text, said))
    console.print(meetings)
    console.print(_items(report.activities, locale))


def _show_note(console: Console, text: str, reading: Reading, locale: Language) -> None:
    note = read_note(TypedNote(text), reading.language, reading.today, Knowledge(shipped()))
    when = words.day(note.held_on, locale) if note.held_on else t("card.no_date", locale)
    console.print(as_text(" · ".join(filter(None, [note.title, when, note.place]))))
    console.print(_items(note.items, locale))


def _items(items: tuple[ParsedItem, ...], locale: Language) -> Table:
    table = Table("", "", t("form.note", locale), t("form.owner", locale), t("terminal.due", locale))
    for item in items:
        kind = "expected_action_open" if item.expected and item.kind == "action" else _KINDS[item.kind]
        label = t(f"kind.{kind}", locale) if kind else ""
        said = (item.number, label, item.text, item.owner or "", _due(item.due, locale))
        table.add_row(*map(as_text, said))
    return table


_KINDS = {"paragraph": "", "decision": "decision", "agreement": "agreement_expected", "action": "action_open"}


def _due(due: Due | None, locale: Language) -> str:
    return f"{due.said} ({words.due(due, locale)})" if due else ""
