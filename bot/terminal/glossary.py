"""`jordbro glossary`: take a file of terms into a space's glossary, or write it to a file."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.person import keeper
from bot.domain.record import Space
from bot.domain.term_file import FORMATS, LARGEST, Format
from bot.i18n import t
from bot.render.glossary import line
from bot.services import write_down
from bot.services.export_terms import export_terms
from bot.services.import_terms import import_terms
from bot.store import spaces
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Import or export; lines that could not be taken make the exit status 1, the others are taken."""
    settings, locale = for_store(options), terminal_language()
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            with db.read() as tx:
                space, known = spaces.find_by_name(tx, options.space), spaces.names(tx)
            if space is None:
                names = t("list.comma", locale).join(known)
                told = t("engines.no_such_space", locale, name=options.space, known=names)
                print(shown(told), file=sys.stderr)
                return 1
            return (_import if options.verb == "import" else _export)(db, space, Path(options.file))
        finally:
            db.close()
    except OSError as problem:
        print(t("terminal.cannot_read", locale, why=problem.strerror or str(problem)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _import(db: Database, space: Space, path: Path) -> int:
    locale = terminal_language()
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        print(t("errors.file_too_large", locale, most=LARGEST // 1_000_000), file=sys.stderr)
        return 1
    done = import_terms(db, keeper(space.id), space.id, content, now=datetime.now(UTC))
    counts = {"new": done.new, "changed": done.changed, "same": done.same}
    print(t("terminal.glossary_imported", locale, space=shown(space.name), **counts))
    for broken in done.broken:
        print(shown(line(broken, locale)), file=sys.stderr)
    for key, count in (("outdated", done.affected.outdated), ("to_review", done.affected.to_review)):
        if count:
            print(t(f"glossary.{key}", locale, count=count))
    return 1 if done.broken else 0


def _export(db: Database, space: Space, path: Path) -> int:
    form: Format = next((one for one in FORMATS if path.suffix.lower() == f".{one}"), "csv")
    viewer = keeper(space.id)
    path.write_bytes(export_terms(db, viewer, space.id, form))
    write_down.exported(db, viewer, form, now=datetime.now(UTC))
    print(t("terminal.glossary_exported", terminal_language(), file=str(path)))
    return 0
