"""`jordbro audit`: write down for others who read and changed what of a space."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO

from bot.domain.cells import harmless
from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.i18n import t
from bot.render import answers
from bot.services.export_log import export_log
from bot.services.find_space import find_space
from bot.store.audit import Entry
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language

COLUMNS = ("at", "person_id", "name", "act", "through", "space_id", "records", "detail", "key")


def run(options: argparse.Namespace) -> int:
    """Write the entries into a file; 1, with a sentence, where that failed."""
    settings, locale, path = for_store(options), terminal_language(), Path(options.file)
    write = {".csv": _as_csv, ".jsonl": _as_lines}.get(path.suffix.lower())
    if write is None:
        return _refused("terminal.audit_ending", locale)
    try:
        since = datetime.combine(date.fromisoformat(options.since), time(), UTC) if options.since else None
    except ValueError:
        return _refused("terminal.audit_since", locale)
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            return _export(db, options.space, path, write, since, locale)
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_write", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        return _refused("terminal.no_store", locale)
    return 1


def _export(
    db: Database,
    space: str,
    path: Path,
    write: Callable[[IO[str], Iterable[Entry]], int],
    since: datetime | None,
    locale: Language,
) -> int:
    viewer, space_id = keeper(0), find_space(db, space)
    with path.open("w", encoding="utf-8", newline="") as file:
        count = export_log(
            db, viewer, space_id, lambda entries: write(file, entries), since=since, now=datetime.now(UTC)
        )
    print(t("terminal.audit_exported", locale, count=count, file=shown(str(path))))
    return 0


def _as_csv(file: IO[str], entries: Iterable[Entry]) -> int:
    """A table that Excel knows as UTF-8, and none of whose cells is a formula."""
    file.write("\ufeff")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for entry in entries:
        values = entry._asdict() | {"at": entry.at.isoformat(), "records": " ".join(entry.records)}
        writer.writerow([harmless("" if values[name] is None else str(values[name])) for name in COLUMNS])
        count += 1
    return count


def _as_lines(file: IO[str], entries: Iterable[Entry]) -> int:
    """An object of JSON a line."""
    count = 0
    for entry in entries:
        file.write(json.dumps(entry._asdict() | {"at": entry.at.isoformat()}, ensure_ascii=False) + "\n")
        count += 1
    return count


def _refused(key: str, locale: Language) -> int:
    print(t(key, locale), file=sys.stderr)
    return 1
