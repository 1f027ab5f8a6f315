"""How much waits for a reviewer, by language."""

from bot.domain.digest import Period, Scope, Section, ToReview
from bot.store import reviews
from bot.store.database import Tx


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """With the full list all of it, daily what was translated since last time."""
    since = None if period.weekly else period.news_since
    found = reviews.counts(tx, scope.space_ids, scope.languages, since)
    entries = tuple(ToReview(language, *found[language]) for language in scope.languages if language in found)
    return Section("review", entries, len(entries))
