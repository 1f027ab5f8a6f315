"""What the other side changed: made by people who work for another organisation than the one it is up to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.domain.digest import ChangedItem, Made, Period, Scope, Section
from bot.domain.record import Change
from bot.store import digest_news
from bot.store.database import Tx
from bot.store.digest_news import Event

TOLD: tuple[Change, ...] = (
    "done",
    "reopened",
    "edited",
    "dropped",
    "claimed",
    "handed_over",
    "split",
    "happened",
    "commented",
)
"""Changes that are told; what was taken back, and that it was, is not."""


def collect(tx: Tx, scope: Scope, period: Period) -> Section:
    """By action, in the order in which they were first changed."""
    events = digest_news.events(tx, scope, TOLD, period.news_since, period.until)
    owners = {person_id for event in events for person_id in _people(event.before)}
    employers = digest_news.employers(tx, scope.space_ids, owners)
    made: dict[int, dict[Made, None]] = {}  # the same thing twice is told once
    for event in events:
        if _is_told(event, scope, employers):
            made.setdefault(event.item_id, {})[Made(event.name, event.change)] = None
    entries = tuple(ChangedItem(item_id, tuple(changes)) for item_id, changes in made.items())
    return Section("changed", entries, len(entries))


def _is_told(event: Event, scope: Scope, employers: Mapping[tuple[int, int], int]) -> bool:
    people, organisations = set(_people(event.before)), set(_organisations(event.before))
    if event.organisation_id is None or event.person_id in people:
        return False
    if scope.person_id is not None:
        theirs = scope.person_id in people or bool(organisations & scope.organisation_ids)
        return theirs and event.person_id != scope.person_id and event.organisation_id not in scope.organisation_ids
    organisations |= {found for one in people if (found := employers.get((event.space_id, one)))}
    return bool(people | organisations) and event.organisation_id not in organisations


def _people(before: Mapping[str, Any]) -> Iterator[int]:
    """The people who were to do it."""
    return (person for _, person in _owners(before) if person is not None)


def _organisations(before: Mapping[str, Any]) -> Iterator[int]:
    return (organisation for organisation, _ in _owners(before) if organisation is not None)


def _owners(before: Mapping[str, Any]) -> Sequence[tuple[int | None, int | None]]:
    """Organisation and person of every owner an action had before a change; see `bot.store.action_pictures`."""
    others = [(other[0], other[1]) for other in before.get("others", ())]
    return [(before.get("organisation"), before.get("person")), *others]
