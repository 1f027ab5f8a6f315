"""Finding and reports before one's eyes: a trip is made, filled and found, wide and on a phone, in both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.browser.panes import CHINESE, DANISH, dialog, message, write
from tests.scenarios.bot import CHANNEL, Bot, running
from tests.scenarios.engine import RecordingEngine

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

YANCHENG = """\
考察盐城滩涂修复项目
时间：2019年10月21日
地点：盐城
目的：了解潮间带底泥重金属的来源。
参加：盐城市生态环境局；CLEAN
1. 滩涂面积四千五百公顷，三成受到铬和锌的影响，地下水流向尚不清楚，需要双方专家共同布设监测井并连续观测两个水文年。
决定：双方各派三名专家组成联合工作组。
待办：CLEAN在11月15日前提出采样方案
"""
NANTONG = """\
Møde på havnen i Nantong
Dato: 22. oktober 2019
Deltagere: Ejlskov A/S; Nantong Industries Holding Group
1. Grundvandet under den gamle kemifabrik skal undersøges med nye boringer.
Aftale: Samarbejdsaftale mellem Ejlskov A/S og Nantong Industries Holding Group - underskrevet
- [ ] @CLEAN sender tilbud på grundvandsboringer - frist: primo november
"""


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    with LocalWorkspace.start() as workspace, running(workspace, new_store, RecordingEngine()) as made:
        made.user("li", "zh").mention(f"@jordbro 纪要\n{YANCHENG}", channel=CHANNEL)
        made.user("mette", "da").command("/note", NANTONG, channel=CHANNEL)
        yield made


def test_a_trip_is_made_filled_and_found(bot: Bot, page: Page, shot: Shot) -> None:
    page.goto(bot.workspace.url)
    write(page, DANISH, "/report")
    message(page, DANISH, "Opret").get_by_role("button", name="Ny rejse").click()
    form = dialog(page, DANISH)
    form.get_by_label("rejsen", exact=False).first.fill("Delegationstur til Yancheng og Nantong")
    form.get_by_label("Første dag").fill("2019-10-20")
    form.get_by_label("Sidste dag").fill("2019-10-25")
    shot(page, "trip-form")
    form.get_by_role("button", name="Gem").click()
    message(page, DANISH, "er oprettet").get_by_role("button", name="Tag dem med").click()
    trip = message(page, DANISH, "er gemt")  # what stood in its place offered the same two, and has other buttons
    expect(trip).to_contain_text("2 møder")
    shot(page, "trip-page")

    trip.get_by_role("button", name="Skriv teksten").click()
    expect(dialog(page, DANISH)).to_be_visible()
    shot(page, "trip-texts")
    dialog(page, DANISH).get_by_label("Opfyldelse", exact=False).fill("Målene blev nået.\n\nVi fik nye kontakter.")
    dialog(page, DANISH).get_by_role("button", name="Gem").click()
    expect(dialog(page, DANISH)).to_have_count(0)
    message(page, DANISH, "Delegationstur").get_by_role("button", name="Brevhoved").click()
    expect(dialog(page, DANISH)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator("#switch [data-side=left]").click()
    shot(page, "trip-letterhead-narrow")
    dialog(page, DANISH).get_by_role("button", name="Annullér").click()
    expect(dialog(page, DANISH)).to_have_count(0)
    shot(page, "trip-page-narrow")

    page.locator("#switch [data-side=right]").click()
    write(page, CHINESE, "@jordbro 查找 地下水")
    expect(message(page, CHINESE, "2次会议")).to_contain_text("地下水")
    shot(page, "find-narrow")
    write(page, CHINESE, "@jordbro 报告")
    expect(message(page, CHINESE, "Delegationstur")).to_be_visible()
    shot(page, "trips-narrow")
    page.set_viewport_size({"width": 1400, "height": 900})
    write(page, DANISH, "/find grundvandsboring")
    expect(message(page, DANISH, "Søgt efter: grundvandsboring")).to_contain_text("Grundvandet under den gamle")
    shot(page, "find")
    write(page, DANISH, "/find mobiltelefon grundvand")
    expect(message(page, DANISH, "mobiltelefon")).to_be_visible()
    shot(page, "find-nothing")
