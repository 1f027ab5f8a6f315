"""With the app on both sides: whatever one installation cannot say the other does, once; and who comes back goes on."""

from datetime import timedelta

import pytest

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.sweep import look_who_is_there
from bot.services.plan_mailings import plan_mailings
from bot.store import access, channels, people
from bot.workspace.driver import Person
from bot.workspace.model import Message
from tests.integration.making import execute, rows
from tests.scenarios.bot import CHANNEL, NOW, Bot
from tests.scenarios.test_both_sides import JEPD, REGION, C, bot, bot_of, bound, workspace

__all__ = ["bot", "workspace"]  # the fixtures

NOTE = "referat Driftsmøde\nOpgave: CLEAN sender tal senest 23. januar 2017"
MONDAY = NOW + timedelta(days=3)  # on which the digest has the full list, and its picture


def dies(bot: Bot, *, told: bool) -> None:
    """The Danish side's token is worth nothing any more; whether we are told."""
    if not told:
        bot.workspace.app.subscriptions -= {"tokens_revoked", "app_uninstalled"}
    bot.workspace.uninstall(REGION)


def said(bot: Bot, words: str, channel: str = C) -> list[Message]:
    """What stands in a channel with some words in it, oldest first."""
    found = bot.workspace.world.channels[channel].messages
    return [one for one in found if one.app_id and words in one.text + str(one.blocks)]


def direct(bot: Bot, person: Person, words: str) -> list[Message]:
    """The same of what was written to somebody directly."""
    there = [one.id for one in bot.workspace.world.channels.values() if one.is_im and person.id in one.members]
    return [message for channel in there for message in said(bot, words, channel)]


def sees(bot: Bot, person: Person) -> bool:
    """Whether somebody may see the record, whoever could answer them."""
    with bot.db.read() as tx:
        known = people.find(tx, SlackUser(person.user.team_id, person.id))
        return known is not None and 1 in access.standings(tx, [known.id])[known.id]


# --- what one cannot say the other does ---


@pytest.mark.parametrize("told", [True, False])
def test_a_digest_and_its_picture_come_by_the_other_side(bot: Bot, told: bool) -> None:  # noqa: FBT001
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)
    bot.now = MONDAY
    plan_mailings(bot.db, now=bot.now)
    dies(bot, told=told)

    bot.drain()

    (digest,) = said(bot, "slack_file")
    assert digest.installed_team == JEPD
    assert rows(bot.db, "SELECT state, ts FROM mailings WHERE kind = 'digest'") == [("sent", digest.ts)]


def test_a_picture_that_one_side_has_uploaded_is_uploaded_anew_by_the_other(bot: Bot) -> None:
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)
    bot.workspace.process_files(calls=1)
    bot.now = MONDAY
    plan_mailings(bot.db, now=bot.now)
    bot.drain()
    (before,) = rows(bot.db, "SELECT picture FROM mailings WHERE kind = 'digest'")[0]
    bot.workspace.process_files()
    dies(bot, told=True)
    bot.now += timedelta(minutes=1)

    bot.drain()

    (digest,) = said(bot, "slack_file")
    assert (digest.installed_team, str(before).split(":")[1]) == (JEPD, REGION)


@pytest.mark.parametrize("taken", [True, False])
def test_a_digest_whose_side_goes_between_two_tries_is_there_once(bot: Bot, taken: bool) -> None:  # noqa: FBT001
    """Whether Slack took the first try before its answer was lost, or not."""
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)
    bot.now = NOW + timedelta(days=4)
    plan_mailings(bot.db, now=bot.now)
    bot.workspace.faults("chat.postMessage", status=500, after_effect=taken)
    bot.drain()
    first = len(said(bot, "Snart frist"))
    dies(bot, told=True)
    bot.now += timedelta(minutes=1)

    bot.drain()

    assert (first, len(said(bot, "Snart frist"))) == (int(taken), 1)
    assert rows(bot.db, "SELECT state FROM mailings WHERE kind = 'digest'") == [("sent",)]


@pytest.mark.parametrize("told", [True, False])
def test_a_shared_summary_comes_by_the_other_side_once(bot: Bot, told: bool) -> None:  # noqa: FBT001
    mette = bot.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    mette.mention("@jordbro resumé", CHANNEL)
    bot.paused = True
    mette.press("Del i kanalen", on=mette.last(CHANNEL))
    bot.paused = False
    bot.workspace.faults("chat.postMessage", status=500)
    bot.drain()
    dies(bot, told=told)
    bot.now += timedelta(minutes=1)

    bot.drain()

    (shared,) = said(bot, "delt af Mette Holm")
    assert shared.installed_team == JEPD


def test_what_is_announced_in_the_channel_comes_by_the_other_side(bot: Bot) -> None:
    li = bot.user("li", "da")
    dies(bot, told=False)

    li.mention("@jordbro overblik fra", CHANNEL)

    (told,) = said(bot, "har slået kanalens overblik fra")
    assert told.installed_team == JEPD


def test_an_answer_is_brought_by_the_other_side_when_who_was_asked_is_gone(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    bot.paused = True
    mette.mention("@jordbro opgaver", CHANNEL)
    mette.dm("opgaver")
    bot.paused = False
    dies(bot, told=False)

    bot.drain()

    whispered = [one for one in said(bot, "CLEAN sender tal") if one.reader == mette.id]
    assert [one.installed_team for one in whispered] == [JEPD]
    assert [one.installed_team for one in direct(bot, mette, "CLEAN sender tal")] == [JEPD]


def test_reminders_and_personal_digests_come_by_the_other_side(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention("@jordbro referat Opgave: Mette Holm sender tal senest 23. januar 2017", CHANNEL)
    mette.dm("overblik mit til")
    bot.now = MONDAY
    plan_mailings(bot.db, now=bot.now)
    dies(bot, told=False)

    bot.drain()

    states = rows(bot.db, "SELECT kind, state FROM mailings WHERE kind <> 'digest' AND state <> 'empty' ORDER BY kind")
    assert states == [("personal", "sent"), ("reminder", "sent")]
    found = [one for one in direct(bot, mette, "sender tal") if one.installed_team == JEPD]
    assert len(found) == 2


def test_the_card_that_says_how_is_posted_and_pinned_by_the_other_side(bot: Bot) -> None:
    li = bot.user("li", "da")
    execute(bot.db, "DELETE FROM welcomes")
    dies(bot, told=False)

    li.mention("@jordbro samarbejde kort", CHANNEL)

    there = rows(bot.db, "SELECT team_id, ts FROM welcomes")
    assert [team for team, _ in there] == [JEPD]
    assert there[0][1] in bot.workspace.world.channels[C].pins


@pytest.mark.parametrize("asked", ["opgaver xlsx", "opgaver graf", "ordliste eksporter csv", "samarbejde eksport"])
def test_a_file_for_somebody_comes_by_the_other_side_once(bot: Bot, asked: str) -> None:
    mette = bot.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    bot.paused = True
    mette.mention(f"@jordbro {asked}", CHANNEL)
    bot.paused = False
    dies(bot, told=False)

    bot.drain()
    bot.workspace.process_files()
    bot.now += timedelta(minutes=1)
    bot.drain()  # a picture is shown when Slack has looked at it

    sent = [one for one in direct(bot, mette, "") if one.files or "slack_file" in str(one.blocks)]
    assert [one.installed_team for one in sent] == [JEPD]


def test_where_no_side_is_left_it_is_given_up_and_not_tried_for_ever(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    bot.now = MONDAY
    plan_mailings(bot.db, now=bot.now)
    bot.paused = True
    for team in (REGION, JEPD):
        bot.workspace.uninstall(team)

    bot.drain()

    assert rows(bot.db, "SELECT state FROM mailings WHERE kind = 'digest'") == [("refused",)]


# --- who comes back ---


def parted_while_the_host_was_gone(bot: Bot) -> str:
    """The host's installation ends, then its channel is disconnected; gives the id of the other side's copy."""
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)
    bot.workspace.uninstall(REGION)
    copy = bot.workspace.unshare(C, JEPD)
    bot.now += timedelta(seconds=10)
    bot.drain()
    return copy.id


def comes_back(bot: Bot) -> None:
    bot.install(REGION)
    bot.workspace.join(bot_of(bot, REGION), C)
    bot.drain()


def test_a_host_that_comes_back_after_a_disconnect_finds_the_record_again(bot: Bot) -> None:
    mette, li, anne = bot.user("mette", "da"), bot.user("li", "zh"), bot.user("anne", "da")
    copy = parted_while_the_host_was_gone(bot)
    while_gone = (sees(bot, mette), sees(bot, li))

    comes_back(bot)
    mette.mention("@jordbro opgaver", CHANNEL)

    assert while_gone == (False, True)
    assert (sees(bot, mette), sees(bot, li), sees(bot, anne)) == (True, True, False)
    assert "CLEAN sender tal" in mette.last(CHANNEL).plain
    with bot.db.read() as tx:
        names = [(one.names, one.is_known) for one in channels.of_space(tx, 1)]
    assert names == [((SlackChannel(JEPD, copy),), True), ((SlackChannel(REGION, C),), True)]


def test_the_side_that_stays_is_told_that_the_other_may_come_back(bot: Bot) -> None:
    copy = parted_while_the_host_was_gone(bot)

    (told,) = said(bot, "ikke delt længere", copy)
    assert "før Jordbro er i deres kanal igen" in str(told.blocks)
    comes_back(bot)
    (theirs,) = said(bot, "ikke delt længere")
    assert "Begge sider fortsætter med samme samarbejde" in str(theirs.blocks)


def test_an_owner_of_the_side_that_stays_ends_that(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "da")
    mette.mention("@jordbro samarbejde rolle @li ejer", CHANNEL)
    copy = parted_while_the_host_was_gone(bot)

    li.mention("@jordbro samarbejde kanaler", copy)
    waits = next(one for one in li.last(copy).plain.split("\n\n") if "ikke i kanalen" in one)
    li.press(value='{"channel":2}', on=li.last(copy))
    li.press("Tag ud", on=li.last(copy))
    comes_back(bot)

    assert "Region Hovedstaden" in waits
    assert (sees(bot, mette), sees(bot, li)) == (False, True)


def test_a_name_that_waits_is_not_shown_and_gets_no_digest(bot: Bot) -> None:
    li = bot.user("li", "da")
    bot.user("mette", "da").mention(f"@jordbro {NOTE}", CHANNEL)
    bot.workspace.uninstall(REGION)
    bot.now = MONDAY

    li.mention("@jordbro samarbejde kanaler", CHANNEL)
    shown = li.last(CHANNEL).plain
    li.mention("@jordbro samarbejde", CHANNEL)
    page = li.last(CHANNEL).plain
    plan_mailings(bot.db, now=bot.now)
    bot.drain()

    assert (shown.count("#jord-jiangsu"), page.count("#jord-jiangsu")) == (1, 1)
    assert rows(bot.db, "SELECT recipient, state FROM mailings WHERE kind = 'digest'") == [(1, "sent")]


def test_looking_again_leaves_a_name_waiting_and_the_channel_as_it_is(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    bot.workspace.uninstall(REGION)

    for _ in range(3):
        bot.now += timedelta(hours=12)
        look_who_is_there(bot.db, bot.now)
        bot.drain()

    assert bound(bot) == (SlackChannel(JEPD, C), {SlackChannel(JEPD, C)}, True)
    assert rows(bot.db, "SELECT team_id, is_known, trouble FROM channels WHERE id > 1") == [(REGION, 0, "absent")]
    assert sees(bot, li)


def test_both_that_go_and_come_back_are_in_one_channel_again(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "da")
    mette.mention(f"@jordbro {NOTE}", CHANNEL)
    for team in (JEPD, REGION):
        bot.workspace.uninstall(team)
    gone = (sees(bot, mette), sees(bot, li))

    for team in (REGION, JEPD):
        bot.install(team)
        bot.workspace.join(bot_of(bot, team), C)
        bot.drain()
    li.mention(f"@jordbro {NOTE}", CHANNEL)

    assert (gone, sees(bot, mette), sees(bot, li)) == ((False, False), True, True)
    assert bound(bot)[1:] == ({SlackChannel(REGION, C), SlackChannel(JEPD, C)}, True)
    assert len([one for one in said(bot, "Driftsmøde") if one.reader is None]) == 2
