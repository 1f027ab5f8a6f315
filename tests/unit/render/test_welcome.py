"""The card in a channel and the page of channels: Slack takes them whatever people call things."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.domain.bindings import Bindings, Bound, Workspace
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import SlackChannel
from bot.domain.record import Space
from bot.render.bindings import as_page, as_question
from bot.render.unshared import as_unshared
from bot.render.welcome import WORDS, as_welcome
from bot.slack.message import Message
from bot.workspace.rules import check_message_blocks
from bot.workspace.rules_weight import check_weight
from handlers.routes import words

i18n.load()

NAMES = st.text(min_size=1, max_size=300) | st.sampled_from(
    ["<!channel>", "<@U1>", "*a*", "&amp;", "@jordbro", "‹channel›"]
)
ZONE = ZoneInfo("Asia/Shanghai")


def taken(message: Message) -> Message:
    check_message_blocks(message.blocks)
    check_weight(message.blocks)
    assert len(message.text.encode()) <= 4000
    return message


def test_its_buttons_are_the_words_that_make_sense_in_a_channel() -> None:
    assert [word for word in words() if word in WORDS] == sorted(WORDS, key=list(words()).index)
    assert set(words()) - set(WORDS) == {"settings"}  # everyone's own


@given(name=NAMES)
def test_the_card_fits_and_calls_nobody(name: str) -> None:
    for languages in (("da", "zh"), ("da", "zh", "en"), ("zh", "en")):
        message = taken(as_welcome("U0BOT", languages, name))
        assert "<!channel>" not in str(message.blocks)
        assert "<@U1>" not in str(message.blocks)
    taken(as_unshared(name, LANGUAGES, "both"))


def test_before_there_is_a_space_the_card_is_in_every_language() -> None:
    message = taken(as_welcome("U0BOT"))

    assert [block["type"] for block in message.blocks] == ["section", "section", "section", "actions"]
    assert len(message.text) < 1500


@given(name=NAMES, workspace=NAMES)
def test_the_page_of_channels_fits_and_calls_nobody(name: str, workspace: str) -> None:
    there = Workspace(workspace, SlackChannel("T1", "C1"))
    others = tuple(Workspace(workspace, SlackChannel(f"T{number}", "C1")) for number in range(2, 9))
    at = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
    bound = tuple(Bound(number, there, others, True, False, at, "silent") for number in range(12))  # noqa: FBT003
    bindings = Bindings(Space(1, name, ("da", "zh")), bound, owns=True, may_remove=True)

    for locale in LANGUAGES:
        page = taken(as_page(bindings, locale, ZONE))
        taken(as_question(bindings, bound[0], locale))
        read = [block for block in page.blocks if block["type"] == "section"]  # titles and buttons have no markup
        assert "<!channel>" not in str(read)
        assert "<@U1>" not in str(read)


@pytest.mark.parametrize("trouble", ["absent", "refused", "silent", "archived", "deleted", "twice"])
@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_trouble_is_told(trouble: str, locale: Language) -> None:
    there = Workspace("Region", SlackChannel("T1", "C1"))
    bound = Bound(1, there, (), False, False, None, trouble)  # noqa: FBT003

    page = as_page(Bindings(Space(1, "Jiangsu", ("da", "zh")), (bound,), owns=False, may_remove=False), locale, ZONE)

    assert "⚠️ " in page.text
    assert f"bindings.{trouble}" not in page.text
