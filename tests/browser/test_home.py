"""App Home and the form of settings before one's eyes, as a Danish and a Chinese colleague, wide and narrow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.integration.making import answered
from tests.scenarios.bot import CHANNEL, Bot, running

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

DANISH, CHINESE = "#pane-left", "#pane-right"
NOTE = """\
Arbejdsmøde om jord og grundvand, 10. januar 2017, Nanjing
Beslutning: Driftsmøde hvert kvartal.
- [ ] @CLEAN sender oversigt over danske jordvirksomheder - frist: 15. januar 2017
- [ ] @CLEAN sender tilbud på ekspertbesøg og gennemgang af de fem pilotgrunde i Jiangsu - frist: 25. januar 2017
- [ ] @CLEAN retter referatet - frist: 30. januar 2017
- [ ] @CLEAN afleverer rapport om overvågning af forurenet jord - frist: efteråret 2017
- [ ] @CLEAN svarer senest 10 arbejdsdage efter modtagelsen af udkastet
- [ ] @CLEAN finder et hotel
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)
- [ ] @JEPD sender kort over brønde - frist: primo februar
- [ ] Genbesøg fra Suzhou forventes i marts 2017
- [ ] Konference om grundvand i Nanjing 2. marts 2017"""
TRANSLATED = {
    "udpeger grunde": "江苏省环境保护厅指定试点项目的地块",
    "kort over": "江苏省环境保护厅寄送水井分布图",
    "Genbesøg": "苏州代表团预计于2017年3月回访",
    "Konference": "南京地下水会议，2017年3月2日",
    "Driftsmøde": "每季度举行运营会议。",
}


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    """A space in which Mette works for CLEAN, and Li with a colleague for JEPD."""
    with LocalWorkspace.start() as workspace, running(workspace, new_store) as made:
        mette, li = made.user("mette", "da"), made.user("li", "zh")
        mette.command("/note", NOTE, channel=CHANNEL)
        workspace.join("zhao", CHANNEL)
        mette.mention("@jordbro samarbejde tilføj @mette CLEAN", channel=CHANNEL)
        for who in ("li", "zhao"):
            li.mention(f"@jordbro 合作 添加 @{who} JEPD", channel=CHANNEL)
        for item in made.notes()[0].items:
            said = next((words for part, words in TRANSLATED.items() if part in item.text.content), None)
            if said:
                answered(made.db, item.text, said)
        yield made


def home(page: Page, pane: str, tab: str) -> Locator:
    """A colleague's App Home, just opened."""
    page.locator(pane).get_by_role("tab", name=tab).click()
    return page.locator(f"{pane} .home")


def test_each_sees_what_is_theirs_in_their_language(bot: Bot, page: Page, shot: Shot) -> None:
    page.set_viewport_size({"width": 1400, "height": 2600})
    page.goto(bot.workspace.url)

    danish = home(page, DANISH, "Jordbro · Hjem")
    expect(danish).to_contain_text("Dine åbne opgaver: 6")
    expect(danish).to_contain_text("Fristen er overskredet (1)")
    expect(danish).to_contain_text("Besøg og begivenheder de næste otte uger")
    expect(danish).to_contain_text("Påmindelser: kl. 09:00, 3 arbejdsdage før fristen")
    chinese = home(page, CHINESE, "Jordbro · 主页")
    expect(chinese).to_contain_text("你所在单位的待办：2 项")
    expect(chinese).to_contain_text("江苏省环境保护厅指定试点项目的地块")
    expect(chinese).to_contain_text("等你审校")
    shot(page, "home-da-zh")

    danish.get_by_role("button", name="English").click()
    expect(danish).to_contain_text("Your open actions: 6")
    expect(danish).to_contain_text("Due within a week (1)")
    shot(page, "home-en")
    danish.get_by_role("button", name="Done").first.click()
    expect(danish).to_contain_text("Your open actions: 5")


def test_home_and_settings_on_a_narrow_screen(bot: Bot, page: Page, shot: Shot) -> None:
    page.set_viewport_size({"width": 390, "height": 2600})
    page.goto(bot.workspace.url)

    danish = home(page, DANISH, "Jordbro · Hjem")
    expect(danish).to_contain_text("Dine åbne opgaver: 6")
    shot(page, "home-da-narrow")
    danish.get_by_role("button", name="Ret indstillinger").click()
    form = page.locator(f"{DANISH} [role=dialog]")
    expect(form).to_contain_text("Arbejdsdage og helligdage i")
    shot(page, "settings-da-narrow")
    form.get_by_label("Eller en anden tidszone").fill("Mars/Olympus")
    form.get_by_role("button", name="Gem").click()
    expect(form).to_contain_text("Den tidszone kender jeg ikke.")
    expect(form.get_by_label("Eller en anden tidszone")).to_have_value("Mars/Olympus")
    shot(page, "settings-da-narrow-wrong")
    form.get_by_label("Eller en anden tidszone").fill("Europe/Oslo")
    form.get_by_role("button", name="Gem").click()

    expect(form).to_have_count(0)
    expect(danish).to_contain_text("Tidszone: Europe/Oslo")
    shot(page, "home-da-narrow-changed")
    page.get_by_role("button", name="李明").first.click()
    expect(home(page, CHINESE, "Jordbro · 主页")).to_contain_text("你所在单位的待办：2 项")
    shot(page, "home-zh-narrow")


def test_chinese_colleague_changes_settings_from_the_channel(bot: Bot, page: Page, shot: Shot) -> None:
    bot.workspace.user("li").mention("@jordbro 设置", channel=CHANNEL)
    page.goto(bot.workspace.url)
    shown = page.locator(f"{CHINESE} [data-ts]").filter(has_text="工作日历：").last

    shown.get_by_role("button", name="更改设置").click()
    form = page.locator(f"{CHINESE} [role=dialog]")
    expect(form).to_contain_text("按哪国的工作日和节假日")
    shot(page, "settings-zh")
    page.set_viewport_size({"width": 1400, "height": 1700})
    shot(page, "settings-zh-tall")
    form.get_by_role("button", name="保存").click()

    expect(form).to_have_count(0)
    told = page.locator(f"{CHINESE} [data-ts]").filter(has_text="你的设置已保存。").last
    expect(told).to_contain_text("目前没有需要提醒你的事。")
    shot(page, "settings-zh-saved")
