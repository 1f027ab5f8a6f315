"""Following up before one's eyes: asked, reminded and told, as a Danish and a Chinese colleague, wide and narrow."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from bot.services.plan_mailings import plan_mailings
from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.scenarios.bot import CHANNEL, Bot, running
from tests.scenarios.engine import RecordingEngine

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

Look = Callable[..., None]
DANISH, CHINESE = "#pane-left", "#pane-right"
PANES = {"da": DANISH, "zh": CHINESE}
NAMES = {"da": "Mette Holm", "zh": "李明"}
WIDE, NARROW = ViewportSize(width=1400, height=1700), ViewportSize(width=390, height=1700)
NOTE = """\
Arbejdsmøde om jord og grundvand, 10. januar 2017, Nanjing
Beslutning: Driftsmøde hvert kvartal.
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: 25. januar 2017
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 25. januar)
- [ ] Ring til borgmesteren, frist: når tiden er moden
- [ ] Genbesøg fra Suzhou forventes i marts 2017
- [ ] @CLEAN sender tilbud på ekspertbesøg senest 1. februar 2017
- [ ] @CLEAN oversætter rapporten om grundvand - frist: efteråret 2017
- [ ] @CLEAN finder et hotel"""
ANSWER = """\
关于试点场地的会议，2017年1月12日，南京
决定：双方每月交换监测数据。
待办：CLEAN收到草案后10个工作日内答复"""
CHINESE_OF = {
    "Arbejdsmøde om jord og": "土壤和",
    "Driftsmøde hvert kvartal.": "每季度举行运营会议。",
    "sender oversigt over danske jordvirksomheder": "提供丹麦土壤企业名录",
    " - frist: 25. januar 2017": "，期限：2017年1月25日",
    "udpeger grunde til": "确定场地，用于",
    " (senest 25. januar)": "（1月25日前）",
    "Ring til": "给",
    ", frist: når tiden er moden": "打电话，期限：时机成熟时",
    " fra ": "，来自",
    "forventes i marts 2017": "，预计2017年3月",
    "sender tilbud på ekspertbesøg senest 1. februar 2017": "2017年2月1日前提交专家来访报价",
    "oversætter rapporten om": "翻译报告：",
    " - frist: efteråret 2017": "，期限：2017年秋季",
    "finder et hotel": "预订酒店",
    "Vi venter på et svar.": "我们在等答复。",
}
DANISH_OF = {
    "关于": "Møde om ",
    "场地的会议": "grunde",
    "已经有人打过电话了。": "Der er allerede ringet.",
    "查找电话号码": "Find telefonnummeret",
    "起草提纲，3月1日前": " skriver et oplæg senest 1. marts",
    "双方每月交换监测数据。": "Parterne udveksler måledata hver måned.",
    "收到草案后10个工作日内答复": " svarer senest 10 arbejdsdage efter modtagelsen af udkastet",
}


def spoken(text: str) -> str:
    """Danish and Chinese as an engine makes them that knows these sentences."""
    chinese = text.startswith("译文：")
    text = text.removeprefix("译文：").removeprefix("Oversat: ")
    for said, meant in (CHINESE_OF if chinese else DANISH_OF).items():
        text = text.replace(said, meant)
    return text


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    """A space in which Mette works for CLEAN and Li for JEPD, each as contact person."""
    engine = RecordingEngine()
    engine.damage = spoken
    with LocalWorkspace.start() as workspace, running(workspace, new_store, engine) as made:
        mette, li = made.user("mette", "da"), made.user("li", "zh")
        mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)
        li.mention("@jordbro 合作 添加 @li JEPD", channel=CHANNEL)
        mette.mention("@jordbro samarbejde kontakt @mette CLEAN", channel=CHANNEL)
        li.mention("@jordbro 合作 联系人 @li JEPD", channel=CHANNEL)
        yield made


@pytest.fixture
def look(page: Page, shot: Shot) -> Look:
    """Look at what is there, wide and on a phone, where nothing may stand over the edge."""

    def looked(name: str, *languages: str) -> None:
        shot(page, name)
        page.set_viewport_size(NARROW)
        for language in languages:
            page.get_by_role("button", name=NAMES[language]).first.click()
            expect(page.locator(PANES[language])).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
            shot(page, f"{name}-{language}-narrow")
        page.set_viewport_size(WIDE)

    page.set_viewport_size(WIDE)
    return looked


def comes(bot: Bot, day: int, hour: int) -> None:
    """The clock is moved on to a full hour of January 2017 (UTC), and what is due then is sent."""
    bot.now = datetime(2017, 1, day, hour, tzinfo=UTC)
    plan_mailings(bot.db, now=bot.now)
    bot.drain()


def seen(page: Page, pane: str, words: str) -> Locator:
    return page.locator(f"{pane} [data-ts]").filter(has_text=words).last


def goes(page: Page, pane: str, place: str) -> None:
    """To the direct messages or the home."""
    tab = page.locator(f"{pane} [role=tab][data-place^={place}]")
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")


def pictured(message: Locator) -> str:
    """What the one picture of a message shows, in words, once it is there."""
    picture = message.locator("img")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == 1600
    return picture.get_attribute("alt") or ""


def sheet(page: Page, pane: str, words: str, ref: str) -> Locator:
    """Everything about one action, opened from the card."""
    menu = seen(page, pane, words).get_by_role("combobox", name="Åbn en opgave … · 打开待办…")
    expect(menu).to_be_visible()
    menu.select_option(next(one for one in menu.locator("option").all_text_contents() if one.startswith(f"{ref} ")))
    return opened(page, pane)


def opened(page: Page, pane: str) -> Locator:
    """The form or sheet before a colleague."""
    return page.locator(f"{pane} [role=dialog]").last


def says(page: Page, pane: str, *, press: str, then: str) -> None:
    """A button of the form is pressed, and what is shown then has some words."""
    opened(page, pane).get_by_role("button", name=press, exact=True).first.click()
    expect(opened(page, pane)).to_contain_text(then)


def test_what_was_not_understood_is_asked_and_the_card_follows(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    page.goto(bot.workspace.url)
    asked = seen(page, DANISH, "1.4: jeg forstod ikke fristen (»når tiden er moden«). Vælg en dag:")
    expect(asked).to_be_visible()
    look("a1-asked", "da")

    asked.get_by_label("Vælg en dag").fill("2017-02-14")

    expect(seen(page, DANISH, "1.4: frist 14. februar 2017.")).to_be_visible()
    card = seen(page, CHINESE, "1 · Arbejdsmøde")
    expect(card).to_contain_text("→ 14. februar 2017")
    expect(card).to_contain_text("→ 2017年2月14日")
    expect(page.locator(CHINESE)).not_to_contain_text("forstod ikke")
    look("a2-picked", "da", "zh")


def test_everything_about_an_action_is_done_from_its_sheet(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    page.goto(bot.workspace.url)

    danish = sheet(page, DANISH, "1 · Arbejdsmøde", "1.4")
    expect(danish).to_contain_text("Hvem gør det?")
    look("b1-sheet", "da")
    says(page, DANISH, press="Jeg tager den", then="Du har taget 1.4.")
    look("b2-claimed", "da")
    says(page, DANISH, press="Giv videre", then="Og dem, der har den nu?")
    look("b3-hand-over", "da")
    opened(page, DANISH).get_by_label("Person").select_option("李明")
    says(page, DANISH, press="Gem", then="1.4 er givet videre til 李明")
    look("b4-handed", "da")
    says(page, DANISH, press="Kommentér", then="Din kommentar")
    look("b5-comment-form", "da")
    opened(page, DANISH).get_by_label("Din kommentar").fill("Vi venter på et svar.")
    says(page, DANISH, press="Gem", then="Din kommentar til 1.4 er gemt.")
    look("b6-commented", "da")

    goes(page, CHINESE, "D")
    told = seen(page, CHINESE, "Mette Holm 把 1.4 转交给你：")
    expect(told).to_contain_text("打电话")
    look("b7-told", "zh")
    told.get_by_role("button", name="打开").click()
    expect(opened(page, CHINESE)).to_contain_text("我们在等答复。")
    look("b8-sheet", "zh")
    says(page, CHINESE, press="拆分", then="每行")
    look("b9-split", "zh")
    opened(page, CHINESE).get_by_role("textbox").fill("查找电话号码\n江苏省环境保护厅起草提纲，3月1日前")
    says(page, CHINESE, press="保存", then="2 个分项")
    look("b10-parts", "zh")
    says(page, CHINESE, press="取消待办", then="为什么")
    expect(opened(page, CHINESE).get_by_role("textbox")).to_have_value("")
    look("b11-drop", "zh")
    opened(page, CHINESE).get_by_role("textbox").fill("已经有人打过电话了。")
    says(page, CHINESE, press="保存", then="1.4 已取消。")
    look("b12-dropped", "zh")
    page.keyboard.press("Escape")
    opened(page, DANISH).get_by_role("button", name="Luk").last.click()
    card = seen(page, DANISH, "1 · Arbejdsmøde")
    expect(card).to_contain_text("Opgave, bortfaldet")
    expect(card).to_contain_text("Find telefonnummeret")
    expect(sheet(page, DANISH, "1 · Arbejdsmøde", "1.4")).to_contain_text(
        "Bortfaldet, fordi: Der er allerede ringet. (maskinoversat)"
    )
    look("b13-dropped", "da")
    says(page, DANISH, press="Fortryd", then="Den seneste ændring af 1.4 er fortrudt.")
    expect(card).not_to_contain_text("bortfaldet")
    look("b14-undone", "da")


def test_what_an_action_waits_for_has_happened(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("li").mention(f"@jordbro 纪要 {ANSWER}", channel=CHANNEL)
    page.goto(bot.workspace.url)
    expect(sheet(page, CHINESE, "1 · ", "1.2")).to_contain_text("等待：“收到草案后10个工作日内”")
    expect(sheet(page, DANISH, "1 · ", "1.2")).to_contain_text("Venter på")
    look("g1-sheet", "zh", "da")

    says(page, CHINESE, press="已经发生", then="哪一天")
    look("g2-form", "zh")
    says(page, CHINESE, press="保存", then="1.2 的期限为2017年2月3日前。")

    look("g3-started", "zh")
    expect(seen(page, DANISH, "1 · ")).to_contain_text("senest 3. februar 2017")
    look("g4-card", "zh", "da")


def test_the_channel_is_told_what_falls_due_and_once_a_week_everything(bot: Bot, page: Page, look: Look) -> None:
    comes(bot, 20, 8)
    bot.now += timedelta(hours=1)
    bot.workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    bot.workspace.user("li").mention(f"@jordbro 纪要 {ANSWER}", channel=CHANNEL)
    page.goto(bot.workspace.url)

    comes(bot, 24, 8)
    for pane in (DANISH, CHINESE):
        daily = seen(page, pane, "Overblik, 24. januar · 简报，1月24日")
        expect(daily).to_contain_text("Snart frist eller over fristen · 即将到期或已逾期")
        expect(daily).to_contain_text("→ JEPD · senest 25. januar 2017")
        expect(daily).to_contain_text("→ 江苏省环境保护厅 · 2017年1月25日前")
        expect(daily).to_contain_text("2.1 Beslutning · 决定")
    look("c1-daily", "da", "zh")

    comes(bot, 30, 8)
    for pane in (DANISH, CHINESE):
        weekly = seen(page, pane, "Ugens overblik, 30. januar · 每周简报，1月30日")
        expect(weekly).to_contain_text("Kina holder fri til og med 2. februar (kinesisk nytår).")
        expect(weekly).to_contain_text("中国放假至2月2日（春节）。")
        expect(weekly.get_by_role("button", name="Det er sket · 已经发生")).to_be_visible()
        alt = pictured(weekly)
        assert "江苏省环境保护厅：1项已逾期：1.3。" in alt
        assert alt.startswith("Det kommende halve år: Jiangsu\n")
    look("d1-weekly", "da", "zh")


def test_each_is_reminded_in_their_language_and_settles_it_there(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    bot.workspace.user("mette").command(
        "/note", "- [ ] CLEAN forventes at besøge Nanjing i uge 3, 2017", channel=CHANNEL
    )
    comes(bot, 24, 2)
    comes(bot, 24, 9)
    page.goto(bot.workspace.url)
    goes(page, DANISH, "D")
    goes(page, CHINESE, "D")
    danish, chinese = seen(page, DANISH, "Husk: 3 opgaver"), seen(page, CHINESE, "提醒：你有 1 项待办")
    expect(danish).to_contain_text("Hvornår skal det være gjort?")
    expect(chinese).to_contain_text("江苏省环境保护厅 · 2017年1月25日前")
    look("e1-reminder", "da", "zh")

    chinese.get_by_role("button", name="完成").click()
    expect(page.locator(CHINESE)).to_contain_text("1.3 已标为完成。")
    danish.get_by_role("button", name="Det er sket").click()
    expect(page.locator(DANISH)).to_contain_text("2.1 er markeret som udført.")
    danish.get_by_label("Ny dato").first.fill("2017-02-15")
    expect(page.locator(DANISH)).to_contain_text("1.2: frist 15. februar 2017.")
    danish.get_by_label("Ikke nu").last.select_option("Om en uge")
    expect(page.locator(DANISH)).to_contain_text("Jeg minder dig ikke om 1.8 før tirsdag den 31. januar 2017.")
    look("e2-settled", "da", "zh")

    goes(page, DANISH, "home")
    goes(page, CHINESE, "home")
    expect(page.locator(f"{DANISH} .home")).to_contain_text("Dine åbne opgaver: 4")
    expect(page.locator(f"{DANISH} .home")).to_contain_text("ikke nu, igen fra 31. januar 2017")
    expect(page.locator(f"{CHINESE} .home")).to_contain_text("你没有未完成的待办。")
    look("f1-home", "da", "zh")


def test_each_gets_the_half_year_as_a_picture(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("mette").command("/note", NOTE, channel=CHANNEL)
    bot.workspace.user("mette").command("/actions", "tidslinje", channel=CHANNEL)
    bot.workspace.user("li").mention("@jordbro 待办 时间表", channel=CHANNEL)
    bot.now += timedelta(seconds=1)
    bot.drain()
    page.goto(bot.workspace.url)
    expect(seen(page, DANISH, "Jeg tegner tidslinjen.")).to_be_visible()
    expect(seen(page, CHINESE, "正在绘制时间表，画好后会私信发给你。")).to_be_visible()
    look("h1-coming", "da", "zh")

    goes(page, DANISH, "D")
    goes(page, CHINESE, "D")

    assert "1.6 @CLEAN sender tilbud" in pictured(seen(page, DANISH, "Det kommende halve år: Jiangsu"))
    assert "江苏省环境保护厅：1.3 @江苏省环境保护厅确定场地" in pictured(seen(page, CHINESE, "今后半年：Jiangsu"))
    look("h2-picture", "da", "zh")


def test_what_the_channel_is_told_is_set_in_a_form(bot: Bot, page: Page, look: Look) -> None:
    bot.workspace.user("mette").command("/digest", channel=CHANNEL)
    bot.workspace.user("li").mention("@jordbro 简报", channel=CHANNEL)
    page.goto(bot.workspace.url)
    danish, chinese = seen(page, DANISH, "Kanalens overblik"), seen(page, CHINESE, "本频道的简报")
    expect(danish).to_contain_text("Hele listen: hver mandag")
    expect(chinese).to_contain_text("完整清单：星期一")
    look("i1-page", "da", "zh")
    danish.get_by_role("button", name="Skift").click()
    chinese.get_by_role("button", name="修改").click()
    expect(opened(page, DANISH)).to_contain_text("Dag for hele listen")
    form = opened(page, CHINESE)
    form.get_by_label("完整清单在").select_option("星期五")
    look("i2-form", "da", "zh")

    form.get_by_role("button", name="保存").click()

    changed = seen(page, DANISH, "李明 har ændret kanalens overblik:")
    expect(changed).to_contain_text("Hele listen: hver fredag")
    expect(changed).to_contain_text("完整清单：星期五")
    opened(page, DANISH).get_by_role("button", name="Annullér").click()
    look("i3-changed", "da", "zh")
