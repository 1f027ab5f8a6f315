"""Personal settings: shown, changed and kept, by command, mention, direct message and App Home, in three languages."""

from datetime import UTC, datetime

import pytest

from bot.domain.person import SlackUser
from bot.domain.preferences import Preferences
from bot.services.read_preferences import read_preferences
from bot.services.recognise import recognise
from bot.workspace.driver import Person
from tests.scenarios.bot import CHANNEL, Bot

DANISH = """\
Indstillinger
Sprog: Dansk
Tidszone: København, som i Slack
Arbejdsdage: Danmark, efter tidszonen
Påmindelser: kl. 09:00, 3 arbejdsdage før fristen
Dit eget overblik: slået fra
[Ret indstillinger] [Glem mig …]"""
CHINESE = """\
设置
语言：中文
时区：上海（北京时间），与 Slack 一致
工作日历：中国，按时区
提醒：09:00，到期前 3 个工作日
个人简报：已关闭
[更改设置] [忘记我…]"""


def kept(bot: Bot, team: str, user: str) -> Preferences:
    """What stands in the store."""
    viewer = recognise(bot.db, SlackUser(team, user), None, guess=None, now=bot.now)
    return read_preferences(bot.db, viewer).preferences


def told_to(person: Person, channel: str | None = CHANNEL) -> str:
    """What the person was told last, and nobody else."""
    seen = person.last(channel)
    assert seen.ephemeral or channel is None
    return seen.plain


@pytest.mark.parametrize("said", ["@jordbro indstillinger", "@jordbro settings", "@jordbro 设置"])
def test_settings_are_shown_where_they_are_asked_for(bot: Bot, said: str) -> None:
    mette = bot.user("mette", "da")

    mette.mention(said, channel=CHANNEL)

    assert told_to(mette) == DANISH


def test_settings_are_shown_by_command_and_in_a_direct_message(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/settings", channel=CHANNEL)
    assert told_to(mette) == DANISH
    mette.dm("indstillinger")

    assert mette.last().plain == DANISH


def test_danish_settings_are_changed_and_shown_as_they_are_then(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.mention("@jordbro indstillinger", channel=CHANNEL)

    mette.press("Ret indstillinger", on=mette.last(CHANNEL))
    mette.submit(
        {
            "Tidszone": "Nuuk, nu 06:00",
            "Arbejdsdage og helligdage i": "Kina",
            "Tidspunkt for påmindelser": "07:30",
            "Første påmindelse": "10 arbejdsdage før fristen",
            "Dit eget overblik som direkte besked": "Til",
            "Tidspunkt for dit overblik": "16:45",
            "Dag for den fulde liste": "fredag",
        }
    )
    assert told_to(mette) == (
        "Dine indstillinger er gemt.\n"
        "Lige nu er der ikke noget at minde dig om. Når der er, kommer påmindelsen kl. 07:30 på en arbejdsdag."
    )
    mette.mention("@jordbro indstillinger", channel=CHANNEL)

    assert told_to(mette).splitlines()[1:-1] == [
        "Sprog: Dansk",
        "Tidszone: Nuuk",
        "Arbejdsdage: Kina",
        "Påmindelser: kl. 07:30, 10 arbejdsdage før fristen",
        "Dit eget overblik: kl. 16:45 på arbejdsdage, den fulde liste hver fredag",
    ]
    assert kept(bot, "T0REGION", "U0METTE") == Preferences("America/Nuuk", "CN", True, "07:30", 10, True, "16:45", 4)  # noqa: FBT003  fields


def test_form_opens_with_what_was_chosen_before(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.dm("indstillinger")
    mette.press("Ret indstillinger", on=mette.last())
    mette.submit({"Eller en anden tidszone": "europe/oslo", "Påmindelser om opgaver": "Fra"})
    assert mette.last().plain == "Dine indstillinger er gemt.\nDu får ingen påmindelser."

    mette.press("Ret indstillinger", on=mette.messages()[-2])

    assert mette.modal is not None
    fields = mette.modal.fields
    assert fields["Tidszone"].value["text"]["text"] == "Europe/Oslo, nu 10:00"
    assert fields["Påmindelser om opgaver"].value["text"]["text"] == "Fra"
    assert fields["Eller en anden tidszone"].value is None


def test_partner_without_the_app_changes_everything_by_mention_and_button(bot: Bot) -> None:
    li = bot.user("li", "zh")
    li.mention("@jordbro 纪要 待办：省厅提交地图，3月1日前", channel=CHANNEL)
    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)
    li.mention("@jordbro 设置", channel=CHANNEL)
    assert told_to(li) == CHINESE

    li.press("更改设置", on=li.last(CHANNEL))
    li.submit({"提醒时间": "08:00", "首次提醒": "到期前 5 个工作日", "以私信发送的个人简报": "开"})
    assert told_to(li) == "你的设置已保存。\n下一次提醒：2017年2月22日（星期三） 08:00。"
    li.mention("@jordbro 设置", channel=CHANNEL)

    assert told_to(li).splitlines()[4:6] == [
        "提醒：08:00，到期前 5 个工作日",
        "个人简报：工作日 08:30，每逢星期一附完整清单",
    ]


def test_partner_of_whom_slack_tells_nothing_is_told_it_is_a_guess(bot: Bot) -> None:
    stranger = bot.workspace.world.user_named("zhao")
    stranger.tz = stranger.locale = None
    bot.workspace.join("zhao", CHANNEL)
    zhao = bot.workspace.user("zhao")

    zhao.mention("@jordbro 设置", channel=CHANNEL)
    assert told_to(zhao).splitlines()[:4] == [
        "设置",
        "语言：中文",
        "时区：上海（北京时间），推测所得：Slack 未提供",
        "工作日历：中国，按时区",
    ]
    zhao.press("更改设置", on=zhao.last(CHANNEL))
    zhao.submit({"时区": "乌鲁木齐，现在 15:00"})
    zhao.mention("@jordbro 设置", channel=CHANNEL)

    assert told_to(zhao).splitlines()[:3] == ["设置", "语言：中文", "时区：乌鲁木齐"]


def test_bad_times_and_zones_are_told_at_their_fields_and_what_was_typed_stays(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.dm("indstillinger")
    mette.press("Ret indstillinger", on=mette.last())
    typed = {
        "Tidspunkt for påmindelser": "05:59",
        "Eller en anden tidszone": "Mars/Olympus",
        "Tidspunkt for dit overblik": "17:01",
        "Dag for den fulde liste": "torsdag",
    }

    mette.submit(typed)

    refused = mette.modal
    assert refused is not None
    assert refused.errors == {
        "remind_at": "Vælg et tidspunkt mellem 06:00 og 17:00.",
        "zone_other": "Den tidszone kender jeg ikke. Skriv den som Europe/Copenhagen eller Asia/Shanghai.",
        "digest_at": "Vælg et tidspunkt mellem 06:00 og 17:00.",
    }
    assert kept(bot, "T0REGION", "U0METTE") == Preferences()
    mette.submit(
        typed
        | {"Tidspunkt for påmindelser": "06:00", "Eller en anden tidszone": "", "Tidspunkt for dit overblik": "17:00"}
    )

    assert mette.modal is None
    assert kept(bot, "T0REGION", "U0METTE") == Preferences(remind_at="06:00", digest_at="17:00", weekday=3)


def test_settings_changed_in_home_are_seen_there_and_confirmed_directly(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.open_home()

    mette.press("Ret indstillinger")
    mette.submit({"Sprog": "English", "Tidspunkt for påmindelser": "10:00"})

    assert mette.home is not None
    assert "Reminders: at 10:00, 3 working days before the due date" in mette.home.plain
    assert mette.last().plain.startswith("Your settings are saved.")
    mette.mention("@jordbro settings", channel=CHANNEL)
    assert told_to(mette).splitlines()[1] == "Language: English"


def test_who_is_asked_for_a_language_is_not_asked_again_after_choosing_in_the_form(bot: Bot) -> None:
    lars = bot.user("lars")
    lars.mention("@jordbro indstillinger", channel=CHANNEL)
    assert "[Dansk] [中文] [English]" in told_to(lars)

    lars.press("Ret indstillinger", on=lars.last(CHANNEL))
    lars.submit({"Sprog": "Dansk"})
    lars.mention("@jordbro opgaver", channel=CHANNEL)

    assert told_to(lars) == "Der er ingen åbne opgaver her."


def test_the_day_is_that_of_the_zone_chosen(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", "Opgave: CLEAN sender tal senest 20. januar 2017", channel=CHANNEL)
    bot.now = datetime(2017, 1, 20, 17, 0, tzinfo=UTC)  # in Shanghai it is the next day
    mette.mention("@jordbro opgaver forfaldne", channel=CHANNEL)
    assert told_to(mette) == "Jeg fandt ingen opgaver, der passer."
    mette.dm("indstillinger")
    mette.press("Ret indstillinger", on=mette.last())
    mette.submit({"Tidszone": "Shanghai (Beijing-tid), nu 01:00"})

    mette.mention("@jordbro opgaver forfaldne", channel=CHANNEL)

    assert "CLEAN sender tal" in told_to(mette)


def test_next_reminder_is_told_in_the_time_and_language_chosen(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", "Opgave: CLEAN sender tal senest 1. marts 2017", channel=CHANNEL)
    mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)
    mette.dm("indstillinger")

    mette.press("Ret indstillinger", on=mette.last())
    mette.submit({"Første påmindelse": "5 arbejdsdage før fristen"})

    assert (
        mette.last().plain
        == "Dine indstillinger er gemt.\nNæste påmindelse kommer onsdag den 22. februar 2017 kl. 09:00."
    )
