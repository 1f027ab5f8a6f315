"""Tokens sealed with a key from the environment: what stands in the store is worth nothing without it.

Source: cryptography, `Fernet` (AES-128-CBC with HMAC-SHA256) and `MultiFernet` for the change of keys.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Unsealable(ValueError):  # noqa: N818  it says what is the matter
    """What is sealed was sealed with another key, or is not what it says it is."""


def new_key() -> str:
    """A key nobody had before."""
    return Fernet.generate_key().decode()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What Slack gave for one workspace. `refresh` is "" for a token that does not change."""

    team_id: str
    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)


class Vault:
    """Seals tokens, and passwords of wikis, with the first of some keys, and opens with any of them."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None

    @property
    def has_key(self) -> bool:
        """Whether anything can be sealed."""
        return self._fernet is not None

    def seal(self, tokens: Tokens) -> str:
        """The tokens as text that may be stored.

        Raises:
            Unsealable: there is no key.
        """
        return self._sealed(json.dumps([tokens.team_id, tokens.access, tokens.refresh]))

    def seal_for(self, purpose: str, secret: str) -> str:
        """A secret of some purpose (the address of a wiki) as text that may be stored.

        Raises:
            Unsealable: there is no key.
        """
        return self._sealed(json.dumps({"for": purpose, "secret": secret}))

    def open_for(self, purpose: str, sealed: str) -> str:
        """The secret of that purpose, and of no other.

        Raises:
            Unsealable: no key of ours opens it, or it was sealed for something else.
        """
        found = self._opened(sealed)
        if not isinstance(found, dict) or found.get("for") != purpose:
            raise Unsealable("another purpose")
        return str(found["secret"])

    def _sealed(self, written: str) -> str:
        if self._fernet is None:
            raise Unsealable("no key")
        return self._fernet.encrypt(written.encode()).decode()

    def _opened(self, sealed: str) -> Any:  # noqa: ANN401  what JSON says
        if self._fernet is None:
            raise Unsealable("no key")
        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise Unsealable("another key") from None

    def open(self, sealed: str, team_id: str) -> Tokens:
        """The tokens of a workspace.

        Raises:
            Unsealable: no key of ours opens it, or it was sealed for another workspace.
        """
        opened = self._opened(sealed)
        found = Tokens(*opened) if isinstance(opened, list) else Tokens("", "")
        if found.team_id != team_id:
            raise Unsealable("another workspace")
        return found
