"""The one tree of errors a person can be told about.

UserError            a sentence of the catalogue, with what was typed to give back
├── NotFound         it is not there, or not there for this viewer
├── NotAllowed       the viewer may see it but not do this
├── Changed          somebody else was faster
└── Unreadable       the input could not be understood
"""

from collections.abc import Mapping


class UserError(Exception):
    """Something the reader can be told in one sentence.

    `key` is a key of the catalogue below `errors.`, `details` its placeholders, `typed` what the
    person had written, to be handed back.
    """

    def __init__(self, key: str, *, typed: str = "", **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.typed = typed
        self.details: Mapping[str, str | int] = details


class NotFound(UserError):  # noqa: N818  the name is the sentence a person hears
    """It is not there, or not there for this viewer: the two are told apart to nobody."""


class NotAllowed(UserError):  # noqa: N818
    """The viewer may see it but not do this."""


class Changed(UserError):  # noqa: N818
    """Somebody else was faster; `details` says who and what."""


class Unreadable(UserError):  # noqa: N818
    """The input could not be understood."""
