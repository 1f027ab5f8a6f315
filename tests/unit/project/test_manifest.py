"""manifest.yml is what the routes need, no more, and Slack would take it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # the package has no types

from bot.slack import gateway
from bot.workspace.scenario import COMMANDS, SHORTCUTS
from handlers.routes import ROUTES
from tests.unit.project.files import ROOT, manifest

SCHEMA = "manifest.schema.2.0.0.json"

# Slack subscribes to messages by the kind of conversation, and delivers all of them as `message`.
SUBSCRIPTIONS = {"message": "message.im"}

# docs.slack.dev: what each event and each method of the Web API asks for.
SCOPES_OF_EVENTS = {
    "app_mention": {"app_mentions:read"},
    "message": {"im:history"},
    "app_home_opened": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "channel_archive": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "tokens_revoked": set(),
    "app_uninstalled": set(),
}
SCOPES_OF_METHODS = {
    "auth_test": set(),
    "canvases_edit": {"canvases:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "conversations_canvases_create": {"canvases:write"},
    "conversations_open": {"im:write"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "files_info": {"files:read"},
    "files_upload_v2": {"files:write"},
    "pins_add": {"pins:write"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_update": set(),
    "views_publish": set(),
}


def routes(kind: str) -> set[str]:
    return {route.name for route in ROUTES if route.kind == kind}


def methods_called() -> set[str]:
    """The methods of Slack's client that the gateway names."""
    source = Path(gateway.__file__).read_text(encoding="utf-8")
    return {part.split(",")[0].split(")")[0].strip() for part in source.split("self._client.")[1:]}


def published_schema() -> dict[str, Any]:
    """Slack's published schema, which lies beside the repository and is not copied into it."""
    path = Path(os.environ.get("JORDBRO_MANIFEST_SCHEMA") or ROOT.parent / "shared" / "facts" / SCHEMA)
    if not path.is_file():
        reason = f"{SCHEMA} is not beside the repository; JORDBRO_MANIFEST_SCHEMA can name it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(schema, dict)
    return schema


def test_manifest_is_valid_against_slacks_schema() -> None:
    schema = published_schema()
    Draft7Validator.check_schema(schema)

    wrong = [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema).iter_errors(manifest())]

    assert wrong == []


def test_commands_are_those_of_the_routes() -> None:
    commands = manifest()["features"]["slash_commands"]

    assert [command["command"] for command in commands] == [route.name for route in ROUTES if route.kind == "command"]
    assert [command["command"] for command in commands if not command.get("usage_hint")] == []
    assert [command["command"] for command in commands if not command.get("should_escape")] == []


def test_shortcuts_are_those_of_the_routes() -> None:
    shortcuts = manifest()["features"]["shortcuts"]

    assert {shortcut["callback_id"] for shortcut in shortcuts} == routes("shortcut")
    assert {shortcut["callback_id"]: shortcut["type"] for shortcut in shortcuts} == {
        "log_as_note": "message",
        "log_note": "global",
    }


def test_events_are_those_of_the_routes() -> None:
    subscribed = manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert set(subscribed) == {SUBSCRIPTIONS.get(name, name) for name in routes("event")}


def test_buttons_and_forms_are_delivered_because_interactivity_is_on() -> None:
    assert routes("action")
    assert routes("view")

    assert manifest()["settings"]["interactivity"]["is_enabled"] is True


def test_people_can_write_to_the_bot_directly() -> None:
    assert manifest()["features"]["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_scopes_are_what_the_code_needs_and_nothing_else() -> None:
    needed = {"commands"}
    for event in routes("event"):
        needed |= SCOPES_OF_EVENTS[event]
    for method in methods_called():
        needed |= SCOPES_OF_METHODS[method]

    scopes = manifest()["oauth_config"]["scopes"]

    assert scopes == {"bot": sorted(needed)}


def test_the_local_workspace_offers_what_the_manifest_names() -> None:
    features = manifest()["features"]

    assert [command.command for command in COMMANDS] == [one["command"] for one in features["slash_commands"]]
    assert {(shortcut.callback_id, shortcut.type) for shortcut in SHORTCUTS} == {
        (one["callback_id"], one["type"]) for one in features["shortcuts"]
    }
