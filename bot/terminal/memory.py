"""`jordbro memory`: exchange approved translations with other translation tools."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.tmx import Left
from bot.domain.xml_units import NotReadable
from bot.i18n import t
from bot.render import answers
from bot.services import write_down
from bot.services.export_memory import export_memory
from bot.services.find_space import find_space
from bot.services.import_memory import Imported, import_memory
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Import or export; 1, with a sentence, where that failed."""
    settings, locale = for_store(options), terminal_language()
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            return (_export if options.verb == "export" else _import)(db, options, locale)
        finally:
            db.close()
    except OSError as problem:
        why = problem.strerror or str(problem)
        print(t("terminal.cannot_read", locale, why=why), file=sys.stderr)
    except NotReadable as problem:
        print(t(f"memory.not_readable_{problem.why}", locale), file=sys.stderr)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _export(db: Database, options: argparse.Namespace, locale: Language) -> int:
    space_id = find_space(db, options.space)
    with Path(options.file).open("w", encoding="utf-8", newline="\n") as file:
        written = export_memory(db, space_id, file)
    viewer = keeper(space_id)
    viewer.read(space_id, "memory")
    write_down.exported(db, viewer, "tmx", now=datetime.now(UTC))
    print(t("memory.exported", locale, count=written, file=options.file))
    return 0


def _import(db: Database, options: argparse.Namespace, locale: Language) -> int:
    space_id, path = find_space(db, options.space), Path(options.file)
    with path.open("rb") as file:
        done = import_memory(db, space_id, file, by=path.name, now=datetime.now(UTC), both_ways=options.both_ways)
    _tell(done, options.space, locale)
    return 0


def _tell(done: Imported, space: str, locale: Language) -> None:
    print(t("memory.imported", locale, count=done.new, space=space))
    if done.again:
        print(t("memory.again", locale, count=done.again))
    if done.long:
        print(t("memory.long", locale, count=done.long))
    if done.left_out:
        print(t("memory.left_out", locale, count=done.left_out), file=sys.stderr)
        for unit in done.left:
            print(f"  {_reason(unit, locale)}", file=sys.stderr)
    if done.left_out > len(done.left):
        print(t("memory.left_more", locale, count=done.left_out - len(done.left)), file=sys.stderr)


def _reason(unit: Left, locale: Language) -> str:
    why = t(f"memory.left_{unit.why}", locale)
    return t("memory.left_unit", locale, number=unit.number, line=unit.line, why=why)
