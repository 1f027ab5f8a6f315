"""What is new since last time: the notes that were logged, and the actions that came up."""

from bot.domain.digest import Period, Scope, Section
from bot.store import digest_news, digest_queries
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """Notes first, then actions that are still open."""
    notes = digest_news.notes_logged(tx, scope, period.news_since, period.until)
    actions = digest_queries.created(tx, scope, period.news_since, period.until)
    return Section("new", (*notes, *actions.refs), len(notes) + actions.total)
