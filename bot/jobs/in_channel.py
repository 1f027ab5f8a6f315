"""Say something in a channel: the one place where it is posted, changed or whispered, and by which installation.

The installation that speaks there does it, or another one that is in the channel, where the first may not or is gone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.parts import JobParts
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import GONE, NOT_INSTALLED, SEALED, Slack, Speaker
from bot.slack.message import Message
from bot.store import jobs, waiting

Done = TypeVar("Done")

Made = Message | Callable[[Speaker], Message]
"""What is said, or what makes it for the installation that says it: links and pictures are of one workspace."""

UNWELCOME = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})
"""Slack's words for a channel in which an installation may not post."""

ANOTHERS = "cant_update_message"
"""Slack's word for a message that another bot posted: on the other side, or one of an installation that has ended."""

_OTHERS_MAY = UNWELCOME | GONE | {ANOTHERS}


class Posted(NamedTuple):
    """A message that stands in a channel: by what name it was posted there, and its ts."""

    by: SlackChannel
    ts: str


@dataclass(frozen=True, slots=True)
class Ways:
    """By whom something may be said.

    Attributes:
        slack: every installation.
        names: gives the names of a channel, the one by which we speak first.
        to: gives the installations that may write to a person directly.
        ended: told of a team whose token Slack knows no more.
    """

    slack: Slack
    names: Callable[[SlackChannel], tuple[SlackChannel, ...]]
    to: Callable[[SlackUser], Sequence[Speaker]]
    ended: Callable[[str], None]


def ways_of(parts: JobParts) -> Ways:
    """As a job says something."""

    def names(channel: SlackChannel) -> tuple[SlackChannel, ...]:
        with parts.db.read() as tx:
            return waiting.all_names(tx, channel)

    def ended(team_id: str) -> None:
        """Nobody told us: that the event was lost is no reason to go on so."""
        with parts.db.write() as tx:
            jobs.add(tx, "ended", team_id, {"team": team_id}, parts.clock())

    return Ways(parts.slack, names, parts.slack.all_to, ended)


def without_store(slack: Slack) -> Ways:
    """As something is said while nobody can ask the store: by whom it was asked."""
    return Ways(slack, lambda channel: (channel,), lambda _: (), lambda _: None)


def post(ways: Ways, channel: SlackChannel, made: Made, *, once: str, thread_ts: str = "") -> Posted:
    """Post a message. The same `once` (a UUID) again is the same message.

    Raises:
        SlackError: no installation may, or Slack did not take it.
    """

    def act(speaker: Speaker, name: SlackChannel) -> Posted:
        message = made if isinstance(made, Message) else made(speaker)
        return Posted(name, speaker.gateway.post(name, message, once=once, thread_ts=thread_ts))

    return _by_one(ways, ways.names(channel), act)


def updated(ways: Ways, channel: SlackChannel, ts: str, message: Message) -> bool:
    """Change a message of ours; False where it is of an installation that is there no more: nobody can change it.

    Raises:
        SlackError: it cannot be changed for another reason.
    """
    refusals: list[SlackRefused] = []
    try:
        _by_one(ways, ways.names(channel), lambda speaker, name: speaker.gateway.update(name, ts, message), refusals)
    except SlackRefused as refusal:
        if refusal.code not in _OTHERS_MAY or all(one.code != ANOTHERS for one in refusals):
            raise
        return False
    return True


def whisper(ways: Ways, channel: SlackChannel, user: SlackUser, message: Message, *, thread_ts: str = "") -> None:
    """Show a message to one person in a channel; by the installation that was asked, if it may.

    Raises:
        SlackError: no installation may, or Slack did not take it.
    """
    names = dict.fromkeys((channel, *ways.names(channel)))
    _by_one(ways, names, lambda speaker, name: speaker.gateway.whisper(name, user, message, thread_ts))


def tell(ways: Ways, user: SlackUser, made: Made, *, once: str, asked: Speaker | None = None) -> str:
    """Write to a person directly; gives the ts. By whom they meet us, or, where they meet us nowhere, by who was asked.

    Raises:
        SlackError: no installation may, or Slack did not take it.
    """

    def act(speaker: Speaker) -> str:
        message = made if isinstance(made, Message) else made(speaker)
        return speaker.gateway.direct(user, message, once=once)

    return send(ways, user, act, asked=asked)


def send(ways: Ways, user: SlackUser, act: Callable[[Speaker], Done], *, asked: Speaker | None = None) -> Done:
    """Have something done for a person by the first installation that is still there: they are sent it once.

    Raises:
        SlackError: no installation may, or Slack did not take it.
    """
    refusal = SlackRefused(NOT_INSTALLED)
    for speaker in ways.to(user) or ((asked,) if asked else ()):
        try:
            return act(speaker)
        except SlackRefused as problem:
            if problem.code not in GONE:
                raise
            refusal = problem
            _look_whether_it_ended(ways, speaker.me.team_id, problem)
    raise refusal


def _by_one(
    ways: Ways,
    names: Iterable[SlackChannel],
    act: Callable[[Speaker, SlackChannel], Done],
    refusals: list[SlackRefused] | None = None,
) -> Done:
    """Have it done by the first installation that may; the reasons why others may not are added to `refusals`."""
    refusals = [] if refusals is None else refusals
    for name in names:
        try:
            return act(ways.slack.of(name.team_id), name)
        except SlackRefused as refusal:
            if refusal.code not in _OTHERS_MAY:
                raise
            refusals.append(refusal)
            _look_whether_it_ended(ways, name.team_id, refusal)
    raise refusals[0]


def _look_whether_it_ended(ways: Ways, team_id: str, refusal: SlackRefused) -> None:
    if refusal.code in GONE - {NOT_INSTALLED, SEALED}:
        ways.ended(team_id)
