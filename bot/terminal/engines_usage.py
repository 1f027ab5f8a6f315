"""`jordbro engines usage`: what each engine did for each space, and all of them together."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.config import Settings
from bot.domain.language import Language
from bot.domain.usage import SpaceUsage, Usage
from bot.i18n import t
from bot.services.engine_usage import list_usage, space_names
from bot.store.database import Database, DatabaseUnavailable
from bot.terminal.as_text import as_text
from bot.terminal.printing import shown
from bot.terminal.settings import terminal_language

_FILE = "sqlite:///"


def show(settings: Settings, days: int, space: str | None) -> int:
    """Print the table; 1 where the store cannot be read or has no such space."""
    locale = terminal_language()
    try:
        with opened(settings) as db:
            if db is not None and space is not None and space not in space_names(db):
                known = shown(", ".join(space_names(db)))
                print(t("engines.no_such_space", locale, name=shown(space), known=known), file=sys.stderr)
                return 1
            found = list_usage(db, days, space, now=datetime.now(UTC)) if db else ()
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
        return 1
    if found:
        Console().print(as_table(found, days, locale))
    else:
        print(t("engines.usage_none", locale))
    return 0


@contextmanager
def opened(settings: Settings) -> Iterator[Database | None]:
    """The store, given back afterwards; None for a file that is not there yet, so that looking makes none."""
    file = settings.database_url.removeprefix(_FILE).partition("?")[0]
    if settings.database_url.startswith(_FILE) and not Path(file).exists():
        yield None
        return
    db = Database(settings.database_url)
    try:
        yield db
    finally:
        db.close()


def as_table(found: Sequence[SpaceUsage], days: int, locale: Language) -> Table:
    """A line for each space and engine, then the sums by engine, by space where there are several, and of all."""
    table = Table(title=t("engines.usage_title", locale, days=days))
    for column in ("space", "engine"):
        table.add_column(t(f"engines.{column}", locale))
    for column in ("calls", "failures", "characters", "seconds"):
        table.add_column(t(f"engines.{column}", locale), justify="right")
    for one in found:
        table.add_row(as_text(one.space), one.usage.engine, *_numbers(one.usage))
    table.add_section()
    total = t("engines.total", locale)
    for engine in sorted({one.usage.engine for one in found}):
        table.add_row(total, engine, *_numbers(_sum(one.usage for one in found if one.usage.engine == engine)))
    names = list(dict.fromkeys(one.space for one in found))
    for name in names if len(names) > 1 else ():
        table.add_row(as_text(name), total, *_numbers(_sum(one.usage for one in found if one.space == name)))
    table.add_section()
    table.add_row(total, "", *_numbers(_sum(one.usage for one in found)))
    return table


def _sum(usages: Iterable[Usage]) -> Usage:
    return sum(usages, Usage(""))


def _numbers(usage: Usage) -> tuple[str, str, str, str]:
    return str(usage.calls), str(usage.failures), str(usage.characters), f"{usage.seconds:.1f}"
