"""Names within JSON: how the store has them, and other words in their place."""

import json
from collections.abc import Collection
from typing import Any

from bot.domain.forgotten import without


def escaped(name: str) -> str:
    """A name as it stands within a text of JSON."""
    return json.dumps(name)[1:-1]


def replaced(value: Any, names: Collection[str], instead: str) -> Any:  # noqa: ANN401  whatever JSON holds
    """The same value with other words in the place of names, however deep they stand."""
    if isinstance(value, str):
        return without(value, names, instead)
    if isinstance(value, list):
        return [replaced(one, names, instead) for one in value]
    if isinstance(value, dict):
        return {key: replaced(one, names, instead) for key, one in value.items()}
    return value
