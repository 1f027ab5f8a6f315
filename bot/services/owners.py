"""Who is meant by the words for an owner: people, organisations, somebody with their organisation, several."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from bot.domain.owners import Named, split_owners
from bot.domain.record import Organisation, Owner
from bot.domain.termbase import Termbase
from bot.store import organisations
from bot.store.database import Tx


class Known(NamedTuple):
    """Who is known in a space: its names and terms, and its people by name."""

    space_id: int
    termbase: Termbase
    people: Mapping[str, int]


def owners_named(tx: Tx, known: Known, words: str | None) -> tuple[Owner, ...]:
    """Everyone some words name, the lead first; an organisation nobody knows yet is kept to be confirmed."""
    if not words or not words.strip():
        return ()

    @cache  # most owners are of the termbase, and need no look at the others
    def here() -> Mapping[str, int]:
        found = organisations.find(tx, known.space_id)
        return {name.lower(): one.id for one in found for name in one.names.values()}

    def is_organisation(name: str) -> bool:
        return known.termbase.organisation(name) is not None or name.lower() in here()

    named = split_owners(words, known.people.__contains__, is_organisation)
    owners = [(one, _owner(tx, known, one.name)) for one in named]
    return _paired(tx, owners, set(here().values())) if len(owners) > 1 else tuple(owner for _, owner in owners)


def organisation_named(tx: Tx, known: Known, name: str) -> Organisation | None:
    """The organisation of a name, if the space or the termbase knows it."""
    term = known.termbase.organisation(name)
    if term is not None:
        return organisations.ensure(tx, known.space_id, term.all_forms(), confirmed=True)
    return organisations.named(tx, known.space_id, name)


def employer(tx: Tx, person_id: int, here: Collection[int]) -> int | None:
    """The one organisation among those of a space that a person works for."""
    theirs = [one for one in organisations.of_person(tx, person_id) if one in here]
    return theirs[0] if len(theirs) == 1 else None


def _owner(tx: Tx, known: Known, name: str) -> Owner:
    if name in known.people:
        return Owner(None, known.people[name], name, name)
    organisation = organisation_named(tx, known, name)
    if organisation is None:
        organisation = organisations.ensure(tx, known.space_id, {"da": name}, confirmed=False)
    return Owner(organisation, said=name)


def _paired(tx: Tx, found: Collection[tuple[Named, Owner]], here: Collection[int]) -> tuple[Owner, ...]:
    """Owners, of whom somebody and the organisation named beside them are one."""
    owners: list[Owner] = []
    for named, owner in found:
        if owners and (whole := _together(tx, owners[-1], owner, named, here)):
            owners[-1] = whole
        elif all(not _is_same(owner, other) for other in owners):
            owners.append(owner)
    return tuple(owners)


def _together(tx: Tx, before: Owner, owner: Owner, named: Named, here: Collection[int]) -> Owner | None:
    """Both as one, where one is somebody and the other whom they work for."""
    if named.link not in {"comma", "bracket"}:
        return None
    person, body = (before, owner) if before.person_id else (owner, before)
    if person.organisation or not person.person_id or not body.organisation or body.person_id:
        return None
    works_for = employer(tx, person.person_id, here)
    if works_for not in {None, body.organisation.id}:
        return None
    if body is before and named.link == "comma" and works_for is None:  # "CLEAN, Mette Holm" may be two
        return None
    return replace(person, organisation=body.organisation)


def _is_same(owner: Owner, other: Owner) -> bool:
    ids = [(one.organisation.id if one.organisation else None, one.person_id) for one in (owner, other)]
    return ids[0] == ids[1]
