"""Ask Slack who is in a channel."""

from bot.domain.person import SlackUser
from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import speaker_in
from bot.store import channels, jobs, people


def run(parts: JobParts, args: Args) -> None:
    """Remember everyone in a channel, and nobody else; names are asked for next.

    Where no installation may ask, nobody is known to be in it.
    """
    with parts.db.read() as tx:
        channel = channels.get(tx, args["channel"])
    if channel is None:
        return
    try:
        speaker, name = speaker_in(parts.slack, (channel.speaks, *channel.names))
        us = parts.slack.us()
        user_ids = [user_id for user_id in speaker.gateway.members(name) if user_id not in us]
    except SlackRefused:
        with parts.db.write() as tx:
            channels.set_told(tx, channel.id, known=False, now=parts.clock())
        return
    with parts.db.write() as tx:
        # of which team they are is told with their names
        found = [people.find(tx, SlackUser("", user)) or people.add(tx, SlackUser("", user)) for user in user_ids]
        people.set_members(tx, channel.id, [person.id for person in found])
        channels.set_told(tx, channel.id, known=True, now=parts.clock())
        jobs.add(tx, "people", "names", {}, parts.clock())
