"""What a job gets to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.engines.chain import Chain
from bot.engines.prose import ProseServer
from bot.slack.gateways import Slack
from bot.store.database import Database

Args = Mapping[str, Any]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class JobParts:
    """The store, Slack, the engines and the time; `job_id` names the work itself."""

    db: Database
    slack: Slack
    chain: Chain
    clock: Clock
    job_id: int = 0
    prose: ProseServer | None = None  # where one is set up
    pictures: bool = True  # whether the full digest carries one
    public_url: str = ""  # where people's programs reach us; "" where they cannot
    pulse: float = 30.0  # seconds between two signs of life of a job that takes long: well below its lease


class Later(Exception):  # noqa: N818  it is an answer
    """The job cannot be done now; try again, after so many seconds if somebody said how many."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.after = reason, after
