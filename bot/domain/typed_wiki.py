"""What an owner filled in to connect a space to a wiki."""

from dataclasses import dataclass, field

from bot.domain.wiki import TargetName


@dataclass(frozen=True, slots=True)
class TypedWiki:
    """The fields of the form; an empty password keeps the one that is known, at the same address."""

    target: TargetName
    address: str
    user: str = ""
    password: str = field(default="", repr=False)
    automatic: bool = True
