"""By whose installation an answer goes where more than one workspace has the app."""

from slack_bolt import Ack

from bot.domain.person import SlackChannel, SlackUser
from bot.slack.gateway import Gateway, Identity
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.slack.payloads import Incoming
from handlers.glossary import asked
from handlers.reply import Reply

OURS = Speaker(Identity("T0REGION", "U0BOT", "B0BOT", ""), Gateway("xoxb-1", "http://127.0.0.1:9/"))
INCOMING = Incoming("mention", SlackUser("T0REGION", "U0METTE"), SlackChannel("T0REGION", "D0METTE"), "message:1")


def test_a_channel_is_told_by_the_installation_that_speaks_there_and_a_person_by_the_one_they_asked() -> None:
    reply = Reply(Ack(), INCOMING, OURS, None)

    reply.post(Message("nyt", []), SlackChannel("T0JEPD", "C0THEIRS"))
    reply.say(Message("gjort", []))

    assert [(one["home"], one["channel"]) for one in reply.outgoing] == [
        ("T0JEPD", "C0THEIRS"),
        ("T0REGION", "D0METTE"),
    ]


def test_what_takes_longer_is_answered_by_the_installation_that_was_asked() -> None:
    assert asked(INCOMING, "da").home == "T0REGION"
