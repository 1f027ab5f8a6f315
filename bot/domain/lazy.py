"""Patterns that are compiled when a text first meets them, so that importing the rules costs nothing."""

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable


class _Lazy:
    """Stands for a pattern; each of its methods is kept after the first call, so later ones cost nothing."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> "Callable[..., object]":
        found: Callable[..., object] = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy(source: str, flags: int = 0) -> "re.Pattern[str]":
    """A pattern as `re.compile` gives it, compiled at its first use.

    An error in `source` shows only then: each pattern needs a test that uses it.
    """
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))
