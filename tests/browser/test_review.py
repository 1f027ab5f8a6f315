"""A doubtful translation reviewed before one's eyes: the Chinese colleague corrects it, the Danish one sees it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.scenarios.bot import CHANNEL, Bot, running
from tests.scenarios.engine import RecordingEngine

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

DANISH, CHINESE = "#pane-left", "#pane-right"
SAMPLES = "CLEAN sender 12 prøver til JEPD"
NOTE = f"""Tilsyn på grunden, 10. januar 2017, Nanjing
Formål: At aftale prøvetagning
1. Der er udtaget prøver. Laboratoriet svarer i uge 7.
Beslutning: Driftsmøde hvert kvartal.
- [ ] {SAMPLES} - frist: primo april"""
NEXT = """Næste tilsyn, 10. februar 2017
Beslutning: Driftsmøde hvert kvartal.
- [ ] {SAMPLES} - frist: primo april""".replace("{SAMPLES}", SAMPLES)
CORRECTED = "CLEAN 于 4 月上旬向江苏省环境保护厅寄送 12 份样品"
PHRASES = {
    "Tilsyn på grunden": "场地检查",
    "Næste tilsyn": "下次检查",
    "At aftale prøvetagning": "商定采样",
    "Der er udtaget prøver": "已取样",
    "Laboratoriet svarer i uge": "实验室答复的时间是星期",
    "Driftsmøde hvert kvartal": "每季度举行运营会议",
    "Driftsmøde hvert halvår": "每半年举行运营会议",
    "sender": "寄送",
    "prøver til": "份样品给",
    "frist: primo april": "期限：4月上旬",
    ".": "。",
}


def spoken(text: str) -> str:
    """Chinese as an engine makes it that gets one number wrong."""
    text = text.removeprefix("译文：")
    for danish, chinese in PHRASES.items():
        text = text.replace(danish, chinese)
    return text.replace("12", "21")


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    engine = RecordingEngine()
    engine.damage = spoken
    with LocalWorkspace.start() as workspace, running(workspace, new_store, engine) as made:
        made.user("mette", "da")
        made.user("li", "zh")
        yield made


def card(page: Page, pane: str, words: str) -> Locator:
    return page.locator(f"{pane} [data-ts]").filter(has_text=words).last


def reviewed(page: Page, words: str) -> Locator:
    """The form of the Chinese colleague, opened by the card's button."""
    card(page, CHINESE, words).get_by_role("button", name="Gennemse · 审校").click()
    dialog = page.locator(f"{CHINESE} [role=dialog]")
    expect(dialog).to_contain_text("请逐句对照")
    return dialog


def test_what_a_colleague_corrects_is_seen_remembered_and_outdated_by_an_edit(bot: Bot, page: Page, shot: Shot) -> None:
    mette = bot.workspace.user("mette")
    mette.command("/note", NOTE, channel=CHANNEL)
    page.goto(bot.workspace.url)
    expect(card(page, DANISH, "1 · Tilsyn")).to_contain_text("1 句需要核对")
    shot(page, "review-card-doubted")

    dialog = reviewed(page, "1 · Tilsyn")
    expect(dialog).to_contain_text(SAMPLES)
    expect(dialog).to_contain_text("⚠")
    shot(page, "review-form-zh")
    dialog.get_by_label("中文 · 1.3 待办").fill(CORRECTED)
    dialog.get_by_role("button", name="批准").click()
    expect(dialog).to_have_count(0)
    danish = card(page, DANISH, "1 · Tilsyn")
    expect(danish).to_contain_text(CORRECTED)
    expect(danish).to_contain_text("中文：李明已于")
    shot(page, "review-card-reviewed")

    mette.command("/note", NEXT, channel=CHANNEL)
    expect(card(page, DANISH, "2 · Næste")).to_contain_text(CORRECTED)
    shot(page, "review-remembered")

    danish.get_by_role("button", name="Ret · 修改").click()
    form = page.locator(f"{DANISH} [role=dialog]")
    form.get_by_label("Referat", exact=True).fill(
        NOTE.partition("\n")[2].partition("\n")[2].replace("kvartal", "halvår")
    )
    form.get_by_role("button", name="Gem").click()
    expect(danish).to_contain_text("1 句的原文已修改")
    expect(danish.get_by_text("（原文已修改）")).to_have_count(1)
    expect(form).to_have_count(0)
    shot(page, "review-outdated")

    dialog = reviewed(page, "1 · Tilsyn")
    expect(dialog).to_contain_text("原译文：每季度举行运营会议。")
    shot(page, "review-form-outdated")


def test_the_danish_colleague_reviews_undoes_and_reads_on_a_narrow_screen(bot: Bot, page: Page, shot: Shot) -> None:
    mette, li = bot.workspace.user("mette"), bot.workspace.user("li")
    li.mention("@jordbro 纪要 现场检查，2017年1月10日\n决定：每季度举行运营会议。\n1. 已取样。", channel=CHANNEL)
    mette.command("/review", channel=CHANNEL)
    page.goto(bot.workspace.url)
    listed = card(page, DANISH, "venter på dig")
    expect(listed).to_contain_text("sætninger")
    shot(page, "review-list-da")
    listed.get_by_role("button", name="Gennemse").first.click()
    dialog = page.locator(f"{DANISH} [role=dialog]")
    expect(dialog).to_contain_text("Sammenlign hver sætning")
    dialog.get_by_label("Dansk · 1.1 Beslutning").fill("Driftsmøde hvert kvartal.")
    shot(page, "review-form-da")
    page.set_viewport_size({"width": 390, "height": 800})
    shot(page, "review-form-da-narrow")
    dialog.get_by_role("button", name="Godkend").click()
    expect(dialog).to_have_count(0)

    shown = card(page, DANISH, "Dansk: gennemset af Mette Holm")
    shot(page, "review-card-da-narrow")
    shown.get_by_role("button", name="Historik · 修改记录").click()
    expect(dialog).to_contain_text("rettet af Mette Holm")
    shot(page, "review-history-da-narrow")
    dialog.get_by_role("button", name="Fortryd").first.click()
    expect(dialog).to_contain_text("Rettelsen er fortrudt")
    page.set_viewport_size({"width": 1400, "height": 900})
    shot(page, "review-history-undone")
