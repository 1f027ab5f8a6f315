"""The parts of a digest, one module each."""

from collections.abc import Callable, Mapping

from bot.domain.digest import Period, Scope, Section, SectionName
from bot.sections import agreed, ahead, changed, due, new, open, review, waiting  # noqa: A004  named as the section is
from bot.store.database import Tx

Collect = Callable[[Tx, Scope, Period], Section]

SECTIONS: Mapping[SectionName, Collect] = {
    "due": due.collect,
    "new": new.collect,
    "agreed": agreed.collect,
    "ahead": ahead.collect,
    "changed": changed.collect,
    "waiting": waiting.collect,
    "review": review.collect,
    "open": open.collect,
}
"""In the order in which they stand in a digest; an item is listed once, in the first that has it."""
