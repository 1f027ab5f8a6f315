import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Shot
from tests.browser.panes import CHINESE, DANISH, message, write

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]

NOTE = """## Note 7 · 19. januar 2017 · Nanjing · møde med JEPD
1. Akademiet ønsker at begynde med en eller to forurenede grunde som pilotprojekter.
- [ ] @JEPD udpeger grunde til pilotprojekter (senest 15. marts)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`jordbro demo` as a person starts it; gives the address it prints."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "demo", "--port", "0"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), "LANG": "da_DK.UTF-8"}
    folder = tmp_path_factory.mktemp("demo")
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, env=environment, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        found = next(filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stdout)))
        yield found[0]
        process.terminate()
        process.stdout.read()


def test_note_logged_by_the_danish_colleague_is_done_by_the_chinese_one(address: str, page: Page, shot: Shot) -> None:
    page.goto(address)
    write(page, DANISH, f"/note {NOTE}")

    danish, chinese = message(page, DANISH, "7 · møde med JEPD"), message(page, CHINESE, "7 · møde med JEPD")
    expect(danish).to_contain_text("udpeger grunde til pilotprojekter")
    expect(chinese).to_contain_text("江苏省环境保护厅确定试点项目的场地")
    expect(chinese).to_contain_text("2017年3月15日前")
    shot(page, "demo-card")

    chinese.get_by_role("button", name="完成").first.click()

    expect(chinese).to_contain_text("待办，已完成")
    expect(danish).to_contain_text("Opgave, udført")
    shot(page, "demo-done")


def test_each_colleague_gets_lists_and_summaries_in_their_language(address: str, page: Page, shot: Shot) -> None:
    page.goto(address)
    write(page, CHINESE, "@jordbro 待办")
    write(page, DANISH, "/actions CLEAN")
    expect(message(page, CHINESE, "项待办")).to_contain_text("2017年4月上旬")
    expect(message(page, DANISH, "opgaver")).to_contain_text("primo april 2017")
    expect(page.locator(DANISH)).not_to_contain_text("项待办")
    shot(page, "demo-lists")

    write(page, CHINESE, "@jordbro 摘要 2")
    write(page, DANISH, "/summary 4")
    expect(message(page, CHINESE, "其他要点")).to_contain_text("§2.3")
    expect(message(page, DANISH, "Det vigtigste ellers")).to_contain_text("§4.")
    shot(page, "demo-summaries")


def test_forms_home_and_help_read_well(address: str, page: Page, shot: Shot) -> None:
    page.goto(address)
    write(page, DANISH, "/note")
    dialog = page.locator(f"{DANISH} [role=dialog]")
    expect(dialog).to_contain_text("Formål")
    shot(page, "demo-form")
    page.keyboard.press("Escape")
    write(page, CHINESE, "@jordbro 帮助")
    expect(message(page, CHINESE, "土桥能做什么")).to_contain_text("@jordbro 待办")
    shot(page, "demo-help")
    page.locator(f"{CHINESE} [role=tab][data-place^=home]").click()
    page.locator(f"{DANISH} [role=tab][data-place^=home]").click()
    expect(page.locator(CHINESE)).to_contain_text("语言：中文")
    expect(page.locator(DANISH)).to_contain_text("Sprog: Dansk")
    shot(page, "demo-home")


def test_narrow_window_shows_one_colleague_at_a_time(address: str, page: Page, shot: Shot) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    expect(page.locator(DANISH)).to_be_visible()
    expect(page.locator(CHINESE)).to_be_hidden()
    shot(page, "demo-narrow")
