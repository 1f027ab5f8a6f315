"""What docs/operations.md tells people to type is there: commands, settings, paths, figures, and times that fit."""

import configparser
import re
import shlex

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.cli import _parser
from bot.config import ENGINE_VARIABLES, VARIABLES, load
from bot.metrics import counts
from bot.serve import LONGEST_STOP
from bot.web.figures import STATES
from tests.unit.project.files import text

OPERATIONS = text("docs/operations.md")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
OF_OTHERS = {"HOME", "MPLCONFIGDIR"}


def blocks(kind: str) -> list[str]:
    return [body for language, body in BLOCK.findall(OPERATIONS) if language == kind]


def unit() -> configparser.RawConfigParser:
    """The unit of systemd; a key that stands there several times has its values line by line."""
    parser = configparser.RawConfigParser(strict=False, dict_type=Lines)  # type: ignore[arg-type]  # it only has to be a mapping
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd tells large letters from small ones
    parser.read_string(blocks("ini")[0])
    return parser


class Lines(dict[str, object]):
    """Keeps what a repeated key said before."""

    def __setitem__(self, key: str, value: object) -> None:
        before = self.get(key)
        super().__setitem__(key, [*before, *value] if isinstance(before, list) and isinstance(value, list) else value)


def given(lines: str) -> dict[str, str]:
    """The settings in `Environment=` or `ENV`."""
    return dict(word.split("=", 1) for word in shlex.split(lines))


def command(written: list[str]) -> str:
    """The command of the terminal that is called; leaves when our parser does not know it."""
    program, *arguments = written
    assert program == "/srv/jordbro/.venv/bin/jordbro"
    return str(_parser().parse_args(arguments).command)


def test_the_unit_runs_a_command_of_ours_with_settings_of_ours() -> None:
    service = unit()["Service"]

    settings = given(str(service["Environment"]))
    assert command(shlex.split(service["ExecStart"])) == "serve"
    assert settings.keys() - OF_OTHERS <= set(VARIABLES.values())
    assert load(settings).log_format == "json"


def test_the_unit_waits_until_we_are_ready_and_until_we_have_stopped() -> None:
    service = unit()["Service"]

    assert (service["Type"], service["Restart"]) == ("notify", "always")
    assert float(service["TimeoutStopSec"]) > LONGEST_STOP


@pytest.mark.parametrize(
    "wanted",
    ["NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=jordbro", "EnvironmentFile=/etc/jordbro/env"],
)
def test_the_unit_is_hardened(wanted: str) -> None:
    name, _, value = wanted.partition("=")

    assert unit()["Service"][name] == value


def test_a_process_of_several_has_settings_of_ours() -> None:
    lines = [line.removeprefix("Environment=") for line in blocks("ini")[1].splitlines()]

    settings = given(" ".join(lines).replace("%i", "1"))
    assert settings.keys() <= set(VARIABLES.values())
    assert load(settings).process_name == "jordbro-1"


def test_the_container_runs_a_command_of_ours_as_nobody_special() -> None:
    (container,) = blocks("dockerfile")
    stage = container.rpartition("\nFROM ")[2]
    (run,) = re.findall(r"^CMD \[(.*)\]$", stage, re.MULTILINE)
    (env,) = re.findall(r"^ENV ((?:.*\\\n)*.*)$", stage, re.MULTILINE)
    settings = given(env.replace("\\\n", " "))

    assert container.count("FROM python:3.11-slim") == 2
    assert command([word.strip().strip('"') for word in run.split(",")]) == "serve"
    assert settings.keys() <= set(VARIABLES.values())
    assert f"http://127.0.0.1:{load(settings).ops_port}/healthz" in stage
    assert re.search(r"^USER [1-9]\d+$", stage, re.MULTILINE)
    assert not re.search(r"apt-get|gcc|build-essential", container)


def test_the_table_of_figures_names_each_with_its_labels() -> None:
    families = [*text_string_to_metric_families(generate_latest(counts().registry).decode())]
    ours = {family.name for family in families if family.name.startswith("jordbro_")}
    rows = re.findall(r"^\| `(jordbro_\w+)` \| ([\w, ]*)\|", OPERATIONS, re.MULTILINE)
    named = {name.removesuffix("_total") for name, _ in rows}

    of_store = {"jordbro_store_up", "jordbro_queue_jobs", "jordbro_queue_oldest_seconds", "jordbro_mailings"}
    assert named == ours | of_store
    assert all(f"`{state}`" in OPERATIONS for state in STATES)
    assert dict(rows)["jordbro_acks_total"].strip() == "surface, name, outcome"


def test_settings_that_are_named_are_read() -> None:
    named = set(re.findall(r"\b(?:SLACK|JORDBRO|DATABASE)_[A-Z_]+\b", OPERATIONS))

    assert named <= {*VARIABLES.values(), *ENGINE_VARIABLES}
