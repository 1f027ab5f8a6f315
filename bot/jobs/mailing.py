"""What digests and reminders have in common when they are sent: once, on their day, or not at all."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from bot.domain.mailing import Mailing, MailingKind, MailingState
from bot.domain.schedule import is_open
from bot.jobs.parts import Args, JobParts, Later
from bot.slack.gateway import SlackRefused
from bot.store import attendance, mailings, preferences

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=1)
"""That long Slack is waited for to tell who is in some channel before a message is made of what the others show."""


def waiting(parts: JobParts, args: Args) -> Mailing | None:
    """The mailing a job is for; None when it has ended."""
    with parts.db.read() as tx:
        mailing = mailings.get(tx, args["mailing"])
    return mailing if mailing is not None and mailing.state == "planned" else None


def is_told(parts: JobParts, mailing: Mailing) -> bool:
    """Whether Slack has told who is where the reader of a mailing is; in the evening that is given up.

    After a day without Slack its people are hidden from each other; made of what is seen then, the message would say
    too little or nothing. Whoever is known to be in another channel gets it after an hour, with what stands there; the
    others while the day lasts. To be asked before and after it is looked what there is to say: another process may hide
    people meanwhile.

    Raises:
        Later: Slack has yet to tell.
    """
    with parts.db.read() as tx:
        unasked = attendance.unasked(tx, [mailing.recipient])
        reader = preferences.readers_of(tx, [mailing.recipient]).get(mailing.recipient)
    is_elsewhere = unasked.get(mailing.recipient)
    if reader is None or is_elsewhere is None or (is_elsewhere and parts.clock() - mailing.until > PATIENCE):
        return True
    if in_time(parts, mailing, reader.zone):
        raise Later("Slack has yet to tell who is there")
    return False


def name_of(mailing: Mailing) -> str:
    """The UUID under which Slack knows the message: a second attempt is the same message."""
    return name_for(mailing.kind, mailing.recipient, mailing.day)


def name_for(kind: MailingKind, recipient: int, day: date) -> str:
    """The same for what makes a mailing one and no other."""
    return str(uuid5(NAMESPACE_URL, f"jordbro:mailing:{kind}:{recipient}:{day}"))


def in_time(parts: JobParts, mailing: Mailing, zone: ZoneInfo) -> bool:
    """Whether it may still be sent; what is too late for its day is given up."""
    if is_open(parts.clock(), mailing.day, zone):
        return True
    close(parts, mailing, "late")
    return False


def close(parts: JobParts, mailing: Mailing, state: MailingState, ts: str | None = None) -> None:
    """Say how it ended."""
    with parts.db.write() as tx:
        mailings.close(tx, mailing.id, state, parts.clock(), ts)


def posted(parts: JobParts, mailing: Mailing, post: Callable[[], str]) -> str | None:
    """Send it; None when Slack will not have it, which ends it."""
    try:
        return post()
    except SlackRefused as refusal:
        close(parts, mailing, "refused")
        log.warning("mailing=%s kind=%s not taken: %s", mailing.id, mailing.kind, refusal.code)
        return None
