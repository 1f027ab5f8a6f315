"""What people read of engines: Slack takes it whatever a space is called, and no choice in a form is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.domain.engine_choice import Choice, Offered
from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Space
from bot.engines import ENGINES
from bot.render import engines
from bot.slack.message import Message
from bot.workspace.rules import check_message_blocks, check_view

i18n.load()
OFFERED = (*(Offered(name, name != "local") for name in ENGINES), Offered("prose", leaves_machine=True))
LONGEST_OPTION = 75
CHOICES = st.one_of(st.none(), st.lists(st.sampled_from([*ENGINES, "gone"]), unique=True).map(tuple))


def taken(message: Message) -> None:
    check_message_blocks(message.blocks)
    assert message.text


@given(
    name=st.text(min_size=1, max_size=300),
    who=st.text(min_size=1, max_size=80),
    choice=CHOICES,
    offered=st.lists(st.sampled_from(OFFERED), unique=True).map(tuple),
    locale=st.sampled_from(LANGUAGES),
)
def test_slack_takes_whatever_a_space_is_called(
    name: str, who: str, choice: Choice, offered: tuple[Offered, ...], locale: Language
) -> None:
    space = Space(1, name, ("da", "zh"), choice)

    taken(engines.as_policy(space, offered, locale))
    taken(engines.for_channel(space, offered, who, ("da", "zh")))
    if offered:
        check_view(engines.engines_form(space, offered, "{}", locale), "modal")


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("leaves", [True, False])
def test_every_engine_has_a_line_that_fits_a_choice(locale: Language, leaves: bool) -> None:  # noqa: FBT001  a parameter of the test
    names = (*ENGINES, "prose", "house")

    lines = [engines.goes(Offered(name, leaves), locale) for name in names]

    assert [line for line in lines if len(line) > LONGEST_OPTION] == []
    assert [line for name, line in zip(names, lines, strict=True) if not line.startswith(name)] == []


def test_the_catalogue_says_of_every_engine_where_text_goes() -> None:
    assert set(ENGINES) == engines.TOLD


def test_where_nothing_is_switched_on_no_button_is_shown() -> None:
    shown = engines.as_policy(Space(1, "Jiangsu", ("da", "zh")), (), "en")

    assert [block["type"] for block in shown.blocks] == ["header", "section", "context"]
    assert "No engine is switched on." in shown.text


def test_a_choice_of_engines_that_are_all_switched_off_is_said() -> None:
    space = Space(1, "Jiangsu", ("da", "zh"), ("deepl",))

    assert "text waits untranslated" in engines.as_lines(space, (Offered("local", leaves_machine=False),), "en")
