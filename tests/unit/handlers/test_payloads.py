"""Payloads with parts missing."""

from datetime import date

import pytest

from bot.domain.person import SlackUser
from bot.slack.payloads import day_in, from_action, from_form


def test_where_the_app_is_installed_for_a_whole_organisation_there_is_no_team() -> None:
    body = {"team": None, "user": {"id": "U1"}, "actions": [{"action_id": "item.done"}], "view": {"id": "V1"}}

    pressed = from_action(body, "T1")
    sent = from_form(body | {"view": {"id": "V1", "callback_id": "note_written"}}, "T1")

    assert (pressed.user, sent.user) == (SlackUser("", "U1"), SlackUser("", "U1"))


@pytest.mark.parametrize(
    ("carried", "day"),
    [
        ({"day": "2026-02-28"}, date(2026, 2, 28)),
        ({"day": "2026-02-30"}, None),
        ({"day": ""}, None),
        ({}, None),
        ({"day": "i morgen"}, None),
        ({"day": ["2026-02-28"]}, None),
        ({"day": 20260228.5}, None),
    ],
)
def test_a_day_that_nobody_can_have_picked_is_none(carried: dict[str, object], day: date | None) -> None:
    assert day_in(carried, "day") == day
