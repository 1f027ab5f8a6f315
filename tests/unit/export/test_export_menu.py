"""The menu below a list, and what a choice in it carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import LANGUAGES, Language
from bot.render.blocks import actions, message
from bot.render.export_menu import VALUE, export_menu, form_in
from bot.slack.payloads import unpack
from bot.workspace.rules import check_message_blocks


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_menu_is_one_slack_takes_and_carries_the_words(locale: Language) -> None:
    (menu,) = export_menu("JEPD 逾期", locale)

    check_message_blocks(message(actions([menu])).blocks)
    assert menu["action_id"] == "actions.export"
    assert [unpack(option["value"]) for option in menu["options"]] == [
        {"form": form, "list": "JEPD 逾期"} for form in ("xlsx", "csv", "calendar")
    ]


@given(st.text(max_size=300))
def test_words_are_carried_whole_or_there_is_no_menu(asked: str) -> None:
    for menu in export_menu(asked, "da"):
        values = [option["value"] for option in menu["options"]]
        assert max(map(len, values)) <= VALUE
        assert {unpack(value)["list"] for value in values} == {asked.strip()}


@pytest.mark.parametrize(
    ("value", "form"), [("xlsx", "xlsx"), ("calendar", "calendar"), ("exe", None), (None, None), ([], None)]
)
def test_a_choice_that_is_none_is_nothing(value: object, form: str | None) -> None:
    assert form_in(value) == form
