"""Slack's limits: for each, the longest that is taken and the shortest that is not."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace.blocks import images, initial_state, with_ids
from bot.workspace.errors import SlackError
from bot.workspace.rules import check_message_blocks, check_text, check_view
from bot.workspace.rules_weight import check_weight
from tests.unit.workspace.conftest import Json, button, modal, section, text_field

Make = Callable[[int], Json]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "字" * length}


def options(count: int, text: int = 1, value: int = 5) -> list[Json]:
    return [{"text": plain(text), "value": f"{at:0{value}}"} for at in range(count)]


def element(found: Json) -> Json:
    return {"type": "actions", "elements": [{"action_id": "a"} | found]}


def select(found: list[Json]) -> Json:
    return element({"type": "static_select", "options": found})


LIMITS: dict[str, tuple[Make, int]] = {
    "section text": (lambda n: section("字" * n), 3000),
    "section fields": (lambda n: {"type": "section", "fields": [plain(1)] * n}, 10),
    "section field text": (lambda n: {"type": "section", "fields": [plain(n)]}, 2000),
    "header text": (lambda n: {"type": "header", "text": plain(n)}, 150),
    "button text": (lambda n: button("字" * n, "a"), 75),
    "button value": (lambda n: button("x", "a", "v" * n), 2000),
    "action id": (lambda n: button("x", "a" * n), 255),
    "block id": (lambda n: section("x") | {"block_id": "b" * n}, 255),
    "actions elements": (lambda n: {"type": "actions", "elements": [{"type": "button", "text": plain(1)}] * n}, 25),
    "context elements": (lambda n: {"type": "context", "elements": [plain(1)] * n}, 10),
    "menu options": (lambda n: select(options(n)), 100),
    "option text": (lambda n: select(options(1, text=n)), 75),
    "option value": (lambda n: select(options(1, value=n)), 150),
    "overflow options": (lambda n: element({"type": "overflow", "options": options(n)}), 5),
    "checkbox options": (lambda n: element({"type": "checkboxes", "options": options(n)}), 10),
    "radio options": (lambda n: element({"type": "radio_buttons", "options": options(n)}), 10),
    "placeholder": (lambda n: element({"type": "static_select", "options": options(1), "placeholder": plain(n)}), 150),
    "input label": (lambda n: text_field("字" * n, "b"), 2000),
    "input max_length": (lambda n: text_field("x", "b", element={"max_length": n}), 3000),
    "input initial value": (lambda n: text_field("x", "b", element={"initial_value": "x" * n}), 3000),
    "image alt text": (lambda n: {"type": "image", "image_url": "https://x", "alt_text": "x" * n}, 2000),
    "markdown": (lambda n: {"type": "markdown", "text": "x" * n}, 12_000),
    "table rows": (lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * n}, 100),
    "table columns": (lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * n]}, 20),
    "confirm title": (
        lambda n: element({"type": "button", "text": plain(1), "confirm": {
            "title": plain(n), "text": plain(1), "confirm": plain(1), "deny": plain(1)}}), 100,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "most"), LIMITS.values(), ids=LIMITS)
def test_a_block_is_taken_up_to_its_limit(make: Make, most: int) -> None:
    check_message_blocks([make(most)])

    with pytest.raises(SlackError) as caught:
        check_message_blocks([make(most + 1)])

    assert caught.value.code == "invalid_blocks"
    assert all("[json-pointer:/blocks/0" in reason for reason in caught.value.reasons)


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x")] * 51,
        [section("")],
        [{"type": "section"}],
        [{"type": "nothing"}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "actions", "elements": []}],
        [{"type": "context", "elements": [{"type": "button"}]}],
        [element({"type": "button", "text": plain(1), "style": "pink"})],
        [element({"type": "plain_text_input"})],
        [element({"type": "static_select"})],
        [element({"type": "static_select", "options": options(1), "initial_option": {"text": plain(1), "value": "?"}})],
        [{"type": "actions", "elements": [{"type": "button", "text": plain(1), "action_id": "a"}] * 2}],
        [section("x") | {"block_id": "b"}] * 2,
        [section("x") | {"surprise": 1}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}],
        [{"type": "section", "text": "x"}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": 7}}],
        [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2,
        [{"type": "input", "label": plain(1)}],
        [{"type": "input", "label": plain(1), "element": {"type": "button", "text": plain(1)}}],
        [{"type": "rich_text", "elements": [{"type": "text", "text": "x"}]}],
        ["x"],
    ],
)
def test_wrong_blocks_are_refused(blocks: list[Json]) -> None:
    with pytest.raises(SlackError) as caught:
        check_message_blocks(blocks)

    assert caught.value.code == "invalid_blocks"
    assert caught.value.reasons


def test_fifty_blocks_are_taken() -> None:
    check_message_blocks([section("x")] * 50)


@pytest.mark.parametrize(("key", "most"), [("title", 24), ("submit", 24), ("close", 24)])
def test_words_of_a_modal_have_24_characters(key: str, most: int) -> None:
    check_view(modal("x", section("x")) | {key: plain(most)}, "modal")

    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view(modal("x", section("x")) | {key: plain(most + 1)}, "modal")


def test_a_home_has_no_title() -> None:
    check_view({"type": "home", "blocks": [section("x")]}, "home")

    with pytest.raises(SlackError, match="title"):
        check_view({"type": "home", "title": plain(1), "blocks": []}, "home")


def test_text_is_cut_at_its_limit() -> None:
    assert check_text("字" * 40_000) == "字" * 40_000
    assert check_text("字" * 40_001) == "字" * 40_000


@pytest.mark.parametrize(("count", "length", "taken"), [(50, 191, True), (45, 252, False), (1, 13_140, True)])
def test_blocks_together_have_a_weight(count: int, length: int, taken: bool) -> None:  # noqa: FBT001 - parametrized
    blocks = [section("x" * length)] * count

    assert (code_of(lambda: check_weight(blocks)) is None) == taken


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "text", "elements", "options", "value", "element", "label", "rows", "fields", "title",
                         "accessory", "blocks", "confirm", "option_groups", "initial_option", "initial_options",
                         "alt_text", "image_url", "slack_file", "id", "url", "initial_date", "initial_users"]),
        inner | st.sampled_from(["section", "actions", "input", "context", "static_select", "button", "table",
                                 "plain_text", "mrkdwn", "markdown", "checkboxes", "modal", "rich_text", "image",
                                 "datepicker", "multi_users_select", "F12345678"]), max_size=5),
    max_leaves=15,
)  # fmt: skip


def code_of(check: Callable[[], None]) -> str | None:
    try:
        check()
    except SlackError as problem:
        return problem.code
    return None


@given(st.lists(json_values, max_size=3))
def test_any_json_is_either_taken_or_refused_with_a_code(blocks: list[Json]) -> None:
    code = code_of(lambda: check_message_blocks(blocks))

    assert code in {None, "invalid_blocks", "msg_blocks_too_long"}
    if code is None:
        numbers = iter(range(1000))
        ready = with_ids(blocks, lambda: f"b{next(numbers)}")
        initial_state(ready)
        assert all(found["type"] == "image" for _, found in images(ready))


@given(st.dictionaries(st.sampled_from(["type", "title", "blocks", "submit"]), json_values))
def test_any_json_is_a_view_or_refused(view: Json) -> None:
    assert code_of(lambda: check_view(view, "modal")) in {None, "invalid_arguments"}
