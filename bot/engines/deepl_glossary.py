"""Our terms as glossaries in an account at DeepL: one for each space and direction, made once."""

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

import deepl

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import EngineError, Hints

_AGAIN = 600.0  # seconds until it is tried again after DeepL would not
_PATIENCE = 10.0  # seconds for listing and making one: the translation waits meanwhile
_FAILURES = (deepl.DeepLException, EngineError, ValueError, TypeError, LookupError)
_FORBIDDEN = str.maketrans(dict.fromkeys("\t\n\r\v\f\x85\u2028\u2029", " "))


@dataclass(frozen=True, slots=True)
class _Known:
    """A glossary's id; None: DeepL would not, before a moment of the monotonic clock nobody asks again."""

    id: str | None
    until: float = 0.0


class Glossaries:
    """Finds or makes the glossary of some terms. It never raises: without a glossary one translates without."""

    def __init__(self, client: deepl.DeepLClient, codes: Mapping[Language, str]) -> None:
        self._client, self._codes = client, codes
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}

    def id_of(self, pair: Pair, hints: Hints) -> str | None:
        """The glossary's id; None where DeepL has none and makes none."""
        entries = _entries(hints)
        if not entries:
            return None
        name = f"{_family(pair, hints)}{_fingerprint(entries)}"
        with self._lock:  # two jobs at once make one glossary
            known = self._known.get(name)
            if known is None or (known.id is None and known.until <= time.monotonic()):
                known = self._known[name] = self._there(name, pair, hints, entries)
        return known.id

    def forget(self) -> None:
        """Somebody has deleted one: look again."""
        with self._lock:
            self._known.clear()

    def _there(self, name: str, pair: Pair, hints: Hints, entries: Mapping[str, str]) -> _Known:
        try:
            with wire.deadline(time.monotonic() + _PATIENCE):
                ours = [one for one in self._client.list_glossaries() if one.name.startswith(_family(pair, hints))]
                found = next((one for one in ours if one.name == name and one.ready), None)
                if found is None:
                    self._delete(ours)  # an account has room for few
                    languages = self._codes[pair.source], self._codes[pair.target]
                    found = self._client.create_glossary(name, *languages, dict(entries))
        except _FAILURES:
            return _Known(None, time.monotonic() + _AGAIN)
        return _Known(found.glossary_id if found.ready else None, time.monotonic() + _AGAIN)

    def _delete(self, old: list[deepl.GlossaryInfo]) -> None:
        for one in old:
            self._client.delete_glossary(one)


def _family(pair: Pair, hints: Hints) -> str:
    """What the names of all glossaries of one space and direction begin with."""
    return f"jordbro-{hints.scope or 'all'}-{pair.source}-{pair.target}-"


def _fingerprint(entries: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(entries.items())).encode()).hexdigest()[:12]


def _entries(hints: Hints) -> dict[str, str]:
    """Terms as DeepL takes them: one line each, nothing empty."""
    plain = (
        (source.translate(_FORBIDDEN).strip(), target.translate(_FORBIDDEN).strip()) for source, target in hints.terms
    )
    return {source: target for source, target in plain if source and target}
