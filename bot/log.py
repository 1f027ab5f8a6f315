"""Logging to standard error, one line an event, never with the words of a message."""

import logging
import sys
import traceback

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def where(problem: BaseException) -> str:
    """What broke and where, without the words it broke on: those may be somebody's."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(problem).__name__} at {place}"


def configure(level: str) -> None:
    """Send the log to standard error; libraries that repeat requests or SQL are kept quiet."""
    logging.basicConfig(level=level, stream=sys.stderr, format=FORMAT, force=True)
    for name in (
        "slack_bolt",
        "slack_sdk",
        "httpx",
        "urllib3",
        "deepl",
        "sqlalchemy",
        "uvicorn.access",
        "dbos",
        "alembic",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
