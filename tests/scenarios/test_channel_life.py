"""A channel is shared, disconnected, renamed, put away; people and bots come and go: nobody outside sees anything."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.person import SlackChannel
from bot.jobs.sweep import hide_what_is_old, look_who_is_there
from bot.slack.vault import new_key
from bot.store import channels, waiting
from bot.store.channels import Binding
from bot.workspace import payloads
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.setups import both_sides, guests, one_side
from tests.integration.making import execute, rows
from tests.scenarios.bot import CHANNEL, Bot, cards

REGION, JEPD = "T0REGION", "T0JEPD"
OURS, THEIRS = "U0JORDBRO0REGION", "U0JORDBRO0JEPD"
C = "C0JIANGSU"
NOTE = "referat Opgave: CLEAN sender tal"
NOWHERE = "你还没有加入任何合作。"
MORE = ("channel_archive", "channel_unarchive", "channel_deleted", "group_archive", "group_unarchive")


def _bot(workspace: LocalWorkspace, store_path: Path, *teams: str) -> Iterator[Bot]:
    workspace.reset()
    workspace.app.subscriptions.update(MORE)
    made = Bot(workspace, f"sqlite:///{store_path}", token_keys=(new_key(),) if teams else ())
    for team in teams:
        made.install(team)
    made.space()
    yield made
    made.runtime.stop()


def _started(setup: object) -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start(setup) as made:  # type: ignore[arg-type]
        made.ws.deliveries.retry_delays = ()
        yield made


@pytest.fixture(scope="module")
def world_a() -> Iterator[LocalWorkspace]:
    yield from _started(one_side())


@pytest.fixture(scope="module")
def world_b() -> Iterator[LocalWorkspace]:
    yield from _started(both_sides())


@pytest.fixture(scope="module")
def world_c() -> Iterator[LocalWorkspace]:
    yield from _started(guests())


@pytest.fixture
def one(world_a: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """The app on the Danish side only."""
    yield from _bot(world_a, store_path)


@pytest.fixture
def both(world_b: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """The app on both sides."""
    yield from _bot(world_b, store_path, REGION, JEPD)


@pytest.fixture
def within(world_c: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """Partners as members and guests of the Danish workspace."""
    yield from _bot(world_c, store_path)


def bound(bot: Bot) -> tuple[Binding, ...]:
    with bot.db.read() as tx:
        return waiting.but_those_beside(tx, channels.of_space(tx, 1))


def sees(person: Person) -> bool:
    """Whether they get anything of the record, asked directly."""
    person.dm("待办" if person.user.language == "zh" else "opgaver")
    return "CLEAN sender tal" in person.last().plain


def members_named(bot: Bot, user_id: str, slack_id: str) -> int:
    """How often somebody is in the channel of an id, as far as we know."""
    there = "SELECT count(*) FROM members AS one JOIN people ON people.id = one.person_id JOIN channels AS c"
    found = rows(
        bot.db, f"{there} ON c.id = one.channel_id WHERE user_id = :u AND c.channel_id = :c", u=user_id, c=slack_id
    )
    return int(found[0][0])


# --- who is in it ---


def test_whoever_left_gets_nothing_by_the_buttons_that_are_still_there(one: Bot) -> None:
    mette, wang = one.user("mette", "da"), one.user("wang", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    wang.mention("@jordbro 待办", channel=CHANNEL)
    listed, card, channel = wang.last(CHANNEL), cards(wang)[-1], one.workspace.world.channels[C]
    one.workspace.leave("wang", CHANNEL)
    before = len(channel.messages)

    one.paused = True
    channel.members.append("U0WANG")  # a public channel is shown to people who are not in it, with its buttons
    for seen in (card, listed):
        for label in seen.buttons:
            wang.press(label, on=seen)
            assert wang.modal is None
    channel.members.remove("U0WANG")
    one.paused = False
    one.drain()

    assert [item.action.status for item in one.notes()[0].items if item.action] == ["open"]
    assert [said.text for said in channel.messages[before:] if "CLEAN" in said.text] == []
    assert ["CLEAN" in said.plain for said in wang.messages()] == [False] * len(wang.messages())
    assert members_named(one, "U0WANG", C) == 0


def test_a_form_that_was_open_when_its_writer_left_changes_nothing(one: Bot) -> None:
    mette, li = one.user("mette", "da"), one.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    li.press("Ret · 修改", on=cards(li)[-1])
    assert li.modal is not None

    one.workspace.leave("li", CHANNEL)
    li.submit()

    assert one.notes()[0].version == 1
    assert members_named(one, "U0LI", C) == 0


def test_a_form_of_somebody_whose_channel_became_unknown_changes_nothing(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    mette.press("Ret · 修改", on=cards(mette)[-1])

    execute(one.db, "UPDATE channels SET is_known = FALSE")
    mette.submit()

    assert one.notes()[0].version == 1
    assert not sees(mette)


def test_an_answer_that_is_brought_after_its_reader_left_says_nothing(one: Bot) -> None:
    mette, wang = one.user("mette", "da"), one.user("wang", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    one.paused = True
    wang.mention("@jordbro 待办", channel=CHANNEL)
    one.workspace.leave("wang", CHANNEL)
    one.paused = False
    one.drain()

    assert wang.last().plain == "你提问之后，你能查看的内容有变化。请再问一次。"


def test_a_file_that_is_made_after_who_asked_left_is_not_sent(one: Bot) -> None:
    mette, li = one.user("mette", "da"), one.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    one.paused = True
    li.mention("@jordbro 术语 导出", channel=CHANNEL)
    li.mention("@jordbro 待办 excel", channel=CHANNEL)
    one.workspace.leave("li", CHANNEL)
    one.paused = False
    one.drain()

    assert one.workspace.calls("files.completeUploadExternal") == []


def test_whose_going_nobody_told_is_out_when_slack_is_asked_again(one: Bot) -> None:
    workspace, zhao = one.workspace, one.user("zhao", "zh")
    one.user("mette", "da").mention(f"@jordbro {NOTE}", channel=CHANNEL)
    workspace.join("zhao", CHANNEL)
    assert sees(zhao)
    workspace.use_dispatch(lambda *_: (200, "", {}))
    workspace.leave("zhao", CHANNEL)
    workspace.use_dispatch(one.dispatch)

    one.now += timedelta(hours=1)
    look_who_is_there(one.db, one.now)
    one.drain()

    assert members_named(one, "U0ZHAO", C) == 0


def test_a_late_telling_of_a_coming_does_not_let_in_who_has_gone_since(one: Bot) -> None:
    workspace = one.workspace
    workspace.join("zhao", CHANNEL)
    workspace.leave("zhao", CHANNEL)
    one.paused = True  # Slack is not asked meanwhile
    join = {"type": "member_joined_channel", "user": "U0ZHAO", "channel": C, "team": JEPD}

    _tell(one, join | {"event_ts": "1.0"})
    late = members_named(one, "U0ZHAO", C)
    _tell(one, join | {"event_ts": f"{time.time() + 60}"})

    assert (late, members_named(one, "U0ZHAO", C)) == (0, 1)


def test_where_slack_cannot_be_asked_for_a_day_nobody_is_in(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    one.workspace.faults("conversations.members", status=429, retry_after=60, times=1000)

    one.now += timedelta(hours=23)
    look_who_is_there(one.db, one.now)
    one.drain()
    hide_what_is_old(one.db, one.now)
    assert sees(mette)
    one.now += timedelta(hours=2)
    hide_what_is_old(one.db, one.now)

    assert not sees(mette)
    assert [(one.is_known, one.trouble) for one in bound(one)] == [(False, "silent")]


def test_a_deactivated_person_is_nowhere(within: Bot) -> None:
    li, mette = within.user("li", "zh"), within.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    assert sees(li)

    within.workspace.world.user_named("li").deleted = True
    within.now += timedelta(hours=13)
    look_who_is_there(within.db, within.now)
    within.drain()
    within.drain()

    gone = "SELECT count(*) FROM members JOIN people ON id = person_id WHERE user_id = 'U0LI'"
    assert rows(within.db, gone) == [(0,)]


def test_a_member_who_became_a_guest_is_known_to_be_one_within_a_day(within: Bot) -> None:
    facts = "SELECT guest FROM people WHERE user_id = 'U0LI'"
    assert [bool(one) for (one,) in rows(within.db, facts)] == [False]

    within.workspace.world.user_named("li").is_restricted = True
    within.now += timedelta(hours=13)
    look_who_is_there(within.db, within.now)
    within.drain()

    assert [bool(one) for (one,) in rows(within.db, facts)] == [True]


def test_of_whom_slack_told_nothing_for_a_day_nobody_can_say_whether_they_are_a_guest(within: Bot) -> None:
    within.workspace.faults("users.info", status=500, times=1000)
    within.now += timedelta(hours=25)

    hide_what_is_old(within.db, within.now)

    assert {one for (one,) in rows(within.db, "SELECT guest FROM people WHERE named")} == {None}


# --- our own coming and going ---


def test_without_us_in_it_nobody_is_known_to_be_there_until_we_come_back(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    one.workspace.leave(OURS, CHANNEL)
    assert not sees(mette)
    assert [(one.is_known, one.trouble) for one in bound(one)] == [(False, "absent")]
    one.workspace.join(OURS, CHANNEL)

    assert sees(mette)
    assert [(one.is_known, one.trouble) for one in bound(one)] == [(True, "")]


def test_when_we_are_taken_out_unseen_it_is_found_out_when_slack_is_asked(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    one.workspace.world.channels[C].members.remove(OURS)
    one.workspace.world.channels[C].is_private = True

    one.now += timedelta(hours=1)
    look_who_is_there(one.db, one.now)
    one.drain()

    assert not sees(mette)


def test_when_one_of_two_goes_the_other_speaks_and_everybody_stays(both: Bot) -> None:
    mette, li = both.user("mette", "da"), both.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    both.workspace.leave(OURS, CHANNEL)

    (channel,) = bound(both)
    assert (channel.speaks, channel.names, channel.is_known) == (SlackChannel(JEPD, C), (SlackChannel(JEPD, C),), True)
    assert (sees(mette), sees(li)) == (True, True)
    both.workspace.join(OURS, CHANNEL)
    (channel,) = bound(both)
    assert set(channel.names) == {SlackChannel(REGION, C), SlackChannel(JEPD, C)}


# --- shared and not ---


def test_who_was_in_it_from_the_other_side_sees_nothing_at_once_when_it_is_disconnected(one: Bot) -> None:
    mette, li = one.user("mette", "da"), one.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    assert (sees(mette), sees(li), bound(one)[0].is_shared) == (True, True, True)

    one.paused = True
    one.workspace.unshare(CHANNEL, JEPD)
    one.paused = False  # the event was handled, no job has run
    there = rows(one.db, "SELECT user_id FROM people JOIN members ON person_id = id ORDER BY user_id")
    one.drain()

    assert there == [("U0LARS",), ("U0METTE",), ("U0SUN",), ("U0WANG",)]
    assert (sees(mette), sees(li), bound(one)[0].is_shared) == (True, False, False)
    told = cards(mette)[-1].plain.splitlines()
    assert told[0].startswith("Kanalen er ikke delt længere. De, der var med fra et andet arbejdsområde, kan ikke læse")
    assert told[1].startswith("这个频道不再共享。来自其他工作区的人员不能再查看“Jiangsu”。")


def test_a_disconnected_channel_is_two_that_go_on_with_one_record_and_both_are_told(both: Bot) -> None:
    mette, li = both.user("mette", "da"), both.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    copy = both.workspace.unshare(CHANNEL, JEPD)
    both.now += timedelta(seconds=10)
    both.drain()

    assert [(one.speaks, one.names, one.is_known, one.is_shared) for one in bound(both)] == [
        (SlackChannel(REGION, C), (SlackChannel(REGION, C),), True, False),
        (SlackChannel(JEPD, copy.id), (SlackChannel(JEPD, copy.id),), True, False),
    ]
    assert (sees(mette), sees(li)) == (True, True)
    for channel in (C, copy.id):
        said = [one for one in both.workspace.world.channels[channel].messages if "ikke delt" in str(one.blocks)]
        assert len(said) == 1
        assert "samarbejde frigiv" in str(said[0].blocks)


def test_an_owner_ends_that_by_taking_one_of_the_two_out(both: Bot) -> None:
    mette, li = both.user("mette", "da"), both.user("li", "zh")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    both.workspace.unshare(CHANNEL, JEPD)
    both.now += timedelta(seconds=10)
    both.drain()

    mette.mention("@jordbro samarbejde kanaler", channel=CHANNEL)
    buttons = [one for one in mette.last(CHANNEL).buttons if one == "Tag ud"]
    mette.press(value='{"channel":2}', on=mette.last(CHANNEL))
    mette.press("Tag ud", on=mette.last(CHANNEL))

    assert buttons == ["Tag ud"]
    assert mette.last(CHANNEL).plain == "Kanalen er taget ud af »Jiangsu«."
    assert (sees(mette), sees(li)) == (True, False)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1), (1, 0, 2), (0, 2, 1)])
def test_the_events_of_a_disconnect_may_come_in_any_order_and_twice(both: Bot, order: tuple[int, int, int]) -> None:
    workspace, kept = both.workspace, []
    both.user("mette", "da").mention(f"@jordbro {NOTE}", channel=CHANNEL)
    workspace.use_dispatch(lambda body, headers: kept.append((body, headers)) or (200, "", {}))  # type: ignore[func-returns-value]
    copy = workspace.unshare(CHANNEL, JEPD)
    workspace.use_dispatch(both.dispatch)
    assert len(kept) == 3

    for one in (*order, *order):
        both.dispatch(*kept[one])
    both.now += timedelta(seconds=10)
    both.drain()

    assert [(one.names, one.is_known) for one in bound(both)] == [
        ((SlackChannel(REGION, C),), True),
        ((SlackChannel(JEPD, copy.id),), True),
    ]


def test_a_private_channel_that_is_shared_keeps_its_space_under_its_new_id(one: Bot) -> None:
    one.space("jord-lukket", "Lukket")
    mette = one.user("mette", "da")

    one.workspace.share("jord-lukket", JEPD, new_id="C0AABEN")
    mette.mention("@jordbro samarbejde", channel="jord-lukket")

    assert mette.last("jord-lukket").plain.splitlines()[0] == "Lukket"
    with one.db.read() as tx:
        found = channels.named(tx, SlackChannel(REGION, "C0AABEN"))
    assert found is not None
    assert (found.space_id, found.is_shared, found.is_known) == (2, True, True)


def test_a_new_id_is_that_of_all_installations(both: Bot) -> None:
    li = both.user("li", "zh")

    both.workspace.change_channel_id(CHANNEL, "C0NEWID")
    li.command("/actions", channel="C0NEWID")

    (channel,) = bound(both)
    assert set(channel.names) == {SlackChannel(REGION, "C0NEWID"), SlackChannel(JEPD, "C0NEWID")}
    assert li.last("C0NEWID").plain == "这里没有未完成的待办。"


def test_two_channels_are_never_one_by_their_id_alone(both: Bot) -> None:
    """A channel of another workspace that happens to have the id of one of ours is not it."""
    with both.db.write() as tx:
        channels.drop_name(tx, SlackChannel(JEPD, C))
    both.workspace.world.channels[C].team_ids = [REGION]

    _tell(both, {"type": "channel_shared", "connected_team_id": REGION, "channel": C, "event_ts": "2.0"}, JEPD)
    both.drain()

    assert [one.names for one in bound(both)] == [(SlackChannel(REGION, C),)]


def test_a_channel_that_is_put_away_stays_readable_and_says_so(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    one.workspace.archive(CHANNEL, "mette")
    assert [(one.is_known, one.trouble) for one in bound(one)] == [(True, "archived")]
    assert sees(mette)
    one.workspace.archive(CHANNEL, "mette", archived=False)

    assert [(one.is_known, one.trouble) for one in bound(one)] == [(True, "")]


def test_nobody_is_in_a_channel_that_was_deleted(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    _tell(one, {"type": "channel_deleted", "channel": C, "event_ts": "2.0"})

    assert [(one.is_known, one.trouble) for one in bound(one)] == [(False, "deleted")]
    assert rows(one.db, "SELECT count(*) FROM members") == [(0,)]


# --- the channels of a space, shown and changed ---


def test_the_channels_of_a_space_are_shown_with_who_knows_them(both: Bot) -> None:
    mette, li = both.user("mette", "da"), both.user("li", "zh")

    mette.mention("@jordbro samarbejde kanaler", channel=CHANNEL)
    owners = mette.last(CHANNEL).buttons
    li.mention("@jordbro 合作 频道", channel=CHANNEL)

    assert (
        li.last(CHANNEL).plain
        == """\
“Jiangsu”的频道
#jord-jiangsu
土桥在多个工作区里加入了这个频道：Region Hovedstaden、JEPD 江苏省环境保护厅。消息通过 Region Hovedstaden 发出。
通过 Slack Connect 共享。
Slack 最近一次告知成员的时间：2017年1月20日 17:00。
[重新检查] [显示卡片]
也可以用文字：@jordbro 合作 频道、合作 检查、合作 卡片；管理员还可以用 合作 绑定 名称、\
合作 解绑、合作 发送方 工作区。"""
    )
    assert list(owners) == ["Skriv gennem JEPD 江苏省环境保护厅", "Tag ud", "Tjek igen", "Vis kortet"]


def test_an_owner_says_through_whom_we_post_and_nobody_else_does(both: Bot) -> None:
    mette, li = both.user("mette", "da"), both.user("li", "zh")

    li.mention("@jordbro 合作 发送方 JEPD 江苏省环境保护厅", channel=CHANNEL)
    refused = bound(both)[0].speaks
    mette.mention("@jordbro samarbejde afsender jepd 江苏省环境保护厅", channel=CHANNEL)

    assert refused == SlackChannel(REGION, C)
    assert mette.last(CHANNEL).plain == "Fra nu af skriver Jordbro i kanalen gennem JEPD 江苏省环境保护厅."
    assert bound(both)[0].speaks == SlackChannel(JEPD, C)
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)
    assert both.workspace.world.channels[C].messages[-1].installed_team in {REGION, JEPD}
    mette.mention("@jordbro samarbejde afsender Novo", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.startswith("Intet arbejdsområde af det navn har Jordbro i kanalen.")


def test_the_last_channel_of_a_space_with_notes_is_not_taken_out(one: Bot) -> None:
    mette = one.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", channel=CHANNEL)

    mette.mention("@jordbro samarbejde frigiv", channel=CHANNEL)
    mette.press("Tag ud", on=mette.last(CHANNEL))

    assert mette.last(CHANNEL).plain.startswith("Kanalen er den eneste, der hører til »Jiangsu«")
    assert len(bound(one)) == 1


def test_who_owns_nothing_is_not_asked_whether_a_channel_shall_go(one: Bot) -> None:
    one.user("mette", "da").mention("@jordbro samarbejde", channel=CHANNEL)
    li = one.user("li", "zh")

    li.mention("@jordbro 合作 解绑", channel=CHANNEL)

    assert list(li.last(CHANNEL).buttons) == []
    assert "管理员" in li.last(CHANNEL).plain
    assert len(bound(one)) == 1


def test_a_partner_has_the_channels_looked_at_again_by_mention_and_by_button(one: Bot) -> None:
    li = one.user("li", "zh")
    execute(one.db, "UPDATE channels SET is_known = TRUE, trouble = 'silent', is_shared = FALSE")

    li.mention("@jordbro 合作", channel=CHANNEL)
    li.press("频道", on=li.last(CHANNEL))
    assert "⚠️ 已经一天没能向 Slack 询问。" in li.last(CHANNEL).plain
    li.press("重新检查", on=li.last(CHANNEL))

    assert [(one.is_shared, one.trouble) for one in bound(one)] == [(True, "")]


@pytest.mark.parametrize("value", ['{"channel":1}', '{"channel":99}', "{}", "x"])
def test_a_stranger_with_a_forged_button_changes_and_learns_nothing(one: Bot, value: str) -> None:
    anne, before = one.user("anne", "da"), bound(one)
    one.workspace.join("anne", "jord-internt")
    one.user("mette", "da").mention(f"@jordbro {NOTE}", channel=CHANNEL)

    anne.mention("@jordbro hjælp", channel="jord-internt")
    for action in ("channel.unbind", "channel.unbind_sure", "channel.speaker.T0JEPD", "channel.check"):
        _press(one, anne, action, value)
        assert "Jiangsu" not in anne.last("jord-internt").plain

    assert [one.names for one in bound(one)] == [one.names for one in before]


def _press(bot: Bot, person: Person, action_id: str, value: str) -> None:
    """Press a button that only a forger has."""
    seen = person.last("jord-internt")
    message = (
        next(
            one for one in bot.workspace.world.channels["C0INTERNT"].messages if one.ts == seen.container["message_ts"]
        )
        if "message_ts" in seen.container
        else bot.workspace.world.channels["C0INTERNT"].messages[-1]
    )
    text = {"type": "plain_text", "text": "!", "emoji": False}
    button = {"type": "button", "action_id": action_id, "value": value, "text": text}
    message.blocks = [{"type": "actions", "block_id": "forged", "elements": [button]}]
    person.press(action_id=action_id, on=person.last("jord-internt"))


def _tell(bot: Bot, inner: dict[str, str], team: str = REGION) -> None:
    """Bring an event that the local workspace does not make."""
    app = bot.workspace.app
    body = payloads.event(bot.workspace.ws, app, app.installations[team], dict(inner), team, shared=False)
    bot.workspace.ws.deliveries.send_event(app, body)
