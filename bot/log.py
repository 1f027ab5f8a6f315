"""Logging to standard error, one line an event, never with the words of a message."""

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from types import TracebackType
from uuid import uuid4

import structlog
from structlog.contextvars import bound_contextvars, get_contextvars, merge_contextvars
from structlog.stdlib import BoundLogger, ProcessorFormatter, filter_by_level

from bot.log_lines import Lines, is_of, where

__all__ = [
    "BoundLogger",
    "about",
    "configure",
    "current_event",
    "current_work",
    "event_id",
    "formatter",
    "get",
    "masked",
    "take_over",
    "uncaught",
    "where",
]

OURS = ("bot", "handlers")
SILENT = ("websockets",)
"""Libraries of whose troubles we tell ourselves: a connection that is lost is no error of theirs."""


class _Errors(logging.StreamHandler):  # type: ignore[type-arg]  # of whatever standard error is
    """Standard error. Libraries are heard from warnings on: below they repeat requests, answers and SQL."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is told. Bolt sets the levels of its loggers itself, so that they decide nothing."""
        if is_of(record.name, SILENT) or (not is_of(record.name, OURS) and record.levelno < logging.WARNING):
            return False
        return bool(super().filter(record))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging calls it so
        """Say that a line is missing, and whose."""
        name = record.name if record.name.replace(".", "").replace("_", "").isalnum() else "?"
        sys.stderr.write(f"a line of the log could not be made: logger={name} level={record.levelno}\n")


def get(name: str) -> BoundLogger:
    """A logger: an event in a few constant words, and what is to be known of it as keywords."""
    processors: list[structlog.typing.Processor] = [filter_by_level, merge_contextvars]
    logger: BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[*processors, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    )
    return logger


def configure(level: str, form: str = "text", secrets: Sequence[str] = ()) -> None:
    """Send everything to standard error: our lines, the libraries', and what nobody caught.

    Args:
        level: from which level on.
        form: a line for people, or a JSON object.
        secrets: values that are masked wherever they turn up.
    """
    handler = _Errors(sys.stderr)
    handler.setFormatter(formatter(form, secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def take_over(name: str) -> None:
    """Keep a library that would write lines of its own from doing so: one whose logger has a handler adds none."""
    logger = logging.getLogger(name)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def formatter(form: str, secrets: Sequence[str] = ()) -> logging.Formatter:
    """What makes the line of a record, whoever logged it; see `configure`."""
    return ProcessorFormatter(foreign_pre_chain=[merge_contextvars], processors=[Lines(form, secrets)])


def masked(text: str, secrets: Sequence[str]) -> str:
    """A text for a terminal without secrets, which should not have been in it."""
    return Lines("text", secrets).redacted(text)


def uncaught(kind: type[BaseException], problem: BaseException | None, _at: TracebackType | None) -> None:
    """Log what nobody caught, as one line like any other."""
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("nobody caught this", exc_info=problem or kind())


def event_id(key: str) -> str:
    """The id that all lines about one delivery of Slack carry: a repeated delivery has the same.

    Args:
        key: what names the delivery; one that names nothing gets an id of its own.
    """
    named = key if key.partition(":")[2].strip(":") else str(uuid4())
    return sha256(named.encode("utf-8", errors="replace")).hexdigest()[:12]


@contextmanager
def about(**fields: object) -> Iterator[None]:
    """Let every line of this thread carry the fields; those that are empty are left out."""
    with bound_contextvars(**{name: value for name, value in fields.items() if value != ""}):
        yield


def current_event() -> str:
    """The id of what Slack delivered and this thread is at work for; "" where there is none."""
    return str(get_contextvars().get("event_id", ""))


def current_work() -> str:
    """What this thread is at work in: a handler, a kind of job ("job.card"), a command; "" where nobody said."""
    fields = get_contextvars()
    return f"job.{fields['kind']}" if "kind" in fields else str(fields.get("handler", ""))
