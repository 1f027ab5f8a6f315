"""Everything that is open: told once a week."""

from bot.domain.digest import Period, Scope, Section
from bot.store import digest_queries
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """By due date, what has none last; nothing on other days."""
    if not period.weekly:
        return Section("open")
    found = digest_queries.everything_open(tx, scope)
    return Section("open", found.refs, found.total)
