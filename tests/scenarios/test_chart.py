"""The coming half-year as a picture: asked for by command, mention and button, sent directly."""

from datetime import timedelta

from bot.store import jobs
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen
from tests.scenarios.bot import CHANNEL, NOW, Bot

NOTE_DA = """\
Arbejdsmøde om jord og grundvand
Dato: 10. januar 2017
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: primo april
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)
- [ ] Genbesøg fra JEPD forventes i april
"""
PNG = b"\x89PNG\r\n\x1a\n"


def direct(person: Person) -> list[Seen]:
    """What stands in the conversation with us."""
    return [seen for seen in person.messages() if seen.name == "Jordbro"]


def drawn(bot: Bot) -> None:
    """A second goes by, and what was asked for is drawn."""
    bot.now += timedelta(seconds=1)
    bot.drain()


def alt_of(seen: Seen) -> str:
    """The words of the one picture in a message, which must be one."""
    (picture,) = seen.pictures
    assert picture.content.startswith(PNG)
    return picture.alt_text


def states(bot: Bot) -> dict[str, int]:
    with bot.db.read() as tx:
        return dict(jobs.states(tx))


def test_dane_gets_the_picture_directly_by_command(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE_DA, channel=CHANNEL)

    mette.command("/actions", "tidslinje", channel=CHANNEL)
    drawn(bot)

    whispered = [seen for seen in mette.messages(CHANNEL) if seen.ephemeral]
    assert whispered[-1].plain == "Jeg tegner tidslinjen. Den kommer i dine direkte beskeder med mig."
    shown = direct(mette)[-1]
    assert alt_of(shown).splitlines()[0] == "Det kommende halve år: Jiangsu"
    (line,) = (line for line in alt_of(shown).splitlines() if line.startswith("CLEAN:"))
    assert line.startswith("CLEAN: 1.1 ")
    assert line.endswith("(frist, primo april 2017).")
    assert shown.text == "Det kommende halve år: Jiangsu"
    assert set(states(bot)) == {"done"}


def test_partner_without_the_app_gets_it_in_chinese_by_mention_and_draws_it_anew_by_button(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE_DA, channel=CHANNEL)
    li = bot.user("li", "zh")

    li.mention("@jordbro 待办 时间表", channel=CHANNEL)
    drawn(bot)
    first = direct(li)
    li.press("重新绘制", on=first[-1])
    drawn(bot)

    assert li.last(CHANNEL).plain == "正在绘制时间表，画好后会私信发给你。"
    assert alt_of(first[-1]).splitlines()[1] == "时间表，2017年1月16日至2017年7月16日；今天是2017年1月20日。"
    told, shown = direct(li)[len(first) :]
    assert told.plain == "正在绘制时间表，稍后发到这里。"
    assert alt_of(shown) == alt_of(first[-1])


def test_words_beside_it_choose_what_is_drawn(bot: Bot) -> None:
    mette = bot.user("mette", "en")
    mette.command("/note", NOTE_DA, channel=CHANNEL)

    mette.dm("actions JEPD chart")
    drawn(bot)

    said = alt_of(direct(mette)[-1]).splitlines()
    assert said[0] == "The coming half-year: Jiangsu, JEPD"
    assert [line.partition(":")[0] for line in said[2:-2]] == ["Jiangsu Provincial Environmental Protection Department"]


def test_nothing_to_draw_is_a_picture_that_says_so(bot: Bot) -> None:
    mette = bot.user("mette", "en")

    mette.mention("@jordbro actions timeline", channel=CHANNEL)
    drawn(bot)

    assert "Nothing falls due in the coming half-year." in alt_of(direct(mette)[-1])


def test_picture_is_uploaded_once_and_waited_for(bot: Bot, workspace: LocalWorkspace) -> None:
    workspace.process_files(calls=3)
    mette = bot.user("mette", "da")

    mette.command("/actions", "graf", channel=CHANNEL)
    drawn(bot)
    assert direct(mette) == []
    for _ in range(3):
        bot.now += timedelta(seconds=2)
        bot.drain()

    (shown,) = direct(mette)
    assert alt_of(shown).startswith("Det kommende halve år")
    assert len(workspace.calls("files.getUploadURLExternal")) == 1
    assert len(workspace.calls("files.info")) == 4


def test_picture_that_never_gets_ready_comes_as_a_file_with_its_words(bot: Bot, workspace: LocalWorkspace) -> None:
    workspace.process_files(seconds=3600, calls=1000)
    mette = bot.user("mette", "da")

    mette.command("/actions", "tidslinje", channel=CHANNEL)
    drawn(bot)
    while states(bot).get("waiting"):
        bot.now += timedelta(seconds=2)
        bot.drain()

    (shown,) = direct(mette)
    assert [file["name"] for file in shown.files] == ["tidslinje-2017-01-20.png"]
    assert shown.text.splitlines()[:2] == [
        "Tidslinjen kommer som en fil: Slack kunne ikke vise den i en besked.",
        "Det kommende halve år: Jiangsu",
    ]
    assert bot.now - timedelta(seconds=70) < NOW
    assert len(workspace.calls("files.getUploadURLExternal")) == 2


def test_block_that_slack_refuses_comes_as_a_file(bot: Bot, workspace: LocalWorkspace) -> None:
    workspace.faults("chat.postMessage", error="invalid_blocks")
    mette = bot.user("mette", "da")

    mette.command("/actions", "tidslinje", channel=CHANNEL)
    drawn(bot)

    (shown,) = direct(mette)
    assert [file["name"] for file in shown.files] == ["tidslinje-2017-01-20.png"]


def test_without_permission_for_files_the_words_come_alone(bot: Bot, workspace: LocalWorkspace) -> None:
    workspace.faults("files.getUploadURLExternal", error="missing_scope", times=10)
    mette = bot.user("mette", "da")

    mette.command("/actions", "tidslinje", channel=CHANNEL)
    drawn(bot)

    (shown,) = direct(mette)
    told, title, *_ = shown.plain.splitlines()
    assert told.startswith("Jeg må ikke sende billeder her (Slack siger: missing_scope). ")
    assert title == "Det kommende halve år: Jiangsu"


def test_somebody_who_left_meanwhile_sees_nothing_of_it(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE_DA, channel=CHANNEL)
    bot.paused = True
    mette.command("/actions", "tidslinje", channel=CHANNEL)
    workspace.leave("mette", CHANNEL)

    bot.paused = False
    drawn(bot)

    assert alt_of(direct(mette)[-1]).splitlines()[2] == "Intet har frist i det kommende halve år."
    assert "Jiangsu" not in alt_of(direct(mette)[-1])


def test_stranger_is_offered_a_space_and_gets_no_picture(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    with bot.db.write() as tx:
        tx.connection().exec_driver_sql("DELETE FROM members")

    mette.dm("opgaver tidslinje")
    drawn(bot)

    assert [seen for seen in direct(mette) if seen.pictures] == []
