"""What the memory offers for a sentence that is like one a person has approved."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Change(NamedTuple):
    """A stretch of the sentence at hand (`same`, `new`) or of the remembered one (`gone`), in reading order."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A remembered pair, how like its source is to the sentence at hand (percent), and where the two differ."""

    source: str
    target: str
    likeness: int
    changes: tuple[Change, ...]
    by: str
