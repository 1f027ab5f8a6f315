"""The digest as people ask for it: by command, mention, direct message and button, in Danish and Chinese."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.preferences import DigestSettings, Preferences
from bot.store import digests, preferences
from bot.workspace.seen import Seen
from tests.scenarios.bot import CHANNEL, NOW, Bot, card, cards

PAGE_DA = """\
Kanalens overblik
Det kommer hver arbejdsdag kl. 08.30 i København, lige nu kl. 15.30 i Shanghai (Beijing-tid), når der er noget at \
fortælle.
Hele listen: hver {weekday}
Sprog: dansk, kinesisk
Afsnit: {sections}
[Skift] [Slå fra] [Vis nu] [Vis hele listen nu] [Dit eget overblik]
Eller med ord: @jordbro overblik kl. 8.30, overblik fredag, overblik afsnit nyt frister, overblik fra."""
NOTE = """\
Opgave: CLEAN sender tilbud senest 23. januar 2017
Opgave: JEPD svarer
Opgave: NIES svarer 10 arbejdsdage efter modtagelsen
Beslutning: Vi mødes hvert kvartal.
"""


def settings(bot: Bot) -> DigestSettings:
    with bot.db.read() as tx:
        return digests.of_channel(tx, 1)


def own(bot: Bot, name: str) -> Preferences:
    with bot.db.read() as tx:
        (reader,) = [one for one in preferences.readers(tx) if one.person.slack.user_id == bot.user(name).id]
    return reader.preferences


def whispers(person_messages: list[Seen]) -> list[str]:
    return [seen.plain for seen in person_messages if seen.ephemeral]


@pytest.mark.parametrize("how", ["command", "mention", "word"])
def test_the_settings_are_shown(bot: Bot, how: str) -> None:
    mette = bot.user("mette", "da")

    if how == "command":
        mette.command("/digest", channel=CHANNEL)
    elif how == "mention":
        mette.mention("@jordbro overblik", channel=CHANNEL)
    else:
        mette.command("/jordbro", "dagsoverblik", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == PAGE_DA.format(weekday="mandag", sections="alle")


def test_a_partner_changes_it_by_words_and_both_sides_are_told_who_did(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")

    li.mention("@jordbro 简报 周五 栏目 新增 到期", channel=CHANNEL)

    assert settings(bot) == DigestSettings(weekday=4, sections=("due", "new"))
    assert (
        card(mette).plain
        == """\
李明 har ændret kanalens overblik:
Det kommer hver arbejdsdag kl. 08.30 i København, lige nu kl. 15.30 i Shanghai (Beijing-tid), når der er noget at \
fortælle.
Hele listen: hver fredag
Sprog: dansk, kinesisk
Afsnit: Snart frist eller over fristen, Nyt siden sidst
李明 修改了本频道的简报：
发送时间：每个工作日哥本哈根 08:30，目前相当于上海（北京时间） 15:30。没有内容时不发送。
完整清单：星期五
语言：丹麦文、中文
栏目：即将到期或已逾期、上次以来新增"""
    )


def test_a_time_is_one_by_the_clock_of_whoever_says_it(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")
    bot.drain()

    mette.command("/digest", "kl. 9", channel=CHANNEL)
    assert settings(bot) == DigestSettings(at="09:00")
    li.mention("@jordbro 简报 北京时间15点", channel=CHANNEL)
    assert settings(bot) == DigestSettings(at="15:00", zone="Asia/Shanghai")
    mette.mention("@jordbro overblik kl. 8.15 dansk tid", channel=CHANNEL)

    assert settings(bot) == DigestSettings(at="08:15")


def test_it_is_switched_off_and_on_by_buttons(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")
    li.mention("@jordbro 简报", channel=CHANNEL)

    li.press("关闭", on=li.last(CHANNEL))

    assert not settings(bot).is_on
    assert card(mette).plain == "李明 har slået kanalens overblik fra.\n李明 已关闭本频道的简报。"
    off = next(seen for seen in reversed(li.messages(CHANNEL)) if seen.ephemeral)
    assert off.plain.splitlines()[:2] == ["本频道的简报", "本频道的简报已关闭。"]
    li.press("开启", on=off)
    assert settings(bot).is_on


def test_saying_what_is_already_so_tells_nobody(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/digest", "til", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == PAGE_DA.format(weekday="mandag", sections="alle")
    assert cards(mette) == []


def test_the_form_does_what_words_do(bot: Bot) -> None:
    li, mette = bot.user("li", "zh"), bot.user("mette", "da")
    li.mention("@jordbro 简报", channel=CHANNEL)

    li.press("修改", on=li.last(CHANNEL))
    li.submit({"时间": "05:00", "完整清单在": "星期三", "栏目": ["近期来访和活动"]})
    form = li.modal
    assert form is not None
    assert list(form.errors.values()) == ["没有看懂时间。请写 06:00 至 17:00 之间的时间，例如：简报 时间 8:30。"]
    assert form.fields["时间"].value == "05:00"
    li.submit({"时间": "14:00", "按哪里的时间": "上海（北京时间）", "语言": ["中文"]})

    assert settings(bot) == DigestSettings(
        at="14:00", zone="Asia/Shanghai", weekday=2, languages=("zh",), sections=("ahead",)
    )
    assert card(mette).plain.splitlines()[0] == "李明 har ændret kanalens overblik:"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("kl. 5", "Jeg forstod ikke klokkeslættet. Skriv et mellem 06:00 og 17:00, for eksempel: overblik kl. 8.30."),
        (
            "hver anden torsdag",
            """\
Jeg forstod ikke det hele. Skriv for eksempel: overblik til, fra, kl. 8.30, fredag, sprog dansk kinesisk, \
afsnit nyt frister, vis eller mit til.""",
        ),
    ],
)
def test_what_is_not_understood_comes_back(bot: Bot, said: str, told: str) -> None:
    mette = bot.user("mette", "da")

    mette.command("/digest", said, channel=CHANNEL)

    assert mette.last(CHANNEL).plain == f"{told}\nDet her skrev du:\n{said}"
    assert settings(bot) == DigestSettings()


def test_a_preview_is_for_whoever_asks_and_in_the_languages_of_the_channel(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    before = len(li.messages(CHANNEL))

    mette.command("/digest", "vis", channel=CHANNEL)

    lines = mette.last(CHANNEL).plain.splitlines()
    assert lines[:4] == [
        "Sådan ville det se ud lige nu. Kun du ser det.",
        "Overblik, 20. januar · 简报，1月20日",
        "Snart frist eller over fristen · 即将到期或已逾期",
        "1.1 CLEAN sender tilbud senest 23. januar 2017",
    ]
    assert "Nyt siden sidst · 上次以来新增" in lines
    assert "Beslutninger og aftaler · 决定和协议" in lines
    assert "Alt andet, der er åbent · 其他未完成事项" not in lines
    assert len(li.messages(CHANNEL)) == before


def test_a_previewed_item_leads_to_its_card(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.command("/digest", "preview", channel=CHANNEL)

    assert mette.follow("1.1", on=mette.last(CHANNEL)).ts == card(mette).ts


def test_the_preview_of_the_full_list_has_everything_that_is_open(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    bot.now = NOW + timedelta(days=30)

    li.mention("@jordbro 简报 预览完整清单", channel=CHANNEL)

    shown = li.last(CHANNEL)
    assert [line for line in shown.items if line.startswith("1.")] == [
        "1.1 CLEAN sender tilbud senest 23. januar 2017",
        "1.3 NIES svarer 10 arbejdsdage efter modtagelsen",
        "1.2 JEPD svarer",
    ]
    assert "Det er sket · 已经发生" in shown.buttons
    assert ("over fristen" in shown.plain, "已逾期" in shown.plain) == (True, True)


def test_with_nothing_to_tell_a_preview_says_so(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 简报 预览", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "目前没有内容，所以不会发送。"
    li.mention("@jordbro 简报 预览 每周", channel=CHANNEL)

    assert li.last(CHANNEL).plain.splitlines()[1:] == [
        "Ugens overblik: intet er åbent, og der er intet nyt. · 每周简报：没有未完成的事项，也没有新内容。"
    ]


def test_what_is_cut_is_listed_to_whoever_presses(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    words = "".join(f"Opgave: CLEAN sender brev {letter} senest 24. januar 2017\n" for letter in "ABCDEFGHIJKLMNO")
    mette.command("/note", words, channel=CHANNEL)
    li.mention("@jordbro 简报 预览", channel=CHANNEL)
    assert "og 7 mere · 还有 7 项" in li.last(CHANNEL).plain

    li.press("Vis alle · 全部显示", on=li.last(CHANNEL))

    shown = li.last(CHANNEL)
    assert shown.ephemeral
    assert (shown.plain.splitlines()[0], len(shown.items)) == ("即将到期或已逾期", 15)


def test_everything_open_that_is_cut_is_the_list_of_actions(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    words = "".join(f"Opgave: CLEAN sender brev {number}\n" for number in range(40))
    mette.command("/note", words, channel=CHANNEL)
    bot.now = NOW + timedelta(days=30)
    mette.command("/digest", "vis uge", channel=CHANNEL)

    mette.press("Vis alle · 全部显示", on=mette.last(CHANNEL))

    assert mette.last(CHANNEL).plain.splitlines()[0] == "40 opgaver"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "[]",
        "[" * 1900,
        '{"section":"due","since":1,"until":[],"day":"9"}',
        '{"section":"due","until":"2017"}',
        '{"section":"due","since":null,"until":"0001-01-01T00:00:00+00:00","day":"2017-01-20","weekly":true}',
        '{"section":"due","since":"0001-01-01T00:00:00+14:00","until":"2017-01-20T00:00:00+00:00","day":"2017-01-20"}',
        '{"section":"due","since":null,"until":"9999-12-31T23:59:59-12:00","day":"2017-01-20"}',
    ],
)
def test_a_forged_button_shows_only_what_its_presser_sees(bot: Bot, value: str) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.command("/digest", "vis", channel=CHANNEL)
    shown = mette.last(CHANNEL)
    block = next(one for one in shown.blocks or [] if one["type"] == "actions")
    block["elements"][0] |= {"action_id": "digest.more", "value": value}

    mette.press(action_id="digest.more", on=shown)

    assert mette.last(CHANNEL).plain.splitlines()[0] in {"3 opgaver", "Snart frist eller over fristen"}


def test_in_a_direct_message_it_is_ones_own(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.dm("简报")
    assert (
        li.last().plain
        == """\
你的个人简报
目前不发送。开启后每个工作日 08:30 以私信发送，你的事项排在前面；完整清单：星期一。
[开启] [预览] [预览完整清单] [更改设置]"""
    )
    li.press("开启", on=li.last())
    assert own(bot, "li") == Preferences(digest=True)
    li.dm("简报 9点 周五")

    assert own(bot, "li") == Preferences(digest=True, digest_at="09:00", weekday=4)
    assert li.last().plain.splitlines()[1] == ("每个工作日 09:00 以私信发送，没有内容时不发送；完整清单：星期五。")
    assert cards(li) == []


def test_ones_own_is_set_from_a_channel_and_told_to_nobody_else(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")

    mette.command("/digest", "mit til kl. 7.30", channel=CHANNEL)

    assert own(bot, "mette") == Preferences(digest=True, digest_at="07:30")
    assert (settings(bot), cards(li)) == (DigestSettings(), [])
    assert mette.last(CHANNEL).plain.splitlines()[0] == "Dit eget overblik"


def test_ones_own_preview_has_ones_own_items_of_all_spaces_first(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    bot.space("jord-internt", "Internt")
    mette.command("/note", "Opgave: JEPD sender kort senest 23. januar 2017\nOpgave: CLEAN svarer senest 24. januar",
                  channel=CHANNEL)  # fmt: skip
    mette.command("/note", "Opgave: Grundfos sender pumper senest 23. januar 2017", channel="jord-internt")
    mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)

    mette.dm("overblik vis")

    shown = mette.last().plain
    assert shown.splitlines()[1] == "Dit overblik, 20. januar"
    due = shown.partition("Snart frist eller over fristen")[2].partition("Nyt siden sidst")[0]
    assert [line.split()[1] for line in due.splitlines() if line.startswith("1.")] == ["CLEAN", "Grundfos", "JEPD"]
    assert ("Internt" in shown, "Jiangsu" in shown) == (True, True)


def test_nobody_sees_a_preview_of_a_channel_they_are_not_in(bot: Bot) -> None:
    mette, wang = bot.user("mette", "da"), bot.user("wang", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    wang.dm("简报 预览完整清单")

    assert wang.last().plain.splitlines()[1:] == ["每周简报：没有未完成的事项，也没有新内容。"]


def test_a_channel_without_a_space_is_offered_one(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/digest", "til", channel="jord-internt")

    assert "Opret et samarbejde" in mette.last("jord-internt").buttons


def test_the_other_sides_holiday_stands_on_top(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    bot.now = datetime(2017, 10, 4, 7, 0, tzinfo=UTC)
    mette.command("/note", "Opgave: CLEAN sender tilbud senest 5. oktober 2017", channel=CHANNEL)

    mette.command("/digest", "vis", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.splitlines()[1:4] == [
        "Overblik, 4. oktober · 简报，10月4日",
        "Kina holder fri til og med 8. oktober (midtefterårsfest).",
        "中国放假至10月8日（中秋节）。",
    ]
