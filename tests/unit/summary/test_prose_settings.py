"""Where a prose server is set up, and what is said when it is set up wrong."""

import pytest

from bot.config import Problem, SettingsError, load
from bot.engines.prose import ProseServer, ProseSettings

URL = "http://127.0.0.1:11434/v1"


def test_nothing_is_set_up_by_default() -> None:
    assert load({}).prose_url == ""


def test_url_and_model_are_enough_and_the_key_is_not_shown() -> None:
    settings = load({"JORDBRO_PROSE_URL": URL, "JORDBRO_PROSE_MODEL": "qwen3:14b", "JORDBRO_PROSE_KEY": "sk-secret"})

    assert (settings.prose_url, settings.prose_model, settings.prose_key) == (URL + "/", "qwen3:14b", "sk-secret")
    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in repr(ProseSettings(settings.prose_url, "m", settings.prose_key))


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({"JORDBRO_PROSE_URL": URL}, Problem("JORDBRO_PROSE_MODEL", "needed_by_prose")),
        ({"JORDBRO_PROSE_URL": "ollama", "JORDBRO_PROSE_MODEL": "m"}, Problem("JORDBRO_PROSE_URL", "not_a_url")),
    ],
)
def test_what_is_missing_is_named(environ: dict[str, str], problem: Problem) -> None:
    with pytest.raises(SettingsError) as told:
        load(environ)

    assert told.value.problems == (problem,)


@pytest.mark.parametrize(
    ("url", "leaves"), [(URL, False), ("http://localhost:8000/v1/", False), ("https://x.dk/", True)]
)
def test_text_leaves_the_machine_for_every_other_address(url: str, *, leaves: bool) -> None:
    server = ProseServer(ProseSettings(url, "m"))
    server.close()

    assert server.leaves_machine == leaves
