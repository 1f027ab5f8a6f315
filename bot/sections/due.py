"""What falls due within three working days, and what is overdue; of expectations, what was expected."""

from datetime import date

from bot.domain.digest import Period, Scope, Section
from bot.store import digest_queries
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """Daily what became overdue since the digest before, with the full list everything that is."""
    first = date.min if period.weekly else period.told_on(scope)
    found = digest_queries.due_between(tx, scope, first, period.soon(scope), period.today)
    return Section("due", found.refs, found.total)
