"""The app on both sides of a shared channel: one delivery, one effect, and each side served by its own installation."""

import json
from collections.abc import Iterator
from copy import deepcopy
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.domain.person import SlackChannel
from bot.slack.vault import new_key
from bot.store import channels, waiting
from bot.workspace.deliveries import EVENTS, Ack, Envelope
from bot.workspace.driver import LocalWorkspace
from bot.workspace.setups import both_sides
from tests.integration.making import rows
from tests.scenarios.bot import CHANNEL, Bot, card

REGION, JEPD = "T0REGION", "T0JEPD"
C = "C0JIANGSU"
NOTE = "Driftsmøde\n- [ ] @CLEAN sender oversigt - frist: primo april"


@pytest.fixture(scope="module")
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start(both_sides()) as made:
        made.ws.deliveries.retry_delays = ()
        yield made


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """A bot installed on both sides, whose channel both know; the Danish side bound it and speaks in it."""
    workspace.reset()
    made = Bot(workspace, f"sqlite:///{store_path}", token_keys=(new_key(),))
    for team in (REGION, JEPD):
        made.install(team)
    made.space()
    made.drain()
    yield made
    made.runtime.stop()


def bound(bot: Bot) -> tuple[SlackChannel, set[SlackChannel], bool]:
    """By what name we speak in the channel, all its names, and whether it is known who is in it."""
    with bot.db.read() as tx:
        (found,) = waiting.but_those_beside(tx, channels.of_space(tx, 1))
    return found.speaks, set(found.names), found.is_known


def posted_by(bot: Bot) -> list[str]:
    """The teams whose bot posted what stands in the channel, oldest first."""
    found = bot.workspace.world.channels[C].messages
    return [str(one.installed_team) for one in found if one.app_id and one.reader is None]


@pytest.fixture
def delivered(bot: Bot) -> list[dict[str, Any]]:
    """The events that the bot gets from now on."""
    seen: list[dict[str, Any]] = []

    def dispatch(body: str, headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        if body.startswith("{"):
            seen.append(json.loads(body))
        return bot.dispatch(body, headers)

    bot.workspace.use_dispatch(dispatch)
    return seen


def deliver(bot: Bot, payload: dict[str, Any], **changes: Any) -> Ack:
    """Bring an event by hand: with another id, to another installation."""
    changed = deepcopy(payload) | {name: value for name, value in changes.items() if name != "to"}
    if "to" in changes:
        changed["authorizations"][0] |= {"team_id": changes["to"]}
    return bot.workspace.ws.deliveries.send(bot.workspace.app, Envelope(EVENTS, changed))


def bot_of(bot: Bot, team_id: str) -> str:
    return bot.workspace.app.installations[team_id].bot_user_id


def test_one_channel_has_a_name_on_each_side_and_one_speaks(bot: Bot) -> None:
    assert bound(bot) == (SlackChannel(REGION, C), {SlackChannel(REGION, C), SlackChannel(JEPD, C)}, True)


# --- one delivery, one effect ---


@pytest.mark.parametrize("who", ["mette", "li"])
def test_a_note_of_either_side_is_one_note_with_one_card_of_the_side_that_speaks(bot: Bot, who: str) -> None:
    bot.user(who, "da").mention(f"@jordbro notat {NOTE}", CHANNEL)

    assert [note.title.content for note in bot.notes()] == ["Driftsmøde"]
    assert posted_by(bot) == [REGION]


@pytest.mark.parametrize("order", sorted(set(permutations((REGION, JEPD, JEPD)))))
def test_a_mention_that_reaches_both_installations_in_any_order_is_handled_once(
    bot: Bot, delivered: list[dict[str, Any]], order: tuple[str, ...]
) -> None:
    bot.user("li", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)
    (first,) = delivered
    for number, team in enumerate(order):
        assert deliver(bot, first, to=team, event_id=f"Ev{number}").ok

    assert len(bot.notes()) == 1
    assert posted_by(bot) == [REGION]


def test_both_bots_mentioned_in_one_message_are_asked_once(bot: Bot, delivered: list[dict[str, Any]]) -> None:
    bot.workspace.world.users[bot_of(bot, REGION)].name = "tuqiao"

    bot.user("li", "da").say(f"@jordbro @tuqiao notat {NOTE}", CHANNEL)
    both = f"<@{bot_of(bot, JEPD)}> <@{bot_of(bot, REGION)}>"
    assert bot.workspace.world.channels[C].messages[0].text.startswith(both)
    assert {one["event"]["type"] for one in delivered} == {"app_mention"}
    for one in list(delivered):
        deliver(bot, one, to=REGION, event_id="EvOther")

    assert [(note.title.content, len(note.items)) for note in bot.notes()] == [("Driftsmøde", 1)]
    assert posted_by(bot) == [REGION]


def test_two_messages_of_one_person_are_two(bot: Bot) -> None:
    for words in ("Første møde", "Andet møde"):
        bot.user("li", "da").mention(f"@jordbro notat {words}\n1. Enighed.", CHANNEL)

    assert sorted(note.title.content for note in bot.notes()) == ["Andet møde", "Første møde"]


# --- no loop ---


@pytest.mark.parametrize(("speaks", "asked"), [(REGION, JEPD), (JEPD, REGION)])
def test_one_bot_of_ours_does_not_answer_the_other(
    bot: Bot, delivered: list[dict[str, Any]], speaks: str, asked: str
) -> None:
    bot.workspace.echo_own_messages()
    words = f"<@{bot_of(bot, asked)}> notat {NOTE}"

    client = WebClient(token=bot.workspace.token_of(speaks), base_url=bot.workspace.api_url)
    client.chat_postMessage(channel=C, text=words)
    (heard,) = bot.workspace.wait_until(lambda: [one for one in delivered if one["event"]["type"] == "app_mention"])
    without_bot_id = deepcopy(heard)
    del without_bot_id["event"]["bot_id"]
    acks = [deliver(bot, heard, event_id="Ev1"), deliver(bot, without_bot_id, event_id="Ev2")]

    assert ([ack.ok for ack in acks], bot.notes(), posted_by(bot)) == ([True, True], (), [speaks])
    assert rows(bot.db, "SELECT count(*) FROM jobs WHERE state = 'waiting'") == [(0,)]


def test_our_own_bots_are_nobody(bot: Bot) -> None:
    for team in (JEPD, REGION):
        bot.workspace.leave(bot_of(bot, team), CHANNEL)
        bot.workspace.join(bot_of(bot, team), CHANNEL)

    ours = {bot_of(bot, REGION), bot_of(bot, JEPD)}
    assert ours & {user_id for (user_id,) in rows(bot.db, "SELECT user_id FROM people")} == set()
    assert bound(bot)[2] is True


# --- each side by its own ---


@pytest.mark.parametrize(("who", "team"), [("mette", REGION), ("li", JEPD)])
def test_each_person_is_answered_by_their_own_side(bot: Bot, who: str, team: str) -> None:
    person = bot.user(who, "da")
    person.mention("@jordbro opgaver", CHANNEL)
    person.dm("opgaver")

    world = bot.workspace.world
    whispered = [one for one in world.channels[C].messages if one.reader == person.id]
    direct = [one for channel in world.channels.values() if channel.is_im and person.id in channel.members
              for one in channel.messages if one.app_id]  # fmt: skip
    assert ({one.installed_team for one in whispered}, {one.installed_team for one in direct}) == ({team}, {team})


@pytest.mark.parametrize(("who", "team"), [("mette", REGION), ("li", JEPD)])
def test_commands_forms_and_home_belong_to_their_own_side(bot: Bot, who: str, team: str) -> None:
    person = bot.user(who, "da")

    answered = person.command("/actions", channel=CHANNEL)
    person.command("/note", channel=CHANNEL)
    person.open_home()

    world = bot.workspace.world
    assert answered.ok
    assert [view.installed_team for view in world.modals[person.id]] == [team]
    assert [view.installed_team for view in world.homes.values() if view.user == person.id] == [team]


def test_a_form_opened_from_a_card_belongs_to_the_side_that_posted_it(bot: Bot) -> None:
    bot.user("mette", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)
    li = bot.user("li", "zh")

    li.press("Ret · 修改", on=card(li))
    opened = [view.installed_team for view in bot.workspace.world.modals[li.id]]
    done = li.submit({"会议名称": "Nyt navn"})

    assert (opened, done.ok, bot.notes()[0].title.content) == ([REGION], True, "Nyt navn")


# --- one side goes ---


def test_the_other_side_speaks_when_the_first_is_gone(bot: Bot) -> None:
    bot.user("mette", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)

    bot.workspace.uninstall(REGION)
    bot.user("li", "da").mention("@jordbro notat Andet møde\n1. Enighed.", CHANNEL)

    assert bound(bot) == (SlackChannel(JEPD, C), {SlackChannel(JEPD, C)}, True)
    assert posted_by(bot) == [REGION, JEPD]
    assert len(bot.notes()) == 2


def test_a_card_of_the_side_that_is_gone_is_posted_anew_once_it_changes(bot: Bot) -> None:
    bot.user("mette", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)
    bot.workspace.uninstall(REGION)
    li = bot.user("li", "da")

    li.mention("@jordbro opgaver", CHANNEL)
    li.press(action_id="item.done", on=li.last(CHANNEL))
    li.press(action_id="item.reopen", on=li.last(CHANNEL))

    assert posted_by(bot) == [REGION, JEPD]
    said = bot.workspace.world.channels[C].messages
    (new,) = [one.ts for one in said if one.installed_team == JEPD and one.reader is None]
    assert rows(bot.db, "SELECT card_ts FROM notes") == [(new,)]
    assert bot.workspace.calls("chat.update")[-1].result["ok"] is True


def test_a_side_that_went_without_a_word_is_noticed_when_it_should_speak(bot: Bot) -> None:
    bot.workspace.app.subscriptions -= {"tokens_revoked", "app_uninstalled"}  # the events are lost
    bot.workspace.uninstall(REGION)

    bot.user("li", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)

    assert posted_by(bot) == [JEPD]
    assert bound(bot)[:2] == (SlackChannel(JEPD, C), {SlackChannel(JEPD, C)})
    assert rows(bot.db, "SELECT state FROM installations ORDER BY team_id") == [("active",), ("revoked",)]


def test_the_side_that_does_not_speak_may_go(bot: Bot) -> None:
    bot.workspace.uninstall(JEPD)

    bot.user("li", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)
    bot.user("mette", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)

    assert bound(bot)[:2] == (SlackChannel(REGION, C), {SlackChannel(REGION, C)})
    assert posted_by(bot)[-1] == REGION


def test_a_side_that_comes_back_is_in_the_channel_again(bot: Bot) -> None:
    bot.workspace.uninstall(REGION)
    bot.install(REGION)
    bot.workspace.join(bot_of(bot, REGION), CHANNEL)
    bot.drain()

    assert bound(bot) == (SlackChannel(JEPD, C), {SlackChannel(REGION, C), SlackChannel(JEPD, C)}, True)


def test_when_both_are_gone_nobody_is_in_the_channel(bot: Bot) -> None:
    for team in (REGION, JEPD):
        bot.workspace.uninstall(team)

    assert bound(bot)[2] is False


# --- who is not installed ---


def test_a_workspace_without_an_installation_is_refused_and_told_nothing(
    bot: Bot, delivered: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    bot.user("mette", "da").mention(f"@jordbro notat {NOTE}", CHANNEL)
    before = rows(bot.db, "SELECT count(*) FROM people"), len(bot.notes())
    changes = {"team_id": "T0NOBODY", "event_id": "EvForeign", "to": "T0NOBODY"}

    ack = deliver(bot, delivered[0], **changes)

    assert (rows(bot.db, "SELECT count(*) FROM people"), len(bot.notes())) == before
    assert [word for word in ("Jiangsu", "Driftsmøde", "CLEAN", "T0") if word in str(ack.body)] == []
    assert posted_by(bot) == [REGION]
    assert [record.levelname for record in caplog.records if record.name.startswith("slack_bolt")] == ["ERROR"]
