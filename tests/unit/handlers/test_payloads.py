"""Payloads with parts missing."""

from bot.domain.person import SlackUser
from bot.slack.payloads import from_action, from_form


def test_where_the_app_is_installed_for_a_whole_organisation_there_is_no_team() -> None:
    body = {"team": None, "user": {"id": "U1"}, "actions": [{"action_id": "item.done"}], "view": {"id": "V1"}}

    pressed = from_action(body, "T1")
    sent = from_form(body | {"view": {"id": "V1", "callback_id": "note_written"}}, "T1")

    assert (pressed.user, sent.user) == (SlackUser("", "U1"), SlackUser("", "U1"))
