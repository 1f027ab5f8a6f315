"""The link to our pages: by command, mention and button, for both sides; and out of them everywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.sign_in import sign_in, visit
from bot.workspace.driver import LocalWorkspace, Person
from tests.integration.making import rows
from tests.scenarios.bot import CHANNEL, Bot

PUBLIC = "https://jordbro.test/"
LINK = re.compile(r"https://jordbro\.test/wiki/in/([A-Za-z0-9_-]{43})")


@pytest.fixture
def open_bot(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """A bot with an address at which its pages are reached."""
    made = Bot(workspace, f"sqlite:///{store_path}", public_url=PUBLIC)
    try:
        made.space()
        yield made
    finally:
        made.runtime.stop()


def links(person: Person) -> list[str]:
    """The secrets of the links that somebody was sent directly."""
    return [found for seen in person.messages(None) for found in LINK.findall(str(seen.blocks))]


def read_as(bot: Bot, token: str) -> str | None:
    """Who reads the pages by a link."""
    cookie = sign_in(bot.db, token, now=bot.now)
    visitor = visit(bot.db, cookie, now=bot.now) if cookie else None
    return visitor.viewer.person.slack.user_id if visitor else None


def test_a_link_comes_directly_and_stands_nowhere_else(open_bot: Bot) -> None:
    mette = open_bot.user("mette", "da")

    mette.command("/wiki", channel=CHANNEL)

    assert mette.last(CHANNEL).ephemeral
    assert mette.last(CHANNEL).plain == "Jeg har sendt dig linket som direkte besked."
    (token,) = links(mette)
    assert "Åbn siderne" in mette.last(None).plain
    kept = ("SELECT * FROM jobs", "SELECT * FROM audit", "SELECT * FROM deliveries", "SELECT * FROM web_links")
    assert token not in str([rows(open_bot.db, table) for table in kept])
    assert read_as(open_bot, token) == "U0METTE"
    assert read_as(open_bot, token) is None


def test_a_partner_without_the_app_asks_by_mention(open_bot: Bot) -> None:
    li = open_bot.user("li", "zh")

    li.mention("@jordbro 网页", channel=CHANNEL)

    assert li.last(CHANNEL).plain == "链接已通过私信发给你。"
    (token,) = links(li)
    assert read_as(open_bot, token) == "U0LI"


@pytest.mark.parametrize("asked", ["wiki", "sider", "百科", "pages"])
def test_in_a_direct_message_the_link_is_the_answer(open_bot: Bot, asked: str) -> None:
    mette = open_bot.user("mette", "da")

    mette.dm(asked)

    assert len(links(mette)) == 1
    assert [seen.plain for seen in mette.messages(None) if "sendt dig" in seen.plain] == []


def test_a_button_of_the_home_asks_for_it(open_bot: Bot) -> None:
    mette = open_bot.user("mette", "da")
    mette.open_home()

    mette.press("Læs som sider", on=mette.home)

    assert len(links(mette)) == 1


def test_off_signs_out_everywhere(open_bot: Bot) -> None:
    mette = open_bot.user("mette", "da")
    mette.command("/wiki", channel=CHANNEL)
    mette.command("/wiki", channel=CHANNEL)
    first, second = links(mette)
    cookie = sign_in(open_bot.db, first, now=open_bot.now)
    assert cookie

    mette.mention("@jordbro sider fra", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == "Du er logget ud af siderne: én browser."
    assert visit(open_bot.db, cookie, now=open_bot.now) is None
    assert read_as(open_bot, second) is None
    mette.command("/wiki", "off", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.startswith("Du var ikke logget ind")


def test_without_an_address_it_says_what_is_to_be_done(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/wiki", channel=CHANNEL)

    assert "JORDBRO_PUBLIC_URL" in mette.last(CHANNEL).plain
    assert rows(bot.db, "SELECT count(*) FROM web_links") == [(0,)]


def test_an_address_that_could_be_listened_to_is_none(workspace: LocalWorkspace, store_path: Path) -> None:
    made = Bot(workspace, f"sqlite:///{store_path}", public_url="http://jordbro.test/")
    try:
        made.space()
        made.user("mette", "en").command("/wiki", channel=CHANNEL)
        assert "https://" in made.user("mette").last(CHANNEL).plain
    finally:
        made.runtime.stop()


def test_who_is_in_no_cooperation_gets_no_link(workspace: LocalWorkspace, store_path: Path) -> None:
    made = Bot(workspace, f"sqlite:///{store_path}", public_url=PUBLIC)
    try:
        mette = made.user("mette", "da")
        mette.command("/wiki", channel=CHANNEL)
        assert "samarbejde" in mette.last(CHANNEL).plain
        assert rows(made.db, "SELECT count(*) FROM web_links") == [(0,)]
    finally:
        made.runtime.stop()
