"""What Slack says when an installation ends."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.slack.endings import Ending, read_ending

AT = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)


def body(kind: str, **more: Any) -> dict[str, Any]:
    return {"event_time": int(AT.timestamp()), "event": {"type": kind, **more}}


def test_revoked_tokens_end_the_installations_of_the_bots_among_them() -> None:
    ending = read_ending(body("tokens_revoked", tokens={"oauth": ["U0PERSON"], "bot": ["U0BOT"]}), "T1")

    assert ending == Ending("T1", is_removed=False, bots=frozenset({"U0BOT"}), at=AT)
    assert (ending.is_of("U0BOT"), ending.is_of("U0PERSON")) == (True, False)


def test_a_removed_app_ends_whatever_installation_there_was() -> None:
    ending = read_ending(body("app_uninstalled"), "T1")

    assert (ending.is_removed, ending.is_of("U0BOT")) == (True, True)


@pytest.mark.parametrize("tokens", [None, {}, {"bot": None}, {"bot": []}, {"bot": [1, None]}, {"oauth": ["U0BOT"]}])
def test_an_event_that_names_no_bot_ends_nothing(tokens: object) -> None:
    assert read_ending(body("tokens_revoked", tokens=tokens), "T1").is_of("U0BOT") is False


@pytest.mark.parametrize("time", [None, "soon", True, -1, 1 << 60, 1.5])
def test_a_time_that_is_none_is_left_out(time: object) -> None:
    assert read_ending({"event_time": time, "event": {"type": "app_uninstalled"}}, "T1").at is None
