"""A gateway into the simulated office: what a bot says to Slack, without HTTP."""

from bot.domain.person import SlackChannel, SlackUser
from bot.slack.gateway import Gateway, SlackLater
from bot.slack.message import Message
from tests.simulation.office import Office


class Postbox(Gateway):
    """Posts to an office; a bad answer is what `Gateway` makes of one."""

    def __init__(self, office: Office) -> None:
        super().__init__("xoxb-simulated", "http://127.0.0.1:9/")  # nobody listens there: nothing else may be asked
        self._office = office

    def post(self, channel: SlackChannel, message: Message, *, once: str, thread_ts: str = "") -> str:
        """Post a message; the same `once` again is the same message."""
        del thread_ts
        trouble = self._office.meets()
        if trouble and not trouble.taken:
            raise SlackLater(str(trouble.status))
        ts = self._office.take(channel.channel_id, once, message.text, message.blocks)
        if trouble:
            raise SlackLater(str(trouble.status))
        return ts

    def direct(self, user: SlackUser, message: Message, *, once: str) -> str:
        """Send a direct message; the conversation is named after the person."""
        return self.post(SlackChannel(user.team_id, f"D{user.user_id[1:]}"), message, once=once)

    def upload_picture(self, name: str, content: bytes, alt: str) -> str:
        """Keep a picture."""
        del content, alt
        return f"F{name}"

    def is_ready(self, file_id: str) -> bool:
        """Pictures are ready at once here."""
        return bool(file_id)
