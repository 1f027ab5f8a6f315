"""When something is due, as people say it: the words are kept, an interval is understood."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Calendar = Literal["DK", "CN"]
Precision = Literal[
    "day",
    "week",
    "third",  # primo, medio, ultimo; 上旬, 中旬, 下旬
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "event",  # the clock starts when something happens: "efter modtagelsen", "收到草案后"
    "asap",  # "hurtigst muligt", "尽快"
    "unknown",  # kept as said, to be asked about
]


@dataclass(frozen=True, slots=True)
class Due:
    """An interval of days with the words it came from.

    `start` None with `end` set means "by": no beginning. Both None: waiting for an event,
    as soon as possible, or not understood; `precision` says which.
    """

    said: str
    start: date | None
    end: date | None
    precision: Precision
