"""Keep the canvas of a channel as the record is; one that people have made there is left alone."""

from bot.domain.person import Channel, keeper
from bot.domain.publication import Publication, Tally
from bot.domain.wiki import Reason, WikiRefused
from bot.domain.wiki_mark import digest_of
from bot.jobs.in_channel import ways_of
from bot.jobs.parts import JobParts
from bot.render.wiki.canvas import as_canvas
from bot.services.read_mirror import Mirror, keep_mirror, read_mirror
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import speaker_in

TAKEN = frozenset({"channel_canvas_already_exists", "free_team_canvas_tab_already_exists"})
GONE = frozenset({"canvas_not_found", "canvas_deleted"})


def publish_canvas(parts: JobParts, publication: Publication) -> Tally:
    """Write it where something has changed since it was written last.

    Raises:
        NotFound: the space has gone.
        WikiRefused: Slack does not let us, or the channel speaks of another space by now.
        SlackLater: Slack cannot be asked now.
    """
    viewer = keeper(publication.space_id)
    mirror = read_mirror(parts.db, viewer, publication)
    if mirror.channel is None:
        raise WikiRefused("not_allowed")
    markdown = as_canvas(mirror.space, mirror.newest, mirror.actions)
    source, known = digest_of(markdown), mirror.known
    if known is not None and known.source == source and known.state == "published":
        return Tally(unchanged=1)
    try:
        canvas_id = _written(parts, mirror, mirror.channel, markdown)
    except SlackRefused as refusal:
        reason: Reason = "taken" if refusal.code in TAKEN else "forbidden"
        keep_mirror(parts.db, viewer, publication, mirror, "", source, now=parts.clock(), reason=reason)
        return Tally(refused=1)
    keep_mirror(parts.db, viewer, publication, mirror, canvas_id, source, now=parts.clock())
    return Tally(written=1)


def _written(parts: JobParts, mirror: Mirror, channel: Channel, markdown: str) -> str:
    """Change the canvas that we made, or make it; gives its id."""
    speaker, name = speaker_in(parts.slack, ways_of(parts).names(channel.slack))
    known = mirror.known.remote_id if mirror.known else ""
    if known:
        try:
            speaker.gateway.edit_canvas(known, markdown)
        except SlackRefused as refusal:
            if refusal.code not in GONE:
                raise
        else:
            return known
    return speaker.gateway.create_canvas(name, mirror.space.name, markdown)
