"""`jordbro migrate`: bring the store to the tables of this version."""

import argparse
import sys

from bot import i18n
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Migrate and say so."""
    settings = for_store(options)
    db = Database(settings.database_url)
    try:
        migrate(db)
    except DatabaseUnavailable:
        print(i18n.t("terminal.no_store", terminal_language()), file=sys.stderr)
        return 1
    finally:
        db.close()
    print(i18n.t("terminal.migrated", terminal_language()))
    return 0
