"""What waits for an event: told once a week, so that somebody says when it has happened."""

from bot.domain.digest import Period, Scope, Section
from bot.store import digest_queries
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """With the full list only: nothing about it changes from day to day."""
    if not period.weekly:
        return Section("waiting")
    found = digest_queries.waiting(tx, scope)
    return Section("waiting", found.refs, found.total)
