"""Where an answer goes: into the ack, to the person alone, over the message pressed on, or into a form."""

from collections.abc import Callable
from typing import Any, NamedTuple

from slack_bolt import Ack

from bot.domain.language import Language
from bot.domain.person import SlackChannel, SlackUser
from bot.render.answers import open_form
from bot.slack.gateways import Speaker
from bot.slack.message import Message, View
from bot.slack.payloads import Incoming
from bot.slack.quiet import NO_PREVIEWS, quiet

Outgoing = dict[str, Any]
"""The arguments of a job that delivers a message."""


class Field(NamedTuple):
    """A field of a form by its block id, with what is wrong with it."""

    block_id: str
    sentence: str


class Reply:
    """The ways to answer one thing that came from Slack.

    A slash command is answered in its ack; everything else is delivered by a job, so that Slack has
    its ack at once and the answer outlives us. `outgoing` is what those jobs are to bring.
    """

    def __init__(
        self, ack: Ack, incoming: Incoming, speaker: Speaker, decorate: Callable[[Message], Message] | None
    ) -> None:
        self._ack, self._incoming, self._speaker, self._decorate = ack, incoming, speaker, decorate
        self._acked = False
        self.outgoing: list[Outgoing] = []

    def say(self, message: Message, channel: SlackChannel | None = None) -> None:
        """Tell the person alone, where they asked; `channel` says where when the payload does not."""
        if self._decorate is not None:
            message = self._decorate(message)
        if self._incoming.surface == "command" and not self._acked:
            self._acked = True
            self._ack(response_type="ephemeral", text=quiet(message.text), blocks=message.blocks, **NO_PREVIEWS)
            return
        where = self._incoming.channel or channel
        if where is None:
            self._add("direct", message, where)
        else:
            self._add("post" if where.channel_id.startswith("D") else "whisper", message, where)

    def post(self, message: Message, channel: SlackChannel) -> None:
        """Tell everyone in a channel: by the installation that speaks there, whichever was asked."""
        self.outgoing.append(self.as_post(message, channel))

    def as_post(self, message: Message, channel: SlackChannel) -> Outgoing:
        """What a job is to bring to tell everyone in a channel: for whoever hands it over together with its reason."""
        return self._outgoing("post", message, channel, thread="") | {"home": channel.team_id}

    def tell(self, user: SlackUser, message: Message, space_id: int) -> None:
        """Tell somebody else directly of what stands in a space, if they still see it when it is brought."""
        self._add("direct", message, None, thread="")
        self.outgoing[-1] |= {"team": user.team_id, "user": user.user_id, "sees": [space_id]}

    def replace(self, message: Message) -> None:
        """Put a message in the place of the one that was pressed on, if only its reader saw that."""
        channel = self._incoming.channel
        direct = channel is not None and channel.channel_id.startswith("D")
        if self._incoming.response_url and (self._incoming.ephemeral or direct):
            self._add("respond", message, channel)
        else:
            self.say(message)

    def settle(self) -> None:
        """The person has just chosen a language: nothing more to ask."""
        self._decorate = None

    def show_home(self, view: View) -> None:
        """Bring the person's App Home up to date."""
        self._add("home", Message("", view["blocks"]), None)

    def open(self, view: View) -> None:
        """Open a form; needs a trigger, which a mention does not have."""
        self._speaker.gateway.open_view(self._incoming.trigger_id, view)

    def update_form(self, view: View) -> None:
        """Change the form whose button was pressed."""
        self._speaker.gateway.update_view(self._incoming.view_id, self._incoming.view_hash, view)

    @property
    def can_open(self) -> bool:
        """Whether a form can be opened here."""
        return bool(self._incoming.trigger_id)

    def offer_form(self, word: str, locale: Language) -> None:
        """Where no form can be opened: a button that opens it."""
        self.say(open_form(word, locale))

    def refuse(self, *fields: Field) -> None:
        """Keep the form open, with a sentence at each field that is wrong."""
        self._acked = True
        self._ack(response_action="errors", errors={field.block_id: field.sentence for field in fields})

    def show_instead(self, view: View) -> None:
        """Keep the form open with other contents."""
        self._acked = True
        self._ack(response_action="update", view=view)

    def finish(self) -> None:
        """Tell Slack that it arrived, if nothing did so yet."""
        if not self._acked:
            self._acked = True
            self._ack()

    def _add(self, how: str, message: Message, channel: SlackChannel | None, thread: str | None = None) -> None:
        self.outgoing.append(self._outgoing(how, message, channel, thread))

    def _outgoing(
        self, how: str, message: Message, channel: SlackChannel | None, thread: str | None = None
    ) -> Outgoing:
        incoming = self._incoming
        return {
            "how": how,
            "home": self._speaker.me.team_id,
            "text": message.text,
            "blocks": message.blocks,
            "team": incoming.user.team_id,
            "user": incoming.user.user_id,
            "channel": channel.channel_id if channel else "",
            "thread": incoming.thread_ts if thread is None else thread,
            "address": incoming.response_url,
            "replace": how == "respond",
        }
