"""From which language into which: the direction of a translation."""

from dataclasses import dataclass

from bot.domain.language import Language


@dataclass(frozen=True, slots=True)
class Pair:
    """The direction of a translation."""

    source: Language
    target: Language
