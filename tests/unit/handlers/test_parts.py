"""Every handler asks only for parts that the middleware has, and for what they are."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import get_type_hints

import pytest

from bot.domain.engine_choice import Offered
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming
from bot.slack.vault import Vault
from bot.store.database import Database
from handlers import middleware
from handlers.events import ended
from handlers.reply import Reply
from handlers.routes import READERS, ROUTES, Route, words

OFFERED: dict[str, object] = {
    "incoming": Incoming,
    "reply": Reply,
    "viewer": Viewer,
    "locale": Language,
    "now": datetime,
    "today": date,
    "db": Database,
    "grammar": Grammar,
    "words": tuple[str, ...],
    "engines": tuple[Offered, ...],
    "vault": Vault,
    "wikis": tuple[str, ...],
    "address": str,
    "pages_url": str,
    "ask": Callable[[str, str], None],
    "ours": bool,
}


ASKING = [route for route in ROUTES if route.handle is not ended.handle]
"""Where an installation ends, none answers and no person asks: its listener is its own."""


@pytest.mark.parametrize("route", ASKING, ids=lambda route: f"{route.kind} {route.name}")
def test_a_handler_asks_for_parts_that_there_are(route: Route) -> None:
    hints = get_type_hints(route.handle)
    returned = hints.pop("return")

    assert returned is type(None)
    assert hints == {name: OFFERED[name] for name in inspect.signature(route.handle).parameters}


def test_what_is_offered_here_is_what_the_middleware_offers() -> None:
    source = inspect.getsource(middleware.parts)

    assert {name for name in OFFERED if f'"{name}"' in source} == set(OFFERED)


def test_what_ends_an_installation_is_told_by_both_events() -> None:
    assert [route.name for route in ROUTES if route not in ASKING] == ["tokens_revoked", "app_uninstalled"]


def test_every_kind_of_route_has_a_reader_and_no_name_is_there_twice() -> None:
    assert {route.kind for route in ROUTES} == set(READERS)
    named = [(route.kind, route.name) for route in ROUTES]
    assert len(set(named)) == len(named)


def test_every_command_can_be_asked_for_by_a_word() -> None:
    commands = [route for route in ROUTES if route.kind == "command"]

    assert [route.word for route in commands] == list(words())
    assert all(commands)
