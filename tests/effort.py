"""How much work something is: lines and calls of Python that it runs, as many on a busy machine as on an idle one.

What a regular expression or a string does in C is not seen. For that a test hands over a text so long that a square
of it would never be done, and the limit of time that every test has (`timeout` in `pyproject.toml`) is what fails.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

ENDLESS = 300_000  # characters; a square of them takes minutes in C too


def steps(do: Callable[[], object]) -> int:
    """Count the lines and calls that are run, those of a comprehension each time."""
    counted = 0

    def count(_frame: FrameType, _event: str, _given: Any) -> Callable[..., Any]:
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        do()
    finally:
        sys.settrace(before)
    return counted


def growth(of: Callable[[int], object], size: int) -> float:
    """How many times the work is what it was, when there is four times as much: 4 for a line, 16 for a square."""
    of(size)  # what is only done once is done now
    return steps(lambda: of(4 * size)) / steps(lambda: of(size))
