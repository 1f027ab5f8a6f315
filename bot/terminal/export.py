"""`jordbro export`: write the actions of a space as a calendar or a table, everything as a zip, or as Markdown."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import UserError
from bot.domain.export import SUFFIXES, ExportForm
from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.i18n import t
from bot.jobs.record_file import write_record
from bot.render import answers, exports
from bot.render.table_rows import Reading
from bot.services import write_down
from bot.services.collect_actions import collect_actions
from bot.services.export_record import whole, write_down_export
from bot.services.find_space import find_space
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.minutes import write_folder
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Write the file in the language of the terminal; 1, with a sentence, where that failed."""
    settings, locale, path = for_store(options), terminal_language(), Path(options.file)
    form = next((form for form, suffix in SUFFIXES.items() if path.suffix.lower() == f".{suffix}"), None)
    folder = path.is_dir() or not path.suffix
    if form is None and not folder and path.suffix.lower() != ".zip":
        print(t("terminal.export_ending", locale), file=sys.stderr)
        return 1
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            if folder:
                return write_folder(db, options.space, path, options.lang, locale)
            if form is None:
                return _write_all(db, options.space, path, locale)
            return _write(db, options.space, path, form, locale)
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_write", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _write(db: Database, space: str, path: Path, form: ExportForm, locale: Language) -> int:
    """All actions as a table, which says what has become of each; the open ones with a date as a calendar."""
    viewer, now, zone = keeper(find_space(db, space)), datetime.now(UTC), zone_of(None, calendar_of(None, locale))
    asked = ActionFilter(frozenset() if form == "calendar" else frozenset({"all"}))
    found = collect_actions(db, viewer, asked, today=now.astimezone(zone).date())
    lines = exports.dated_in(found) if form == "calendar" else found
    path.write_bytes(exports.as_file(lines, form, Reading(locale, zone), now=now, name=space))
    write_down.exported(db, viewer, form, now=now)
    print(t("terminal.exported_actions", locale, count=len(lines), file=str(path)))
    return 0


def _write_all(db: Database, space: str, path: Path, locale: Language) -> int:
    """Everything of the space, what its sides keep to themselves too: whoever may run this may see all."""
    viewer, now, zone = keeper(find_space(db, space)), datetime.now(UTC), zone_of(None, calendar_of(None, locale))
    space_id = next(iter(viewer.space_ids))
    with whole(db, viewer, space_id) as record:
        made = path.with_name(f"{path.name}.part")
        try:
            with made.open("wb") as file:
                write_record(file, record, Reading(locale, zone), now=now)
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)
        ids = record.ids
    write_down_export(db, viewer, ids, now=now)
    print(t("terminal.exported_record", locale, space=shown(space), file=str(path)))
    return 0
