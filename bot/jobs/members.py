"""Ask Slack who is in a channel."""

from bot.domain.person import SlackUser
from bot.jobs.parts import Args, JobParts
from bot.store import jobs, people, spaces


def run(parts: JobParts, args: Args) -> None:
    """Remember everyone in a channel, and nobody else; names are asked for next."""
    with parts.db.read() as tx:
        channel = spaces.channel_of(tx, args["channel"])
    if channel is None:
        return
    user_ids = [user_id for user_id in parts.gateway.members(channel.slack) if user_id != parts.bot_user]
    with parts.db.write() as tx:
        known = [SlackUser(parts.home, user_id) for user_id in user_ids]
        found = [people.find(tx, user) or people.add(tx, user) for user in known]
        people.set_members(tx, channel.id, [person.id for person in found])
        jobs.add(tx, "people", "names", {}, parts.clock())
