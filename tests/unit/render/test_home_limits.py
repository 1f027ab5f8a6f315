"""App Home, settings and pauses: Slack takes them whatever people write, and nothing of use is cut off."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import i18n
from bot.domain.due import Due
from bot.domain.home import Home, Owed, Visits, share_of
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import Person, SlackChannel, SlackUser
from bot.domain.preferences import Preferences, Reader
from bot.domain.record import Action, ActionLine, CardPlace, Item, Organisation, Owner, Space, Text, Translation
from bot.domain.review import Waiting
from bot.domain.zones import OFFERED
from bot.render import preferences, preferences_form, snooze
from bot.render.home import as_home
from bot.services.read_home import MINE, OURS, REVIEWS, VISITS
from bot.slack.message import Block, Message
from bot.workspace.rules import check_message_blocks, check_view
from bot.workspace.rules_weight import check_weight
from handlers.routes import words

i18n.load()

LARGEST = 250_000  # bytes: views.publish refuses more (docs.slack.dev: view_too_large)
TODAY = date(2017, 1, 20)
NOW = datetime(2017, 1, 20, 9, tzinfo=UTC)
ADDRESS = "https://region-hovedstaden.slack.com/"
DANISH = "Miljø- og Energiforvaltningen afleverer en gennemgang af jordforureningsundersøgelserne & <grundvand> | *nu* "
CHINESE = "江苏省环境保护厅提交关于受污染土壤和地下水调查与修复技术标准的详细比较报告以及实施方案，"
LONG: dict[Language, str] = {"da": DANISH * 8, "zh": CHINESE * 20, "en": DANISH.replace("ø", "o") * 8}
NAMES: dict[Language, str] = {"da": "Styrelsen for Vand- og Naturforvaltning " * 5, "zh": "江苏省环境科学研究院" * 12}


def line(number: int, content: str, due: Due | None = None, *, expected: bool = False) -> ActionLine:
    translations = {one: Translation(one, LONG[one], "needs_check") for one in LANGUAGES}
    text = Text(number, "da", content, translations)
    owners = [Owner(Organisation(1, NAMES), 1, "Anne-Sofie Kjærgaard-Nørregård " * 3), Owner(Organisation(2, NAMES))]
    action = Action(number, 1, "open", expected, owners[0], due, others=tuple(owners[1:]))
    item = Item(number, 1, f"123.{number}", str(number), "action", text, action)
    card = CardPlace(SlackChannel("T1", "C0123456789"), "1484902800.000100")
    return ActionLine(item, action, Space(1, NAMES["da"], ("da", "zh")), text, card)


def everything(count: int, language: Language, *, chosen: bool = True) -> Home:
    """A home of so many actions, spread over all urgencies, with long words everywhere."""
    ends = [TODAY + timedelta(days=days) for days in (-400, 0, 9, 90)]
    dues = [*(Due("x", end, end, "day") for end in ends), Due(LONG["da"], None, None, "event"), None]
    lines = [
        line(number, LONG[language], dues[number % len(dues)], expected=number % 7 == 6) for number in range(1, count)
    ]
    owed = [
        Owed(one.item.id, one.action.expected, due.end if due else None, due.precision if due else None, mine=True)
        for one in lines
        for due in [one.action.due]
    ]
    waiting = Waiting(1, 1, lines[0].note_title, NAMES["da"], 100, 50)
    person = Person(1, SlackUser("T1", "U1"), "Mette", language if chosen else None, zone="Europe/Copenhagen")
    return Home(
        Reader(person, Preferences(zone="America/Argentina/ComodRivadavia", digest=True)),
        TODAY,
        2,
        share_of(owed[: len(owed) // 2], TODAY, MINE),
        share_of(owed[len(owed) // 2 :], TODAY, OURS),
        Visits(tuple(one.item.id for one in lines[:VISITS]), 7),
        {one.item.id: one for one in lines},
        {one.item.id: TODAY + timedelta(days=3) for one in lines},
        (waiting,) * REVIEWS if chosen else None,
        12,
    )


def texts(blocks: Sequence[Block]) -> str:
    return "\n".join(str(block.get("text", block.get("elements", ""))) for block in blocks)


def taken(message: Message) -> None:
    check_message_blocks(message.blocks)
    check_weight(message.blocks)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", [True, False])
def test_slack_takes_a_home_of_five_hundred_long_actions(locale: Language, language: Language, *, chosen: bool) -> None:
    home = everything(501, language, chosen=chosen)

    view = as_home(home, tuple(words()), locale, ADDRESS)

    check_view(view, "home")
    assert len(json.dumps(view)) < LARGEST
    shown = texts(view["blocks"])
    assert home.mine.total == home.ours.total == 250
    assert [item_id for item_id in (*home.mine.shown, *home.ours.shown) if f"|123.{item_id}>*" not in shown] == []
    assert shown.count(ADDRESS) == MINE + OURS + VISITS
    assert str(250 - MINE) in shown
    assert str(250 - OURS) in shown


@pytest.mark.parametrize(
    ("locale", "due"), [("da", "17. december 2015"), ("zh", "2015年12月17日"), ("en", "17 December 2015")]
)
def test_every_line_keeps_its_due_date_beside_long_words(locale: Language, due: str) -> None:
    home = everything(501, "da")

    lines = [block for block in as_home(home, (), locale, ADDRESS)["blocks"] if block["type"] == "section"]

    overdue = [block["text"]["text"] for block in lines if "accessory" in block][: len(home.mine.groups[0].shown)]
    assert len(overdue) == MINE
    assert [text for text in overdue if due not in text] == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_home_of_somebody_in_no_cooperation_has_settings_and_buttons(locale: Language) -> None:
    view = as_home(Home(everything(3, "da").reader, TODAY, 0), tuple(words()), locale, ADDRESS)

    check_view(view, "home")
    pressed = [one.get("action_id") for block in view["blocks"] for one in block.get("elements", ())]
    assert {"open.note", "open.help", "preferences.open", "language.zh"} <= set(pressed)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("zone", [*OFFERED, None, "America/Argentina/ComodRivadavia", "Mars/Olympus"])
def test_slack_takes_the_settings_of_every_zone(locale: Language, zone: str | None) -> None:
    person = Person(1, SlackUser("T1", "U1"), "Mette", None, zone=zone)
    for chosen in (Preferences(), Preferences(zone=zone, calendar="CN", remind=False, digest=True, weekday=4)):
        reader = Reader(person, chosen)

        view = preferences_form.as_form(reader, '{"home":true}', locale, now=NOW)

        check_view(view, "modal")
        selects = [block["element"] for block in view["blocks"] if block["element"]["type"] == "static_select"]
        assert [one for one in selects if "initial_option" not in one] == []
        taken(preferences.as_settings(reader, locale))
        for when in (None, NOW):
            taken(preferences.as_kept(reader, when, locale))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_slack_takes_the_question_how_long_to_put_aside(locale: Language) -> None:
    item = line(1, LONG["zh"]).item

    taken(snooze.ask(item, locale))
    assert item.ref in snooze.put_aside(item, TODAY, locale)
