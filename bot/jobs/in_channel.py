"""Post and update in a channel by the installation that speaks there, or by another one that is in it."""

from bot.domain.person import SlackChannel
from bot.jobs.parts import JobParts
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import GONE, NOT_INSTALLED, SEALED
from bot.slack.message import Message
from bot.store import channels, jobs

UNWELCOME = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})
"""Slack's words for a channel in which an installation may not post."""

ANOTHERS = "cant_update_message"
"""Slack's word for a message that another bot posted: on the other side, or one of an installation that has ended."""

_OTHERS_MAY = UNWELCOME | GONE | {ANOTHERS}


def names_in(parts: JobParts, channel: SlackChannel) -> tuple[SlackChannel, ...]:
    """The names of a channel, the one by which we speak first; that one alone of a channel that is bound no more."""
    with parts.db.read() as tx:
        bound = channels.named(tx, channel)
    return tuple(dict.fromkeys((bound.speaks, *bound.names))) if bound else (channel,)


def updated(parts: JobParts, channel: SlackChannel, ts: str, message: Message) -> bool:
    """Change a message of ours; False where it is of an installation that is there no more: nobody can change it.

    Raises:
        SlackError: it cannot be changed for another reason.
    """
    refusals: list[SlackRefused] = []
    for name in names_in(parts, channel):
        try:
            parts.slack.of(name.team_id).gateway.update(name, ts, message)
        except SlackRefused as refusal:
            if refusal.code not in _OTHERS_MAY:
                raise
            refusals.append(refusal)
            _look_whether_it_ended(parts, name.team_id, refusal)
        else:
            return True
    if any(refusal.code == ANOTHERS for refusal in refusals):
        return False
    raise refusals[0]


def post(parts: JobParts, channel: SlackChannel, message: Message, *, once: str) -> str:
    """Post a message; gives its ts. The same `once` (a UUID) again is the same message.

    Raises:
        SlackError: no installation may, or Slack did not take it.
    """
    refusals: list[SlackRefused] = []
    for name in names_in(parts, channel):
        try:
            return parts.slack.of(name.team_id).gateway.post(name, message, once=once)
        except SlackRefused as refusal:
            if refusal.code not in _OTHERS_MAY:
                raise
            refusals.append(refusal)
            _look_whether_it_ended(parts, name.team_id, refusal)
    raise refusals[0]


def _look_whether_it_ended(parts: JobParts, team_id: str, refusal: SlackRefused) -> None:
    """Slack knows a token no more, and nobody told us: that the event was lost is no reason to go on so."""
    if refusal.code in GONE - {NOT_INSTALLED, SEALED}:
        with parts.db.write() as tx:
            jobs.add(tx, "ended", team_id, {"team": team_id}, parts.clock())
