"""App Home as people see it: their actions by urgency, their organisations', visits, reviews, settings."""

from bot.domain.grammar import ActionFilter
from bot.domain.person import SlackUser
from bot.render.blocks import actions, escape, message, section
from bot.render.item_buttons import buttons_of
from bot.services.list_actions import list_actions
from bot.services.recognise import recognise
from bot.workspace.driver import Person
from tests.integration.making import answered
from tests.scenarios.bot import CHANNEL, Bot, card

NOTE = """\
Opgave: CLEAN sender regnskab senest 10. januar 2017
Opgave: CLEAN sender tilbud senest 25. januar 2017
Opgave: CLEAN sender rapport senest 1. marts 2017
Opgave: CLEAN sender billeder
Opgave: Genbesøg fra JEPD forventes i marts 2017
Opgave: JEPD sender kort senest 1. februar 2017"""


def home_of(person: Person) -> list[str]:
    """What stands in the person's App Home, without the row of buttons for everything."""
    assert person.home is not None
    return [line for line in person.home.plain.splitlines() if not line.startswith(("[Skriv referat]", "[写纪要]"))]


def with_note(bot: Bot) -> tuple[Person, Person]:
    """Mette, who works for CLEAN, and Li, whose organisation is JEPD, with a note between them."""
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)
    mette.mention("@jordbro samarbejde tilføj @li JEPD", channel=CHANNEL)
    return mette, li


def test_home_shows_my_actions_by_urgency_and_done_works_inside(bot: Bot) -> None:
    mette, _ = with_note(bot)

    mette.open_home()

    assert home_of(mette) == [
        "Jordbro",
        "Referater, aftaler og opgaver i jeres samarbejde, på dit sprog.",
        "Dine åbne opgaver: 4",
        "Fristen er overskredet (1)",
        "1.1 CLEAN sender regnskab senest 10. januar 2017",
        "CLEAN · senest 10. januar 2017 [Udført]",
        "Frist inden for en uge (1)",
        "1.2 CLEAN sender tilbud senest 25. januar 2017",
        "CLEAN · senest 25. januar 2017 [Udført]",
        "Senere (1)",
        "1.3 CLEAN sender rapport senest 1. marts 2017",
        "CLEAN · senest 1. marts 2017 [Udført]",
        "Uden frist (1)",
        "1.4 CLEAN sender billeder",
        "CLEAN · uden frist [Udført]",
        "[Åbn en opgave …]",
        "Venter på, at du gennemser",
        "Der venter ikke noget på dig: alle oversættelser til dit sprog er gennemset. Tak!",
        "Besøg og begivenheder de næste otte uger",
        "1.5 Genbesøg fra JEPD forventes i marts 2017",
        "marts 2017",
        "Indstillinger",
        "Sprog: Dansk",
        "Tidszone: København, som i Slack",
        "Arbejdsdage: Danmark, efter tidszonen",
        "Påmindelser: kl. 09:00, 3 arbejdsdage før fristen",
        "Dit eget overblik: slået fra",
        "[Ret indstillinger]",
        "[Dansk] [中文] [English]",
    ]
    mette.press("Udført")
    assert "Dine åbne opgaver: 3" in home_of(mette)
    assert "1.1 ☑" in card(mette).plain


def test_each_number_leads_to_the_card(bot: Bot) -> None:
    mette, _ = with_note(bot)

    mette.open_home()

    assert mette.home is not None
    assert mette.follow("1.2", on=mette.home).ts == card(mette).ts
    assert mette.follow("1.5", on=mette.home).ts == card(mette).ts


def test_an_action_is_opened_from_the_menu(bot: Bot) -> None:
    mette, _ = with_note(bot)
    mette.open_home()

    mette.pick("1.2 CLEAN sender tilbud senest 25. januar 20…", on=mette.home)

    assert mette.modal is not None
    assert "CLEAN sender tilbud" in mette.modal.plain


def test_partner_sees_what_their_organisation_has_to_do_in_chinese(bot: Bot) -> None:
    _, li = with_note(bot)
    bot.user("wang", "zh")
    bot.workspace.join("wang", CHANNEL)
    li.mention("@jordbro 合作 添加 @wang JEPD", channel=CHANNEL)

    li.open_home()

    home = home_of(li)
    assert home[:4] == [
        "土桥",
        "你们合作中的会议纪要、协议和待办，用你的语言。",
        "你的待办：0 项",
        "你没有未完成的待办。",
    ]
    assert home[4:7] == ["你所在单位的待办：1 项", "以后（1）", "1.6 JEPD sender kort senest 1. februar 2017"]
    assert home[7].startswith("江苏省环境保护厅 · 2017年2月1日前 · 尚未翻译")
    assert "今后八周的来访和活动" in home
    assert home[-7:] == [
        "语言：中文",
        "时区：上海（北京时间），与 Slack 一致",
        "工作日历：中国，按时区",
        "提醒：09:00，到期前 3 个工作日",
        "个人简报：已关闭",
        "[更改设置]",
        "[Dansk] [中文] [English]",
    ]


def test_who_has_chosen_no_language_is_asked_first(bot: Bot) -> None:
    lars = bot.user("lars")

    lars.open_home()
    home = home_of(lars)
    assert home[2:4] == ["Hvilket sprog skal jeg tale med dig?", "[Dansk] [中文] [English]"]
    assert home.count("[Dansk] [中文] [English]") == 1
    assert "Du gennemser oversættelser til dit eget sprog. Hvilket er dit?" in home
    lars.press("中文")

    assert home_of(lars)[:3] == ["土桥", "你们合作中的会议纪要、协议和待办，用你的语言。", "你的待办：0 项"]
    assert home_of(lars)[-1] == "[Dansk] [中文] [English]"


def test_what_does_not_fit_is_counted_and_listed_by_a_button(bot: Bot) -> None:
    mette, _ = with_note(bot)
    mette.command("/note", "\n".join(f"Opgave: CLEAN sender brev ({number})" for number in range(40)), channel=CHANNEL)

    mette.open_home()
    assert "Dine åbne opgaver: 44" in home_of(mette)
    assert "14 flere vises ikke her." in home_of(mette)
    mette.press("Vis alle")

    assert mette.last().plain.splitlines()[0] == "44 opgaver"


def test_home_shows_what_waits_for_review(bot: Bot) -> None:
    mette, li = with_note(bot)
    (note,) = bot.notes()
    for item in note.items:
        answered(bot.db, item.text, "译文")

    li.open_home()
    assert home_of(li)[-14:-11] == ["等你审校", "1 · CLEAN sender regnskab senest 10. januar 2017", "6 句 [审校]"]
    li.press("审校")

    assert li.modal is not None
    assert "译文" in str(li.modal.fields)
    assert mette.home is None


def test_an_action_put_aside_says_until_when(bot: Bot) -> None:
    mette, _ = with_note(bot)
    reminded(bot, mette)

    mette.choose("item.snooze", "Om tre arbejdsdage", on=mette.last())
    assert mette.last().plain == "Jeg minder dig ikke om 1.1 før onsdag den 25. januar 2017."
    mette.open_home()

    assert "CLEAN · senest 10. januar 2017 · ikke nu, igen fra 25. januar 2017 [Udført]" in home_of(mette)


def reminded(bot: Bot, person: Person) -> None:
    """A message with the buttons of the person's most urgent action."""
    slack = SlackUser("T0REGION", "U0METTE")
    viewer = recognise(bot.db, slack, None, guess=None, now=bot.now)
    (first, *_) = list_actions(bot.db, viewer, ActionFilter(frozenset({"mine"})), page=1, today=bot.now.date()).lines
    buttons = actions(buttons_of(first.item.id, "da", names=("done", "snooze")))
    bot.runtime.slack.to(slack).gateway.direct(slack, message(section(escape(first.item.ref)), buttons), once="")
    assert person.last().plain.splitlines()[0] == "1.1"
