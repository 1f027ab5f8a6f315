"""`jordbro backup`: write all records of the store into a file, or look whether such a file is whole."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.language import Language
from bot.i18n import t
from bot.store.backup import back_up, verify
from bot.store.backup_file import BackupProblem
from bot.store.database import DatabaseUnavailable
from bot.terminal.engines_usage import opened
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Write or read the file; 1, with a sentence, where that failed."""
    locale, path = terminal_language(), Path(options.file)
    try:
        return (_verify if options.verify else _write)(options, path, locale)
    except FileExistsError:
        print(t("backup.file_exists", locale, file=str(path)), file=sys.stderr)
    except OSError as problem:
        failed = "terminal.cannot_read" if options.verify else "terminal.cannot_write"
        print(t(failed, locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except BackupProblem as problem:
        print(t(f"backup.{problem.key}", locale, **problem.details), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _write(options: argparse.Namespace, path: Path, locale: Language) -> int:
    """A store that is older than this version is written as it is: before an upgrade is when backups are made."""
    with opened(for_store(options)) as db:
        if db is None:
            raise BackupProblem("no_tables")
        made = back_up(db, path, now=datetime.now(UTC), replace=options.replace)
    print(t("backup.written", locale, file=str(path), count=made.records, tables=len(made.tables)))
    return 0


def _verify(options: argparse.Namespace, path: Path, locale: Language) -> int:
    for_store(options)
    found = verify(path)
    print(t("backup.verified", locale, file=str(path), count=found.records, tables=len(found.tables)))
    at = f"{found.made_at:%Y-%m-%d %H:%M:%S %Z}"
    print(t("backup.made", locale, at=at, revision=found.revision, dialect=found.dialect))
    return 0
