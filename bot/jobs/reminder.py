"""Remind a person of what they have to do, in one message for the day."""

from bot.jobs.in_channel import tell, ways_of
from bot.jobs.mailing import close, in_time, is_told, name_of, posted, waiting
from bot.jobs.parts import Args, JobParts
from bot.render.reminder import as_reminder
from bot.services import write_down
from bot.services.put_reminder import begun, put_reminder, sent
from bot.slack.gateways import Speaker
from bot.slack.message import Message


def run(parts: JobParts, args: Args) -> None:
    """Send what is due as everything stands now; nothing where nothing is left to say."""
    mailing = waiting(parts, args)
    if mailing is None or not is_told(parts, mailing):
        return
    reminder = put_reminder(parts.db, mailing, now=parts.clock())
    if not is_told(parts, mailing):
        return
    if reminder is None:
        close(parts, mailing, "empty")
        return
    if not in_time(parts, mailing, reminder.reader.zone):
        return
    begun(parts.db, mailing, reminder)
    user = reminder.reader.person.slack

    def made(speaker: Speaker) -> Message:
        return as_reminder(reminder.lines, reminder.reader.language, speaker.me.address)

    ts = posted(parts, mailing, lambda: tell(ways_of(parts), user, made, once=name_of(mailing)))
    if ts is not None:
        sent(parts.db, mailing, reminder, ts, now=parts.clock())
        trail = ((line.line.space.id, f"item:{line.line.item.id}") for line in reminder.lines)
        write_down.told(parts.db, reminder.reader.person, trail, now=parts.clock())
