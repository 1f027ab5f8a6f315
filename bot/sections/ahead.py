"""Expected visits and events of the next eight weeks, by their beginning."""

from datetime import timedelta

from bot.domain.digest import Period, Scope, Section
from bot.domain.visits import is_visit
from bot.store import digest_queries
from bot.store.database import Tx
from bot.store.digest_queries import Coming

LONGEST = timedelta(days=124)  # four months: what may be at any time of a year is not ahead yet


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """With the full list all of them, daily those that begin within three working days."""
    until = period.ahead_until if period.weekly else period.soon(scope)
    found = [one for one in digest_queries.coming(tx, scope, period.today, until) if _is_ahead(one, period)]
    if not period.weekly:
        found = [one for one in found if one.start >= period.today]
    mine_first = sorted(found, key=lambda one: not one.ref.mine)
    return Section("ahead", tuple(one.ref for one in mine_first), len(found))


def _is_ahead(one: Coming, period: Period) -> bool:
    """An expectation or a visit, unless its time is so vague that it says nothing of the weeks to come."""
    says_when = one.end <= period.ahead_until or one.end - one.start <= LONGEST
    return says_when and (one.expected or is_visit(one.content, one.language))
