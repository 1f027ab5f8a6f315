"""Minutes as Markdown files in a folder: written by `jordbro export FOLDER`, read back by `jordbro import FOLDER`."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from rich.progress import Progress

from bot.domain.errors import Unreadable
from bot.domain.language import Language
from bot.domain.minutes_file import Element, MinutesFile, is_minutes_file, read_minutes_file
from bot.domain.person import keeper
from bot.domain.record import Note
from bot.i18n import t
from bot.render import answers, minutes_file, note_file
from bot.services.export_minutes import export_minutes, write_down_minutes
from bot.services.find_space import find_space
from bot.services.import_minutes import import_minutes
from bot.store.database import Database
from bot.terminal.printing import shown

BOTH = "both"


def write_folder(db: Database, space: str, folder: Path, language: str, locale: Language) -> int:
    """Write a file for each meeting, and for each trip: in all languages so that they can be read back, or in one."""
    space_id, now = find_space(db, space), datetime.now(UTC)
    (folder / "trips" if language == BOTH else folder).mkdir(parents=True, exist_ok=True)
    count = trips = 0
    for file, note in export_minutes(db, keeper(space_id), space_id):
        if note is None:
            trips += 1
            name, text = f"trips/{trips}.md", minutes_file.as_minutes_file(file)
        elif language == BOTH:
            name, text = f"{note.number}.md", minutes_file.as_minutes_file(file, _aside(note))
        else:
            one = cast("Language", language)
            name, text = f"{note.number}.{one}.md", note_file.as_markdown(note, one)
        if note is not None or language == BOTH:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            count += 1
    write_down_minutes(db, keeper(space_id), space_id, now=now)
    print(shown(t("terminal.minutes_written", locale, count=count, folder=str(folder))))
    return 0


def _aside(note: Note) -> Callable[[Element], str]:
    """What an item is, who is to do it and when, in the language of its note."""
    items = {item.number: item for item in note.items}

    def said(element: Element) -> str:
        item = items.get(str(element.about.get("number"))) if element.kind == "item" else None
        return minutes_file.said_of(item, note.language) if item else ""

    return said


def found_in(path: Path) -> list[Path]:
    """The files that were written here: all of a folder, or the one that is named."""
    paths = sorted(path.rglob("*.md")) if path.is_dir() else [path] if path.suffix.lower() == ".md" else []
    return [one for one in paths if is_minutes_file(_read(one))]


def read_folder(db: Database, space_id: int, space: str, paths: Sequence[Path], locale: Language) -> int:
    """Read files back; 1, with the name of the file, where one is damaged: then nothing is kept."""
    files: list[MinutesFile] = []
    for path in paths:
        try:
            files.append(read_minutes_file(_read(path)))
        except Unreadable as problem:
            why = answers.problem(problem, locale)
            print(shown(t("terminal.minutes_bad", locale, file=str(path), why=why)), file=sys.stderr)
            return 1
    with Progress() as bar:
        task = bar.add_task(t("terminal.importing", locale), total=len(files))
        now = datetime.now(UTC)
        done = import_minutes(
            db, space_id, files, now=now, progress=lambda made, of: bar.update(task, completed=made, total=of)
        )
    print(shown(t("terminal.minutes_imported", locale, notes=done.notes, trips=done.trips, space=space)))
    return 0


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")
