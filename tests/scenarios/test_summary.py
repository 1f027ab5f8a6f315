"""/summary: what is asked for in three languages, for one reader, and shared with everyone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.segment import Remark
from bot.i18n import t
from tests.integration.making import answered, approved, execute, item_with, rows
from tests.scenarios.bot import CHANNEL, Bot, card, cards

NOTE = """Møde med JEPD, 10. januar 2017, Nanjing
Formål: En plan for 2017
Deltagere: Region Hovedstaden, JEPD
1. Enighed om arbejdsplanen.
Beslutning: Driftsmøde hvert kvartal.
Aftale: MoU mellem CLEAN og NIES - underskrevet
- [ ] CLEAN sender oversigt - frist: primo april
- [x] JEPD sender brev"""
NOTE_ZH = """2017年1月19日 南通 与产业集团会谈
1. 双方同意培训。
待办：省厅在3月15日前答复"""


def logged(bot: Bot) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    bot.user("li", "zh").mention(f"@jordbro 纪要\n{NOTE_ZH}", channel=CHANNEL)


def test_a_summary_is_in_the_readers_language_with_the_numbers_of_the_record(bot: Bot) -> None:
    logged(bot)
    mette, li = bot.user("mette"), bot.user("li")

    li.mention("@jordbro 摘要 1", channel=CHANNEL)
    mette.command("/summary", "1", channel=CHANNEL)

    assert (
        mette.last(CHANNEL).plain
        == """\
1 · Møde med JEPD
10. januar 2017 · Nanjing
Formål
§1 En plan for 2017
Beslutninger
§1.2 Driftsmøde hvert kvartal.
Aftaler
§1.3 MoU mellem CLEAN og NIES - underskrevet → Aftale, underskrevet · CLEAN · NIES
Åbne opgaver
§1.4 CLEAN sender oversigt - frist: primo april → CLEAN · primo april 2017
Det vigtigste ellers
§1.1 Enighed om arbejdsplanen.
Ét punkt er udeladt.
[Del i kanalen]"""
    )
    assert (
        li.last(CHANNEL).plain
        == """\
1 · Møde med JEPD
2017年1月10日 · 南京
目的
§1 En plan for 2017
决定
§1.2 Driftsmøde hvert kvartal.
协议
§1.3 → 协议，已签署 · CLEAN · 环境保护部南京环境科学研究所
↳ MoU mellem CLEAN og NIES - underskrevet
MoU = 谅解备忘录 · NIES = 环境保护部南京环境科学研究所
未完成的待办
§1.4 → CLEAN · 2017年4月上旬
↳ CLEAN sender oversigt - frist: primo april
其他要点
§1.1 Enighed om arbejdsplanen.
arbejdsplanen = 工作计划
另有 1 条未列出。
译文状态：尚未翻译。
[分享到频道]"""
    )
    assert mette.last(CHANNEL).ephemeral
    assert li.last(CHANNEL).ephemeral


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("summary", [2]),
        ("resumé seneste", [2]),
        ("resumé sidste møde", [2]),
        ("summary last meeting", [2]),
        ("摘要 最近", [2]),
        ("摘要上次会议", [2]),
        ("resumé i dag", []),
        ("summary today", []),
        ("摘要今天", []),
        ("resumé uge", [2]),
        ("resumé denne uge", [2]),
        ("summary this week", [2]),
        ("摘要 本周", [2]),
        ("resumé måned", [2, 1]),
        ("summary month", [2, 1]),
        ("摘要本月", [2, 1]),
        ("resumé siden 15. januar", [2]),
        ("resumé fra 1. januar 2017", [2, 1]),
        ("summary since 1 January", [2, 1]),
        ("摘要 自1月15日", [2]),
        ("摘要从1月1日以来", [2, 1]),
        ("resumé 1", [1]),
        ("resumé §1", [1]),
        ("resumé møde 1", [1]),
        ("summary meeting 2", [2]),
        ("摘要 会议 1", [1]),
        ("resumé arbejdsplanen", [1]),
        ("摘要 培训", [2]),
        ("摘要 自然资源", []),
        ("resumé driftsmøde kvartal", [1]),
    ],
)
def test_every_way_to_ask(bot: Bot, asked: str, numbers: list[int]) -> None:
    logged(bot)
    li = bot.user("li", "da")

    li.mention(f"@jordbro {asked}", channel=CHANNEL)

    found = [line for line in li.last(CHANNEL).items if line[1:3] == " ·"]
    assert [int(line[0]) for line in found] == numbers


def test_today_is_the_readers_own_day(bot: Bot) -> None:
    logged(bot)
    mette, li = bot.user("mette"), bot.user("li")
    bot.now = datetime(2017, 1, 18, 17, 0, tzinfo=UTC)  # the 19th in China, the 18th in Denmark

    li.mention("@jordbro 摘要 今天", channel=CHANNEL)
    mette.command("/summary", "i dag", channel=CHANNEL)

    assert li.last(CHANNEL).items[0] == "2 · 与产业集团会谈"
    assert mette.last(CHANNEL).plain.startswith("Jeg fandt intet møde for »i dag«.")


def test_a_shared_summary_is_in_both_languages_for_everyone(bot: Bot) -> None:
    logged(bot)
    li = bot.user("li")

    li.mention("@jordbro 摘要", channel=CHANNEL)
    li.press("分享到频道", on=li.last(CHANNEL))

    assert (
        card(bot.user("lars")).plain
        == """\
2 · 与产业集团会谈
19. januar 2017 · Nantong
Åbne opgaver
§2.2 → JEPD · senest 15. marts 2017
↳ 省厅在3月15日前答复
Det vigtigste ellers
§2.1 双方同意培训。
2 · 与产业集团会谈
2017年1月19日 · 南通
未完成的待办
§2.2 省厅在3月15日前答复 → 江苏省环境保护厅 · 2017年3月15日前
其他要点
§2.1 双方同意培训。
Oversættelserne: ikke oversat endnu.
delt af 李明 · 由 李明 分享"""
    )


def test_a_reader_of_english_gets_english(bot: Bot) -> None:
    logged(bot)
    lars = bot.user("lars", "en")

    lars.command("/summary", "1", channel=CHANNEL)

    told = lars.last(CHANNEL).plain.splitlines()
    assert told[:7] == [
        "1 · Møde med JEPD",
        "10 January 2017",
        "Nanjing",
        "Purpose",
        "§1 En plan for 2017",
        "Decisions",
        "§1.2 Driftsmøde hvert kvartal.",
    ]
    assert told[-2] == "Translations: not translated yet."


def test_pressed_twice_is_shared_once_and_again_when_it_is_meant(bot: Bot) -> None:
    logged(bot)
    li, lars = bot.user("li"), bot.user("lars")
    li.mention("@jordbro 摘要", channel=CHANNEL)
    asked = li.last(CHANNEL)
    before = len(cards(lars))

    bot.paused = True
    li.press("分享到频道", on=asked)
    li.press("分享到频道", on=asked)
    bot.paused = False
    bot.drain()
    shared = len(cards(lars)) - before
    bot.now += timedelta(minutes=11)
    li.mention("@jordbro 摘要", channel=CHANNEL)
    li.press("分享到频道", on=li.last(CHANNEL))

    assert shared == 1
    assert len(cards(lars)) - before == 2


def test_what_a_process_noted_before_it_was_killed_is_posted_once(bot: Bot) -> None:
    """It died after it had written down that somebody shares, and before Slack had its answer: they press again."""
    mette, lars = bot.user("mette", "da"), bot.user("lars", "da")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.command("/summary", channel=CHANNEL)
    summary, before = mette.last(CHANNEL), len(cards(lars))
    bot.paused = True
    mette.press("Del i kanalen", on=summary)
    execute(bot.db, "DELETE FROM jobs WHERE key NOT LIKE 'deliver:share:%' AND state = 'waiting'")
    execute(bot.db, "DELETE FROM deliveries WHERE key NOT LIKE 'share:%'")

    bot.paused = False
    mette.press("Del i kanalen", on=summary)
    bot.drain()

    assert len(cards(lars)) == before + 1
    assert mette.last(CHANNEL).plain == t("summary.shared_already", "da")


def test_what_is_shared_goes_into_no_channel_that_speaks_of_another_space_by_then(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)
    mette.mention("@jordbro samarbejde knyt Jiangsu", channel="jord-internt")
    mette.command("/summary", channel=CHANNEL)
    bot.paused = True
    mette.press("Del i kanalen", on=mette.last(CHANNEL))
    shared = len(rows(bot.db, "SELECT id FROM jobs WHERE key LIKE 'deliver:share:%'"))
    execute(bot.db, "UPDATE jobs SET run_after = '2017-01-21' WHERE key LIKE 'deliver:share:%'")
    bot.paused = False
    mette.mention("@jordbro samarbejde opret Shandong", channel=CHANNEL)
    bot.now += timedelta(days=2)
    bot.drain()

    assert shared == 1
    assert [one.plain for one in cards(mette) if "delt af" in one.plain] == []


def test_what_was_shared_has_no_button_any_more(bot: Bot) -> None:
    logged(bot)
    li = bot.user("li")
    li.mention("@jordbro 摘要", channel=CHANNEL)
    asked = li.last(CHANNEL)

    li.press("分享到频道", on=asked)

    (kept,) = (seen for seen in li.messages(CHANNEL) if seen.ephemeral and "2.2" in seen.plain)
    assert kept.plain.splitlines()[-1] == "已分享到频道。"


def test_every_line_says_what_its_translation_is_where_they_differ(bot: Bot) -> None:
    logged(bot)
    note = bot.notes()[-1]
    answered(bot.db, item_with(note, "Driftsmøde").text, "每季度召开例会。", remarks=(Remark("number", ("4",)),))
    approved(bot.db, item_with(note, "Enighed").text, "同意工作计划。")
    answered(bot.db, item_with(note, "oversigt").text, "CLEAN在4月初寄送概览")
    li = bot.user("li")

    li.mention("@jordbro 摘要 1", channel=CHANNEL)

    told = li.last(CHANNEL).plain.splitlines()
    assert told[6:8] == ["§1.2 每季度召开例会。 （机器翻译，需要核对）", "↳ Driftsmøde hvert kvartal."]
    assert "§1.1 同意工作计划。 （Li Wei已于2017年1月20日审校）" in told
    assert "§1.4 CLEAN在4月初寄送概览 （机器翻译） → CLEAN · 2017年4月上旬" in told
    assert not any("译文状态" in line for line in told)


def test_key_sentences_are_sentences_with_their_own_translations(bot: Bot) -> None:
    words = (
        "Vi takkede for besøget. JEPD er enig om at undersøge grunden i Nantong før 1. maj. Vejret var fint. "
        "CLEAN har ansvar for prøverne på grunden. JEPD skal godkende planen for grunden i Nantong."
    )
    bot.user("mette", "da").command("/note", f"Møde, 10. januar 2017\n1. {words}\n2. Tak for kaffe.", channel=CHANNEL)
    item = bot.notes()[-1].items[0]
    answered(bot.db, item.text, "一。", "二。", "三。", "四。", "五。")
    li = bot.user("li")

    li.mention("@jordbro 摘要", channel=CHANNEL)

    told = li.last(CHANNEL).plain.splitlines()
    assert [line for line in told if line.startswith("§")] == ["§1.1 二。", "§1.1 四。", "§1.1 五。"]
    assert "另有 1 条未列出。" in told


def test_before_the_first_note_it_says_how_to_log_one(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 摘要", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "这里还没有纪要。用 @jordbro 纪要 记录第一份。"


def test_many_notes_fit_in_one_message_and_the_rest_is_counted(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    body = "\n".join(f"Beslutning: Grund {n} undersøges, og resultatet sendes til alle parter." for n in range(30))
    for day in range(1, 16):
        mette.command("/note", f"Møde {day}, {day}. januar 2017\n{body}", channel=CHANNEL)

    mette.command("/summary", "måned", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.splitlines()[-2:] == ["5 referater mere er ikke vist.", "[Del i kanalen]"]
