"""The glossary before one's eyes: the Danish colleague adds a term by form, the Chinese one finds and changes it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.browser.panes import CHINESE, DANISH, dialog, message, write
from tests.scenarios.bot import CHANNEL, Bot, running
from tests.scenarios.engine import RecordingEngine

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(120)]


@pytest.fixture
def bot(new_store: str) -> Iterator[Bot]:
    with LocalWorkspace.start() as workspace, running(workspace, new_store, RecordingEngine()) as made:
        made.user("mette", "da")
        made.user("li", "zh")
        yield made


def test_a_term_is_added_by_one_colleague_and_found_and_changed_by_the_other(bot: Bot, page: Page, shot: Shot) -> None:
    page.goto(bot.workspace.url)
    write(page, DANISH, "/glossary poreluft")
    message(page, DANISH, "»poreluft« står ikke i ordlisten").get_by_role("button", name="Tilføj").click()
    form = dialog(page, DANISH)
    expect(form.get_by_label("Dansk", exact=False).first).to_have_value("poreluft")
    form.get_by_role("button", name="Gem").click()
    expect(form).to_contain_text("Et fagord skal have en form på mindst to sprog.")
    shot(page, "glossary-form-refused")
    form.get_by_label("Kinesisk", exact=False).first.fill("土壤气")
    form.get_by_role("button", name="Gem").click()
    expect(message(page, DANISH, "»poreluft« står nu i ordlisten.")).to_be_visible()

    write(page, CHINESE, "@jordbro 术语 土壤气")
    found = message(page, CHINESE, "本合作自有，编辑人：Mette Holm")
    expect(found).to_contain_text("丹麦文： poreluft")
    shot(page, "glossary-found")
    found.get_by_role("button", name="修改").click()
    form = dialog(page, CHINESE)
    form.get_by_label("中文禁用写法").fill("土壤空气")
    page.set_viewport_size({"width": 390, "height": 800})
    page.locator("#switch [data-side=right]").click()
    shot(page, "glossary-form-narrow")
    form.get_by_role("button", name="保存").click()
    expect(message(page, CHINESE, "“土壤气”已修改。")).to_be_visible()

    write(page, CHINESE, "@jordbro 术语 导出 csv")
    expect(message(page, CHINESE, "文件已私信发给你。")).to_be_visible()
    page.locator(f"{CHINESE} [role=tab]").nth(1).click()
    expect(page.locator(f"{CHINESE} a", has_text="glossary.csv")).to_be_visible()
    shot(page, "glossary-file-narrow")


def test_the_other_side_is_told_which_lines_were_broken(bot: Bot, page: Page, shot: Shot) -> None:
    table = "kind;da;zh;en\nterm;filterrør;滤管;screen\nfrugt;pære;梨;pear\n".encode()
    bot.workspace.user("li").mention("@jordbro 术语 导入", CHANNEL, file=("terms.csv", table))
    page.goto(bot.workspace.url)

    told = message(page, CHINESE, "已导入：新增 1 条")
    expect(told).to_contain_text("第 3 行：没有“frugt”这个类别")
    shot(page, "glossary-import")
