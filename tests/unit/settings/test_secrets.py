"""A secret that was written into a setting is shown nowhere: not in values, errors, tracebacks or what is printed."""

import traceback
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import ENGINE_VARIABLES, VARIABLES, Settings, SettingsError, load, load_for_slack, load_what_can_be
from tests.unit.terminal.test_terminal import jordbro

KEY = "pFNsyfkzTAkS9OMm6HrjNLXyD6XYdFKeyZ9zxhXLB4Y="
PLANTED: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "xoxb-planted-bot-token",
    "SLACK_APP_TOKEN": "xapp-planted-app-token",
    "SLACK_SIGNING_SECRET": "planted-signing-secret",
    "SLACK_CLIENT_ID": "12.34",
    "SLACK_CLIENT_SECRET": "planted-client-secret",
    "SLACK_API_URL": "https://u:planted-api-password@slack.example.org/api/",
    "JORDBRO_TOKEN_KEYS": KEY,
    "JORDBRO_PUBLIC_URL": "https://jordbro.example.org/",
    "DATABASE_URL": "postgresql://u:planted%2Dpassword@localhost:1/n",
    "JORDBRO_DEEPL_KEY": "planted-deepl-key",
    "JORDBRO_MICROSOFT_KEY": "planted-microsoft-key",
    "JORDBRO_BAIDU_APPID": "42",
    "JORDBRO_BAIDU_KEY": "planted-baidu-key",
    "JORDBRO_LIBRETRANSLATE_KEY": "planted-libretranslate-key",
    "JORDBRO_LIBRETRANSLATE_URL": "https://u:planted-libre-password@libre.example.org/",
    "JORDBRO_PROSE_KEY": "planted-prose-key",
    "JORDBRO_PROSE_URL": "https://u:planted-prose-password@prose.example.org/v1/",
    "JORDBRO_PROSE_MODEL": "m",
}
SECRET = ("planted", KEY)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRET if secret in text]


def test_settings_show_no_secret() -> None:
    settings = load_for_slack(PLANTED)

    assert leaks(f"{settings!r} {settings} {settings.engine_keys.keys()}") == []
    assert settings.token_keys == (KEY,)


def test_all_secrets_are_known_to_whoever_masks_them() -> None:
    secrets = load_for_slack(PLANTED).secrets

    planted = [value for value in PLANTED.values() if value.startswith(("planted", "xox", "xapp"))]
    passwords = ["planted-api-password", "planted-password", "planted-libre-password", "planted-prose-password"]
    assert set(secrets) >= {*planted, *passwords, KEY}
    assert not {"42", "12.34", "m", ""} & set(secrets)


@pytest.mark.parametrize("variable", [*VARIABLES.values(), *ENGINE_VARIABLES])
@pytest.mark.parametrize("written", ["planted", "planted://planted:planted@planted", "planted\n", "xoxb-planted"])
def test_errors_of_settings_show_no_value(variable: str, written: str) -> None:
    environ = {"JORDBRO_ENGINES": "deepl,baidu", "SLACK_BOT_TOKEN": "planted"} | {variable: written}

    with pytest.raises(SettingsError) as raised:
        load_for_slack(environ)

    assert leaks(f"{raised.value} {raised.value!r} {raised.value.problems}") == []
    assert leaks("".join(traceback.format_exception(raised.value))) == []


def test_what_can_be_read_is_there_beside_what_cannot() -> None:
    found = load_what_can_be({"JORDBRO_PORT": "none", "JORDBRO_THREADS": "8"})

    assert (found.port, found.threads) == (Settings().port, 8)


@pytest.mark.parametrize("command", [("serve",), ("doctor",), ("migrate",), ("engines", "list"), ("engines", "usage")])
@pytest.mark.parametrize("wrong", [{}, {"JORDBRO_PORT": "planted", "JORDBRO_TOKEN_KEYS": "planted"}])
def test_commands_show_no_secret(tmp_path: Path, command: tuple[str, ...], wrong: dict[str, str]) -> None:
    unreachable = {"SLACK_API_URL": "http://u:planted-api-password@127.0.0.1:1/api/"}
    nobody = {"JORDBRO_PROSE_URL": "http://u:planted-prose-password@127.0.0.1:1/", "JORDBRO_LOG_LEVEL": "DEBUG"}
    public = {"JORDBRO_PUBLIC_URL": "http://127.0.0.1:1/"}

    done = jordbro(*command, folder=tmp_path, **(dict(PLANTED) | unreachable | nobody | public | wrong))

    assert done.stdout + done.stderr
    assert leaks(done.stdout + done.stderr) == []
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}, []),
        ({"SLACK_SIGNING_SECRET": "s"}, ["SLACK_BOT_TOKEN: missing"]),
        (
            {"SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": "s"},
            [
                "SLACK_CLIENT_SECRET: needed_to_install",
                "JORDBRO_TOKEN_KEYS: needed_to_install",
                "JORDBRO_PUBLIC_URL: needed_to_install",
            ],
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_SECRET": "c"},
            ["SLACK_CLIENT_ID: needed_to_install"],
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "JORDBRO_TOKEN_KEYS": KEY},
            ["SLACK_CLIENT_ID: needed_to_install"],
        ),
        (
            {
                "SLACK_CLIENT_ID": "1.2",
                "SLACK_CLIENT_SECRET": "c",
                "JORDBRO_TOKEN_KEYS": f"{KEY}, {KEY}",
                "JORDBRO_PUBLIC_URL": "https://jordbro.example.org",
                "SLACK_SIGNING_SECRET": "s",
            },
            [],
        ),
        (
            {
                "SLACK_CLIENT_ID": "1.2",
                "SLACK_CLIENT_SECRET": "c",
                "JORDBRO_TOKEN_KEYS": f"{KEY},short",
                "JORDBRO_PUBLIC_URL": "https://jordbro.example.org",
                "SLACK_SIGNING_SECRET": "s",
            },
            ["JORDBRO_TOKEN_KEYS: not_a_token_key"],
        ),
    ],
)
def test_installing_in_several_workspaces_needs_all_of_it_or_nothing(
    given: dict[str, str], problems: list[str]
) -> None:
    try:
        load_for_slack(given)
        found = []
    except SettingsError as wrong:
        found = str(wrong).split(", ")

    assert found == problems


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"JORDBRO_LOG_FORMAT": "xml"}, "JORDBRO_LOG_FORMAT: not_a_log_format"),
        ({"JORDBRO_OPS_PORT": "0"}, "JORDBRO_OPS_PORT: not_a_port"),
        ({"JORDBRO_OPS_PORT": "3000"}, "JORDBRO_OPS_PORT: same_port"),
        ({"JORDBRO_TOKEN_KEYS": KEY[:-1]}, "JORDBRO_TOKEN_KEYS: not_a_token_key"),
        ({"JORDBRO_TOKEN_KEYS": ","}, "JORDBRO_TOKEN_KEYS: not_a_token_key"),
    ],
)
def test_what_cannot_be_used_is_told(given: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load(given)

    assert str(raised.value) == problem


def test_the_new_settings_are_read() -> None:
    found = load({"JORDBRO_LOG_FORMAT": "JSON", "JORDBRO_OPS_PORT": "9100", "JORDBRO_TOKEN_KEYS": f"{KEY},{'A' * 43}="})

    assert (found.log_format, found.ops_port, found.token_keys) == ("json", 9100, (KEY, f"{'A' * 43}="))


def test_the_workspaces_that_may_have_the_app_are_read() -> None:
    assert load({"JORDBRO_TEAMS": "T0REGION, T0JEPD"}).teams == ("T0REGION", "T0JEPD")


@pytest.mark.parametrize("written", [",", "T0REGION;T0JEPD", "Region Hovedstaden", "C0JIANGSU"])
def test_what_is_no_list_of_workspaces_lets_nobody_start(written: str) -> None:
    with pytest.raises(SettingsError, match="JORDBRO_TEAMS: not_teams"):
        load({"JORDBRO_TEAMS": written})
