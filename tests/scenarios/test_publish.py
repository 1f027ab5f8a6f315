"""Publishing from Slack: connecting a wiki in a form, publishing by command, mention and button, and deciding."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.wiki_mark import part
from bot.services.ask_publishing import plan_publishing
from bot.wiki import WikiSettings
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.model import Canvas
from bot.workspace.seen import Seen
from tests.contracts.wiki.memory import MemoryWiki
from tests.scenarios.bot import CHANNEL, WIKI, Bot
from tests.scenarios.test_chart import direct

NOTE = """\
Møde om jord
Dato: 10. januar 2017
Beslutning: Driftsmøde hvert kvartal.
- [ ] @CLEAN sender en liste - frist: 1. marts
"""
DA, ZH = "Jiangsu 1 Møde om jord/da", "Jiangsu 1 Møde om jord/zh"
FILLED = {"Adresse": f"{WIKI}api.php", "Bruger": "Jordbro@bot", "Adgangskode": "rigtig"}
API = FILLED["Adresse"]


class Site:
    """A wiki and whoever has been let in: the password is looked at as the form gave it."""

    def __init__(self) -> None:
        self.wiki = MemoryWiki()

    def open(self, given: WikiSettings) -> MemoryWiki:
        assert given.address.startswith(WIKI)
        self.wiki.given = given.password
        return self.wiki


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path, site: Site) -> Iterator[Bot]:
    made = Bot(workspace, f"sqlite:///{store_path}", wiki=site.open)
    try:
        made.space()
        yield made
    finally:
        made.runtime.stop()


@pytest.fixture
def mette(bot: Bot) -> Person:
    who = bot.user("mette", "da")
    who.command("/note", NOTE, channel=CHANNEL)
    return who


def connect(bot: Bot, mette: Person, **changed: str) -> None:
    mette.mention("@jordbro udgiv", channel=CHANNEL)
    mette.press("Forbind en wiki…", on=mette.last(CHANNEL))
    mette.submit({**FILLED, **changed})
    soon(bot)


def publish(bot: Bot, who: Person) -> None:
    who.command("/publish", channel=CHANNEL)
    soon(bot)


def press(bot: Bot, who: Person, button: str, on: Seen) -> None:
    who.press(button, on=on)
    soon(bot)


def soon(bot: Bot) -> None:
    """What is done right after the answer."""
    bot.now += timedelta(seconds=2)
    bot.drain()


def run_later(bot: Bot, minutes: int = 61) -> None:
    bot.now += timedelta(minutes=minutes)
    plan_publishing(bot.db, now=bot.now)
    bot.drain()


def said_to(who: Person) -> list[str]:
    return [seen.plain for seen in direct(who)]


def test_owner_connects_a_wiki_in_a_form_and_is_told_at_once_that_it_lets_us_in(bot: Bot, mette: Person) -> None:
    connect(bot, mette)

    assert f"{API} lukker mig ind." in mette.last(CHANNEL).plain
    assert mette.last(CHANNEL).ephemeral
    assert "rigtig" not in bot.db.engine.connect().exec_driver_sql("SELECT sealed FROM publications").scalar_one()


def test_wrong_password_comes_back_with_everything_else_that_was_typed(bot: Bot, mette: Person) -> None:
    connect(bot, mette, Adgangskode="forkert")

    assert "bruger og adgangskode passer ikke" in mette.last(CHANNEL).plain
    mette.press("Indstillinger…", on=mette.last(CHANNEL))
    modal = mette.modal
    assert modal is not None
    assert {name: field.value for name, field in modal.fields.items() if name in FILLED} == {
        "Adresse": API,
        "Bruger": "Jordbro@bot",
        "Adgangskode": None,
    }


@pytest.mark.parametrize("address", ["https://evil.example/api.php", "http://127.0.0.1:22/", "file:///etc", "wiki"])
def test_address_that_the_operator_has_not_allowed_is_said_so_in_the_form(
    bot: Bot, mette: Person, site: Site, address: str
) -> None:
    connect(bot, mette, Adresse=address)

    assert "Det er ikke en adresse, jeg må udgive til." in str(mette.modal and mette.modal.errors)
    assert site.wiki.asked == []


def test_command_publishes_and_says_how_it_went(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)

    publish(bot, mette)

    assert DA in site.wiki.titles
    assert ZH in site.wiki.titles
    assert f"{API} er ajour.\n6 sider skrevet." in said_to(mette)[-1]


def test_partner_publishes_by_mention_in_chinese(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    li = bot.user("li", "zh")

    li.mention("@jordbro 发布", channel=CHANNEL)
    soon(bot)

    assert "正在发布" in li.last(CHANNEL).plain
    assert DA in site.wiki.titles


def test_partner_who_is_no_owner_cannot_connect(bot: Bot, mette: Person) -> None:
    connect(bot, mette)
    li = bot.user("li", "zh")

    li.mention("@jordbro 发布 状态", channel=CHANNEL)

    assert "连接维基" not in li.last(CHANNEL).plain


def test_what_changes_is_published_by_itself_once_an_hour(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    mette.command("/note", NOTE.replace("Møde om jord", "Møde om vand"), channel=CHANNEL)
    assert "Jiangsu 2 Møde om vand/da" not in site.wiki.titles

    run_later(bot)

    assert "Jiangsu 2 Møde om vand/da" in site.wiki.titles


def test_edit_in_the_wiki_is_shown_to_the_owner_and_taken(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.replaces(DA, "Driftsmøde hvert kvartal.", "Driftsmøde hver måned.")

    run_later(bot)
    asked = direct(mette)[-1]
    assert "Her: Driftsmøde hvert kvartal.\nI wikien: Driftsmøde hver måned." in asked.plain
    press(bot, mette, "Brug wikiens", asked)

    assert "er nu i referatet" in said_to(mette)[-1]
    assert bot.notes()[0].items[0].text.content == "Driftsmøde hver måned."
    run_later(bot)
    assert len(said_to(mette)) == len(set(said_to(mette)))


def test_title_edited_in_the_wiki_is_named_shown_and_taken(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.replaces(DA, part("title", "Møde om jord"), part("title", "Møde om jord og luft"))

    run_later(bot)
    asked = direct(mette)[-1]
    assert "Titel\nHer: Møde om jord\nI wikien: Møde om jord og luft" in asked.plain
    press(bot, mette, "Brug wikiens", asked)

    assert bot.notes()[0].title.content == "Møde om jord og luft"


def test_conflict_is_asked_about_and_ours_can_be_kept(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.replaces(DA, "Driftsmøde hvert kvartal.", "Driftsmøde hver måned.")
    mette.mention("@jordbro udgiv", channel=CHANNEL)
    soon(bot)
    asked = direct(mette)[-1]

    press(bot, mette, "Behold vores", asked)

    page = site.wiki.at(DA)
    assert page is not None
    assert "Driftsmøde hvert kvartal." in page.text
    assert "vores ord står i wikien igen" in said_to(mette)[-1].lower()


def test_button_about_a_page_that_changed_again_shows_it_anew(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.replaces(DA, "Driftsmøde hvert kvartal.", "Driftsmøde hver måned.")
    run_later(bot)
    asked = direct(mette)[-1]
    site.wiki.replaces(DA, "Driftsmøde hver måned.", "Driftsmøde hver uge.")

    press(bot, mette, "Brug wikiens", asked)

    assert "Siden er ændret, siden jeg spurgte." in said_to(mette)[-1]
    assert "I wikien: Driftsmøde hver uge." in said_to(mette)[-1]
    assert bot.notes()[0].items[0].text.content == "Driftsmøde hvert kvartal."


def test_later_leaves_it_in_the_list(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.replaces(DA, "Driftsmøde hvert kvartal.", "Driftsmøde hver måned.")
    run_later(bot)
    mette.press("Senere", on=direct(mette)[-1])

    mette.mention("@jordbro udgiv status", channel=CHANNEL)

    assert f"{DA} — ændret i wikien" in mette.last(CHANNEL).plain
    press(bot, mette, "Afgør…", mette.last(CHANNEL))
    assert "I wikien: Driftsmøde hver måned." in mette.last(CHANNEL).plain


def test_refusals_stand_in_the_list_with_their_reason(bot: Bot, mette: Person, site: Site) -> None:
    site.wiki.refuses[DA] = "protected"
    connect(bot, mette)
    publish(bot, mette)

    mette.mention("@jordbro udgiv status", channel=CHANNEL)

    assert f"{DA} — siden er beskyttet" in mette.last(CHANNEL).plain


def test_deleted_page_is_made_again_only_when_somebody_wants_it(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.deletes(DA)
    run_later(bot)
    assert DA not in site.wiki.titles

    mette.mention("@jordbro udgiv status", channel=CHANNEL)
    press(bot, mette, "Lav slettede sider igen", mette.last(CHANNEL))

    assert DA in site.wiki.titles


def test_owner_is_told_once_that_the_wiki_does_not_let_us_in_any_more(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    run_later(bot)
    site.wiki.password = "en ny"

    for _ in range(3):
        run_later(bot)

    told = [said for said in said_to(mette) if "bruger og adgangskode passer ikke" in said]
    assert len(told) == 1


def test_wiki_that_is_away_is_tried_again(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    site.wiki.away = True
    publish(bot, mette)
    assert "svarer ikke. Jeg prøver videre." in said_to(mette)[-1]
    site.wiki.away = False

    bot.now += timedelta(minutes=11)
    bot.drain()

    assert "er ajour" in said_to(mette)[-1]


def test_disconnecting_asks_first_and_leaves_the_pages(bot: Bot, mette: Person, site: Site) -> None:
    connect(bot, mette)
    publish(bot, mette)

    mette.mention("@jordbro udgiv status", channel=CHANNEL)
    mette.press("Afbryd…", on=mette.last(CHANNEL))
    press(bot, mette, "Afbryd", mette.last(CHANNEL))

    assert "Siderne dér bliver." in mette.last(CHANNEL).plain
    assert DA in site.wiki.titles


def test_nothing_can_be_connected_where_the_operator_allows_nothing(
    workspace: LocalWorkspace, store_path: Path
) -> None:
    bot = Bot(workspace, f"sqlite:///{store_path}")
    try:
        bot.space()
        mette = bot.user("mette", "da")
        mette.mention("@jordbro udgiv", channel=CHANNEL)
        assert "har ikke tilladt nogen wiki endnu" in mette.last(CHANNEL).plain
        assert "[Forbind en wiki…]" not in mette.last(CHANNEL).plain
    finally:
        bot.runtime.stop()


def canvas_of(bot: Bot) -> str:
    canvas = bot.workspace.world.channel_named(CHANNEL).canvas
    return canvas.markdown if canvas else ""


def keep_canvas(bot: Bot, mette: Person) -> None:
    mette.mention("@jordbro udgiv status", channel=CHANNEL)
    press(bot, mette, "Hold kanalens canvas ajour", mette.last(CHANNEL))


def test_canvas_of_the_channel_shows_the_record_in_both_languages(bot: Bot, mette: Person) -> None:
    keep_canvas(bot, mette)

    assert "# Jiangsu: vores referat indtil nu" in canvas_of(bot)
    assert "# Jiangsu：目前的记录" in canvas_of(bot)
    assert "**1.1** Driftsmøde hvert kvartal." in canvas_of(bot)
    assert "→ CLEAN · 1. marts 2017" in canvas_of(bot)


def test_canvas_follows_the_record_once_an_hour_and_is_left_alone_otherwise(bot: Bot, mette: Person) -> None:
    keep_canvas(bot, mette)
    mette.command("/note", NOTE.replace("Møde om jord", "Møde om vand"), channel=CHANNEL)

    run_later(bot)
    calls = len(bot.workspace.calls("canvases.edit"))
    run_later(bot)

    assert "Møde om vand" in canvas_of(bot)
    assert calls == 1
    assert len(bot.workspace.calls("canvases.edit")) == 1


def test_canvas_that_people_have_made_is_never_written_over(bot: Bot, mette: Person) -> None:
    bot.workspace.world.channel_named(CHANNEL).canvas = Canvas("F0THEIRS", "Vores", "Partnernes egen tavle.")

    keep_canvas(bot, mette)

    assert canvas_of(bot) == "Partnernes egen tavle."
    mette.mention("@jordbro udgiv status", channel=CHANNEL)
    assert "der er allerede en side med den titel, og den er ikke min" in mette.last(CHANNEL).plain
