"""Send an owner the whole record of a space, as far as they may see it by now."""

from tempfile import TemporaryFile
from typing import cast

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.language import Language
from bot.jobs.in_channel import send, ways_of
from bot.jobs.parts import Args, JobParts
from bot.jobs.record_file import write_record
from bot.render import keeping
from bot.render.table_rows import Reading
from bot.services.export_record import whole, write_down_export
from bot.services.see_again import see_again


def run(parts: JobParts, args: Args) -> None:
    """Make the file and send it to them directly, to nobody else."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    locale = seen.viewer.person.language or cast("Language", args["locale"])
    at, now = parts.slack.to(seen.viewer.person.slack).me.address, parts.clock()
    try:
        with TemporaryFile() as file:
            with whole(parts.db, seen.viewer, args["space"]) as record:
                write_record(file, record, Reading(locale, seen.reader.zone, at), now=now)
                name, ids = record.space.name, record.ids
            file.seek(0)
            content = file.read()
    except (NotFound, NotAllowed):  # they have left, or are no owner any more
        return
    write_down_export(parts.db, seen.viewer, ids, now=now)
    day = now.astimezone(seen.reader.zone).date()
    told, user = keeping.record_sent(name, locale), seen.viewer.person.slack
    send(
        ways_of(parts),
        user,
        lambda speaker: speaker.gateway.upload(user, f"jordbro-{day.isoformat()}.zip", content, told),
    )
