"""Logging to standard error, one line an event, never with the words of a message."""

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure(level: str) -> None:
    """Send the log to standard error; libraries that repeat requests or SQL are kept quiet."""
    logging.basicConfig(level=level, stream=sys.stderr, format=FORMAT, force=True)
    for name in ("slack_bolt", "slack_sdk", "httpx", "urllib3", "deepl", "sqlalchemy", "uvicorn.access", "dbos"):
        logging.getLogger(name).setLevel(logging.WARNING)
