"""`jordbro restore`: put a backup into a store that is empty."""

import argparse
import sys
from pathlib import Path

from bot.domain.language import Language
from bot.i18n import t
from bot.store.backup_file import BackupProblem
from bot.store.database import Database, DatabaseUnavailable
from bot.store.empty_store import name_of
from bot.store.restore import Restored, restore
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Restore and say what was verified; 1, with a sentence, where nothing was written."""
    settings, locale, path = for_store(options), terminal_language(), Path(options.file)
    try:
        db = Database(settings.database_url)
        try:
            _tell(restore(db, path), name_of(db), locale)
            return 0
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_read", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except BackupProblem as problem:
        print(t(f"backup.{problem.key}", locale, **problem.details), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _tell(done: Restored, store: str, locale: Language) -> None:
    held = done.manifest
    print(t("backup.restored", locale, store=store, count=held.records, tables=len(held.tables)))
    if done.revision != held.revision:
        print(t("backup.upgraded", locale, old=held.revision, new=done.revision))
    if done.released:
        print(t("backup.released", locale, count=done.released))
