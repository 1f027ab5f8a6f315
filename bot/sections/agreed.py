"""Decisions and agreements of the period: those logged since last time, with the full list those of the week."""

from bot.domain.digest import Period, Scope, Section
from bot.store import digest_news
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """By note, the newest first."""
    found = digest_news.agreed(tx, scope, period.agreed_since, period.until)
    return Section("agreed", found.refs, found.total)
