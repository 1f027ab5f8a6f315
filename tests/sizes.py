"""How much of something a test plays: little where a person waits, more where CI is set."""

import os


def more_in_ci(little: int, more: int) -> int:
    """The number for this run; each has to be enough for the test to fail."""
    return more if os.environ.get("CI") == "true" else little
