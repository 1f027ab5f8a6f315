"""The termbase of a space: what ships, as the space has changed it, and what the space has added."""

import threading
from collections import OrderedDict
from datetime import datetime
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from bot import data
from bot.domain.glossary import Entry, Glossary, key_of
from bot.domain.termbase import Termbase
from bot.store import terms
from bot.store.database import Tx
from bot.store.terms import Overlay, Stamp

KEPT = 16  # spaces of a store whose terms are kept ready


class Known:
    """The terms of a space at one moment, built when they are first asked for."""

    def __init__(self, stamp: Stamp, overlay: Overlay) -> None:
        self.stamp, self._overlay = stamp, overlay

    @property
    def changed_at(self) -> datetime | None:
        """When the space last changed its terms; None where it has those that ship."""
        return self._overlay.changed_at

    @cached_property
    def glossary(self) -> Glossary:
        """The entries, to be looked up and changed."""
        rest = (entry for entry in _shipped_entries() if entry.ref not in self._overlay.replaced)
        return Glossary((*self._overlay.entries, *rest))

    @cached_property
    def termbase(self) -> Termbase:
        """The terms, to be found in texts; what the space says itself comes first."""
        if not self._overlay.entries and not self._overlay.replaced:
            return shipped()
        return Termbase(entry.term for entry in self.glossary.entries)


class _Shelf:
    """What is known of the spaces asked for last, store by store; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stores: WeakKeyDictionary[object, OrderedDict[int, Known]] = WeakKeyDictionary()

    def get(self, store: object, space_id: int, stamp: Stamp) -> Known | None:
        with self._lock:
            spaces = self._stores.setdefault(store, OrderedDict())
            known = spaces.get(space_id)
            if known is None or known.stamp != stamp:
                return None
            spaces.move_to_end(space_id)
            return known

    def put(self, store: object, space_id: int, known: Known) -> None:
        with self._lock:
            spaces = self._stores.setdefault(store, OrderedDict())
            spaces[space_id] = known
            spaces.move_to_end(space_id)
            while len(spaces) > KEPT:
                spaces.popitem(last=False)


_SHELF = _Shelf()


def shipped() -> Termbase:
    """The termbase that ships with the bot."""
    return data.termbase()


def of_space(tx: Tx, space_id: int) -> Termbase:
    """The termbase that holds in a space."""
    return known_in(tx, space_id).termbase


def known_in(tx: Tx, space_id: int) -> Known:
    """The terms of a space, read again only when they have changed."""
    stamp = terms.stamp(tx, space_id)
    store = terms.store_of(tx)
    known = _SHELF.get(store, space_id, stamp)
    if known is None:
        known = Known(stamp, terms.overlay(tx, space_id))
        _SHELF.put(store, space_id, known)
    return known


@lru_cache(maxsize=1)
def _shipped_entries() -> tuple[Entry, ...]:
    return tuple(Entry(key_of(term), 0, term, "shipped") for term in shipped().terms)
