"""A digest in both languages: what people read, and that Slack takes it whatever there is to tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from chinese_calendar.constants import Holiday
from holidays import country_holidays

from bot import i18n
from bot.domain.calendars import DayOff
from bot.domain.digest import (
    SECTION_NAMES,
    Away,
    ChangedItem,
    Digest,
    Entry,
    ItemLine,
    ItemRef,
    Made,
    NewNote,
    Period,
    Scope,
    Section,
    SectionName,
    ToReview,
)
from bot.domain.due import Due
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import SlackChannel
from bot.domain.record import Action, CardPlace, Item, Organisation, Owner, Space, Text, Translation
from bot.render import digest as render
from bot.render.blocks import SPOKEN
from bot.render.holidays import NAMES, holiday
from bot.slack.message import Message
from bot.workspace.reading import lines as visible
from bot.workspace.rules import check_message_blocks
from bot.workspace.rules_weight import check_weight

i18n.load()
ADDRESS = "https://region.slack.com/"
SPACE = Space(1, "Jiangsu", ("da", "zh"))
CARD = CardPlace(SlackChannel("T1", "C1"), "1484.0001")
TODAY = date(2017, 3, 6)
SCOPE = Scope(frozenset({1}), ("da", "zh"), ("DK", "CN"), ZoneInfo("Europe/Copenhagen"))
PERIOD = Period(None, datetime(2017, 3, 6, 7, 30, tzinfo=UTC), TODAY)
CLEAN = Owner(Organisation(1, {"da": "CLEAN", "zh": "CLEAN"}))
JEPD = Owner(Organisation(2, {"da": "JEPD", "zh": "江苏省环境保护厅"}))


def text(danish: str, chinese: str | None) -> Text:
    return Text(1, "da", danish, {"zh": Translation("zh", chinese, "machine" if chinese else "pending")})


def line(
    number: int,
    danish: str = "CLEAN sender tilbud",
    chinese: str | None = "CLEAN提交报价",
    *,
    due: Due | None = None,
    expected: bool = False,
    owners: Sequence[Owner] = (CLEAN,),
) -> ItemLine:
    action = Action(number, 1, "open", expected, owners[0], due, others=tuple(owners[1:]))
    return ItemLine(Item(number, 1, f"3.{number}", str(number), "action", text(danish, chinese), action), SPACE, CARD)


def digest_of(
    *sections: Section, weekly: bool = False, away: tuple[Away, ...] = (), lines: Sequence[ItemLine] = ()
) -> Digest:
    by_id = {one.item.id: one for one in lines}
    return Digest(SCOPE, replace(PERIOD, weekly=weekly), sections, by_id, away)


def plain(message: Message) -> str:
    return "\n".join(visible(message.blocks, {}))


def on(day: date, said: str = "frist") -> Due:
    return Due(said, day, day, "day")


def test_a_channels_digest_has_both_languages_and_each_item_once() -> None:
    lines = [
        line(1, due=on(date(2017, 3, 3)), owners=(CLEAN, JEPD)),
        line(2, "Genbesøg fra JEPD", "省厅回访", due=Due("i april", date(2017, 4, 1), date(2017, 4, 30), "month"),
             expected=True, owners=(JEPD,)),
        line(3, "NIES svarer", None, due=Due("efter modtagelsen", None, None, "event"), owners=(Owner(),)),
    ]  # fmt: skip
    note = NewNote(9, 5, text("Arbejdsmøde", "工作会议"), SPACE, CARD, 13, 1)
    digest = digest_of(
        Section("due", (ItemRef(1),), 1),
        Section("new", (note,), 8),
        Section("ahead", (ItemRef(2),), 1),
        Section("changed", (ChangedItem(1, (Made("李明", "done"), Made("李明", "commented"))),), 1),
        Section("waiting", (ItemRef(3),), 1),
        Section("review", (ToReview("zh", 2, 4),), 1),
        lines=lines,
        away=(Away("CN", DayOff("National Day", date(2017, 3, 8))),),
    )

    shown = render.for_channel(digest, ("da", "zh"), ADDRESS)

    assert (
        plain(shown)
        == """\
Overblik, 6. marts · 简报，3月6日
Kina holder fri til og med 8. marts (nationaldag).
中国放假至3月8日（国庆节）。
Snart frist eller over fristen · 即将到期或已逾期
3.1 CLEAN sender tilbud
→ CLEAN, JEPD · 3. marts 2017 · over fristen
CLEAN提交报价
→ CLEAN、江苏省环境保护厅 · 2017年3月3日 · 已逾期
Nyt siden sidst · 上次以来新增
Referat 5 Arbejdsmøde → 13 punkter, én åben opgave
第 5 号纪要 工作会议 → 13 条、1 项未完成的待办
og 7 mere · 还有 7 项 [Vis alle · 全部显示]
Kommende besøg og møder · 近期来访和活动
3.2 Genbesøg fra JEPD
→ JEPD · april 2017 · forventes
省厅回访
→ 江苏省环境保护厅 · 2017年4月 · 预计
Ændret af den anden side · 对方的变更
3.1 CLEAN sender tilbud
→ 李明 har markeret den som udført · 李明 har kommenteret den
CLEAN提交报价
→ 李明 已标为完成 · 李明 发表了评论
Afventer en hændelse · 等待事件发生
3.3 NIES svarer
→ uden ansvarlig · afventer en hændelse: »efter modtagelsen«
尚未翻译
→ 无负责方 · 等待事件发生 [Det er sket · 已经发生]
Venter på at blive gennemset · 等待审校
中文：4 个句子等待审校（纪要 2 份） [Gennemse · 审校]
中文：未另注明的为机器翻译
[Indstil overblikket · 简报设置]"""
    )


def test_each_item_leads_to_its_card() -> None:
    shown = render.for_channel(digest_of(Section("due", (ItemRef(1),), 1), lines=[line(1)]), ("da", "zh"), ADDRESS)

    assert "*<https://region.slack.com/archives/C1/p14840001|3.1>* CLEAN sender tilbud" in str(shown.blocks)
    assert "3.1" in shown.text


def test_a_persons_digest_is_in_one_language_and_names_the_space_where_there_are_several() -> None:
    digest = digest_of(Section("due", (ItemRef(1),), 1), lines=[line(1)])
    own = replace(digest, scope=replace(SCOPE, person_id=1, space_ids=frozenset({1, 2})))

    assert plain(render.for_person(own, "zh", ADDRESS)).splitlines()[:4] == [
        "你的简报，3月6日",
        "即将到期或已逾期",
        "3.1 CLEAN提交报价",
        "→ CLEAN · 无期限 · Jiangsu",
    ]


def test_an_expectation_was_expected_and_is_never_overdue() -> None:
    passed = line(1, due=on(date(2017, 3, 3)), expected=True)

    shown = plain(
        render.for_channel(digest_of(Section("due", (ItemRef(1),), 1), lines=[passed]), ("da", "zh", "en"), ADDRESS)
    )

    assert "→ CLEAN · 3. marts 2017 · var forventet" in shown
    assert "→ CLEAN · 2017年3月3日 · 原定" in shown
    assert "→ CLEAN · 3 March 2017 · was expected" in shown
    assert "over fristen" not in shown.partition("3.1")[2]


def test_the_weekly_one_with_nothing_to_tell_is_one_line() -> None:
    shown = render.for_channel(digest_of(weekly=True), ("da", "zh"), ADDRESS, picture="F1", alt="tom")

    assert plain(shown) == (
        "Ugens overblik: intet er åbent, og der er intet nyt. · 每周简报：没有未完成的事项，也没有新内容。"
    )


def test_a_picture_has_its_place_and_its_words() -> None:
    digest = digest_of(Section("open", (ItemRef(1),), 1), weekly=True, lines=[line(1)])

    shown = render.for_channel(digest, ("da", "zh"), ADDRESS, picture="F123", alt="Tidslinje: 3.1 falder i april")

    assert shown.blocks[1] == {
        "type": "image",
        "slack_file": {"id": "F123"},
        "alt_text": "Tidslinje: 3.1 falder i april",
    }
    assert "Tidslinje: 3.1 falder i april" in shown.text


LONG = (
    "Jord og grundvand <!channel> & *stjerner* " * 300,
    "土壤和地下水污染场地修复技术规范，" * 600,
)


def crowded(*, weekly: bool) -> Digest:
    owner = Owner(Organisation(1, {"da": LONG[0][:900], "zh": LONG[1][:900]}), 1, "Mette " * 60)
    lines = [line(number, *LONG, due=Due(LONG[0], None, None, "unknown"), owners=(owner,) * 9) for number in range(500)]
    refs = tuple(ItemRef(number) for number in range(500))
    notes = tuple(NewNote(n, n, text(*LONG), replace(SPACE, name=LONG[0]), CARD, n, n) for n in range(500))
    made = tuple(Made(LONG[0][:200], "done") for _ in range(50))
    entries: dict[SectionName, tuple[Entry, ...]] = dict.fromkeys(SECTION_NAMES, refs)
    entries |= {"new": (*notes, *refs), "changed": tuple(ChangedItem(number, made) for number in range(500))}
    entries["review"] = tuple(ToReview(language, 10**6, 10**9) for language in LANGUAGES)
    away = tuple(Away(calendar, DayOff("Spring Festival", date(2017, 3, 9))) for calendar in SCOPE.calendars)
    sections = [Section(name, entries[name], 10**9) for name in SECTION_NAMES]
    return digest_of(*sections, weekly=weekly, away=away, lines=lines)


def check(message: Message) -> None:
    """Fails with what Slack would say."""
    check_message_blocks(message.blocks)
    check_weight(message.blocks)


@pytest.mark.parametrize("weekly", [False, True])
@pytest.mark.parametrize("languages", [("da", "zh"), ("da", "zh", "en"), ("zh",)])
def test_slack_takes_a_digest_of_five_hundred_long_items(
    languages: tuple[Language, ...],
    weekly: bool,  # noqa: FBT001
) -> None:
    shown = render.for_channel(crowded(weekly=weekly), languages, ADDRESS, picture="F0BILLEDE1", alt="tal " * 2000)

    check(shown)
    assert len(shown.text.encode()) <= SPOKEN
    for name in SECTION_NAMES:
        assert i18n.t(f"digest.section.{name}", languages[0]) in plain(shown)


def test_slack_takes_a_digest_of_many_short_items_and_shows_many_of_them() -> None:
    lines = [line(number) for number in range(500)]
    everything = digest_of(
        Section("due", tuple(ItemRef(one) for one in range(250)), 250),
        Section("open", tuple(ItemRef(one) for one in range(250, 500)), 250),
        weekly=True,
        lines=lines,
    )

    shown = render.for_channel(everything, ("da", "zh"), ADDRESS)

    check(shown)
    assert plain(shown).count("CLEAN提交报价") >= 28


@pytest.mark.parametrize("name", SECTION_NAMES)
def test_slack_takes_a_whole_section(name: SectionName) -> None:
    full = crowded(weekly=True)
    only = replace(full, sections=tuple(one for one in full.sections if one.name == name))

    shown = render.as_section(only, "zh", ADDRESS)

    check(shown)
    assert "还有" in plain(shown)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_holiday_of_both_libraries_has_a_name(locale: Language) -> None:
    danish = {name for year in range(1990, 2100) for name in country_holidays("DK", years=year, language="da").values()}
    chinese = {one.value for one in Holiday}

    parts = {part.strip() for name in danish | chinese for part in name.split(";")}
    assert parts - NAMES.keys() == set()
    assert all(holiday(name, locale) for name in danish | chinese)


@pytest.mark.parametrize(
    ("off", "told"),
    [
        (
            Away("CN", DayOff("National Day", TODAY)),
            ("Kina holder fri i dag (nationaldag).", "中国今天放假（国庆节）。"),
        ),
        (
            Away("DK", DayOff("Langfredag", date(2017, 3, 8))),
            ("Danmark holder fri til og med 8. marts (langfredag).", "丹麦放假至3月8日（耶稣受难日）。"),
        ),
        (Away("DK", DayOff(None, TODAY)), ("Danmark holder weekend i dag.", "丹麦今天是周末休息。")),
        (
            Away("DK", DayOff(None, date(2017, 3, 7))),
            ("Danmark holder weekend til og med 7. marts.", "丹麦周末休息至3月7日。"),
        ),
    ],
)
def test_a_day_off_is_told_in_one_line_of_each_language(off: Away, told: tuple[str, str]) -> None:
    digest = digest_of(Section("due", (ItemRef(1),), 1), lines=[line(1)], away=(off,))

    assert plain(render.for_channel(digest, ("da", "zh"), ADDRESS)).splitlines()[1:3] == list(told)
