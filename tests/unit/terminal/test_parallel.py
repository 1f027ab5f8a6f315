"""How many requests an engine gets at once is a setting."""

from contextlib import closing

import pytest

from bot.app import engine_settings
from bot.config import SettingsError, load
from bot.engines.libretranslate import LibreTranslate

URL = {"JORDBRO_ENGINES": "libretranslate", "JORDBRO_LIBRETRANSLATE_URL": "http://127.0.0.1:1"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", {}), ("libretranslate=8", {"libretranslate": 8}), (" DeepL = 2 , google=1,", {"deepl": 2, "google": 1})],
)
def test_parallel_is_read_by_engine(written: str, expected: dict[str, int]) -> None:
    settings = load(URL | {"JORDBRO_PARALLEL": written})

    assert engine_settings(settings).parallel == expected


def test_an_engine_takes_the_number_it_is_given() -> None:
    settings = engine_settings(load(URL | {"JORDBRO_PARALLEL": "libretranslate=3"}))

    with closing(LibreTranslate(settings)) as engine:
        assert engine.side_by_side == 3


@pytest.mark.parametrize("written", ["libretranslate", "libretranslate=0", "libretranslate=101", "deepl=-1", "deepl=x"])
def test_what_is_no_number_is_told(written: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load({"JORDBRO_PARALLEL": written})

    assert refusal.value.problems == (("JORDBRO_PARALLEL", "not_parallel"),)


def test_an_engine_nobody_knows_is_told() -> None:
    with pytest.raises(SettingsError) as refusal:
        load({"JORDBRO_PARALLEL": "babelfish=4"})

    assert refusal.value.problems == (("JORDBRO_PARALLEL", "unknown_engine"),)
