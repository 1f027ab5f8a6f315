"""Publishing before one's eyes: a wiki is connected in a form, and what was changed there is decided about."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bot.domain.wiki_mark import part
from bot.workspace.driver import LocalWorkspace
from tests.browser.panes import write
from tests.browser.test_followup import CHINESE, DANISH, Look, goes, look, opened, seen
from tests.scenarios.bot import CHANNEL, Bot
from tests.scenarios.test_publish import API, DA, NOTE, Site, run_later, soon

__all__ = ["look"]  # the fixture

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patience"), pytest.mark.timeout(180)]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def bot(new_store: str, site: Site) -> Iterator[Bot]:
    with LocalWorkspace.start() as workspace:
        made = Bot(workspace, new_store, wiki=site.open)
        try:
            made.space()
            made.user("li", "zh")
            made.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
            yield made
        finally:
            made.runtime.stop()


def test_wiki_is_connected_published_to_and_decided_about(bot: Bot, site: Site, page: Page, look: Look) -> None:
    page.goto(bot.workspace.url)
    write(page, DANISH, "/publish")
    offered = seen(page, DANISH, "Forbind en wiki")
    look("publish-nothing-yet", "da")
    offered.get_by_role("button", name="Forbind en wiki…").click()
    form = opened(page, DANISH)
    expect(form).to_be_visible()
    look("publish-form", "da")
    for label, value in (("Adresse", API), ("Bruger", "Jordbro@bot"), ("Adgangskode", "rigtig")):
        form.get_by_label(label, exact=False).first.fill(value)
    form.get_by_role("button", name="Gem").click()
    expect(page.locator(f"{DANISH} [role=dialog]")).to_have_count(0)
    soon(bot)
    expect(seen(page, DANISH, "lukker mig ind")).to_be_visible()
    look("publish-connected", "da")
    run_later(bot)

    site.wiki.replaces(DA, "Driftsmøde hvert kvartal.", "Driftsmøde hver måned, skiftevis i København og Nanjing.")
    site.wiki.replaces(DA, part("title", "Møde om jord"), part("title", "Møde om jord og grundvand"))
    run_later(bot)
    goes(page, DANISH, "D")
    asked = seen(page, DANISH, "Siden er ændret i wikien")
    expect(asked).to_contain_text("Titel")
    look("publish-asked", "da")
    asked.get_by_role("button", name="Brug wikiens").click()
    expect(seen(page, DANISH, "Et øjeblik: Jeg ser på s")).to_be_visible()
    soon(bot)
    expect(seen(page, DANISH, "er nu i referatet")).to_be_visible()

    page_there = site.wiki.at(DA)
    assert page_there is not None
    lines = page_there.text.splitlines(keepends=True)
    site.wiki.edits(DA, "".join(line for line in lines if "hver måned" not in line))
    run_later(bot)
    lost = seen(page, DANISH, "er taget ud i wikien")
    expect(lost).to_contain_text("Driftsmøde hver måned")
    look("publish-taken-out", "da")
    lost.get_by_role("button", name="Behold vores").click()
    expect(lost).to_be_hidden()
    soon(bot)
    expect(seen(page, DANISH, "Vores ord står i wikien igen")).to_be_visible()

    write(page, CHINESE, "@jordbro 发布 状态")
    expect(seen(page, CHINESE, "wiki.example")).to_be_visible()
    look("publish-status", "zh")
