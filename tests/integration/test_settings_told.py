"""`jordbro serve` with settings that cannot be used: plain words, a status, and no secret."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.workspace.driver import LocalWorkspace

SECRET = "hemmelig"


def serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from bot.cli import main; main()", "serve"]
    base = {"PATH": "/usr/bin:/bin", "LANG": "en_GB.UTF-8", "DATABASE_URL": f"sqlite:///{folder}/store.sqlite3"}
    return subprocess.run(
        command, env=base | environment, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("wrong", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_that_slack_does_not_know(tmp_path: Path, wrong: str) -> None:
    with LocalWorkspace.start() as workspace:
        known = {
            "SLACK_API_URL": workspace.api_url,
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
        }
        prefix = known[wrong].partition("-")[0]

        ended = serve(tmp_path, **known | {wrong: f"{prefix}-{SECRET}"})

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == "Slack cannot be reached, or does not accept the token (invalid_auth)."
    assert "Traceback" not in ended.stderr
    assert SECRET not in ended.stdout + ended.stderr


def test_every_setting_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    ended = serve(
        tmp_path, SLACK_BOT_TOKEN=SECRET, DATABASE_URL=f"postgresql://u:{SECRET}@host:none/x", JORDBRO_PORT="0"
    )

    assert ended.returncode == 2
    assert [line.split()[0] for line in ended.stderr.splitlines()[1:]] == [
        "DATABASE_URL",
        "JORDBRO_PORT",
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
    ]
    assert SECRET not in ended.stdout + ended.stderr
