"""Send a person the digest they asked for, of all spaces they see."""

from bot.domain.digest import Period, records_of
from bot.jobs.in_channel import tell, ways_of
from bot.jobs.mailing import close, in_time, is_told, name_of, posted, waiting
from bot.jobs.parts import Args, JobParts
from bot.render.digest import for_person
from bot.services import write_down
from bot.services.build_digest import build_digest
from bot.services.put_digest import person_of
from bot.slack.gateways import Speaker
from bot.slack.message import Message


def run(parts: JobParts, args: Args) -> None:
    """Send it once; nothing where there is nothing to say."""
    mailing = waiting(parts, args)
    if mailing is None or not is_told(parts, mailing):
        return
    found = person_of(parts.db, mailing)
    if found is None:
        close(parts, mailing, "empty")
        return
    reader, scope = found
    if not in_time(parts, mailing, scope.zone):
        return
    digest = build_digest(parts.db, scope, Period.of(mailing))
    if not is_told(parts, mailing):
        return
    if digest.is_empty:
        close(parts, mailing, "empty")
        return
    user = reader.person.slack

    def made(speaker: Speaker) -> Message:
        return for_person(digest, reader.language, speaker.me.address)

    ts = posted(parts, mailing, lambda: tell(ways_of(parts), user, made, once=name_of(mailing)))
    if ts is not None:
        close(parts, mailing, "sent", ts)
        write_down.told(parts.db, reader.person, records_of(digest), now=parts.clock())
