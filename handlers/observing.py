"""What the log and the figures hear of each delivery: an id, what handled it, how it went and how long it took."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from bot import log
from bot.domain.errors import UserError
from bot.metrics import counts
from bot.slack.gateway import SlackError
from bot.slack.payloads import Incoming
from bot.store.database import DatabaseUnavailable

logger = log.get(__name__)


class Outcome:
    """How it went, in one of a few words: `done`, `repeated`, or what `of` gives."""

    def __init__(self) -> None:
        self.word = "done"


@contextmanager
def observed(incoming: Incoming, handle: Callable[..., None], outcome: Outcome) -> Iterator[None]:
    """Give all lines about a delivery its id; when it is over, tell and count it."""
    name, began = name_of(handle), perf_counter()
    with log.about(event_id=log.event_id(incoming.key), surface=incoming.surface, handler=name):
        try:
            yield
        except BaseException:
            outcome.word = "broke"
            raise
        finally:
            seconds = perf_counter() - began
            logger.info("handled", outcome=outcome.word, ms=round(seconds * 1000, 1))
            counts().acks.labels(incoming.surface, name, outcome.word).inc()
            counts().ack_seconds.labels(incoming.surface).observe(seconds)


def name_of(handle: Callable[..., None]) -> str:
    """A handler's name among us: there are as many as handlers, whatever requests come."""
    module = handle.__module__.removeprefix("handlers.")
    function = getattr(handle, "__name__", "handle")
    return module if function == "handle" else f"{module}.{function}"


def of(problem: Exception) -> str:
    """What became of a delivery that a problem ended."""
    if isinstance(problem, UserError):
        return "told"
    if isinstance(problem, DatabaseUnavailable):
        return "no_store"
    return "no_slack" if isinstance(problem, SlackError) else "broke"
