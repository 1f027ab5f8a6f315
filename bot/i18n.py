"""The catalogue: one YAML file a language, read once, asked with the locale as an argument.

python-i18n keeps its settings globally and reads files while it answers; here its container is
filled at start by PyYAML's loader in C, so that an answer is a lookup that threads can share.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import i18n
import yaml
from i18n import translations

from bot.domain.forgotten import in_words
from bot.domain.language import LANGUAGES, Language

CATALOGUES = Path(__file__).parent.parent / "locales"


def load(folder: Path = CATALOGUES) -> None:
    """Put every catalogue of a folder into python-i18n's container; a file is read once in a process.

    Raises:
        ValueError: a catalogue is not a mapping of texts.
    """
    settings: Mapping[str, object] = {
        "fallback": "en",
        "load_path": [],
        "error_on_missing_translation": True,
        "error_on_missing_plural": True,
    }
    for name, value in settings.items():
        i18n.set(name, value)
    for path in sorted(folder.glob("*.yml")):
        for key, value in _texts(path):
            translations.add(key, value, locale=path.stem)


def read(path: Path) -> Mapping[str, object]:
    """One catalogue as nested mappings.

    Raises:
        ValueError: the file holds something else than a mapping.
    """
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)  # ten times as fast as safe_load
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is not a catalogue")  # noqa: TRY004  the file is wrong, not a type
    return content


@cache
def _texts(path: Path) -> tuple[tuple[str, str | dict[str, str]], ...]:
    return tuple(flatten(read(path)))


def flatten(content: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str | dict[str, str]]]:
    """Every key with its text; plurals stay together as {"one": …, "many": …}."""
    for name, value in content.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and set(value) != {"one", "many"}:
            yield from flatten(value, f"{key}.")
        elif isinstance(value, dict):
            yield key, value
        else:
            yield key, str(value)


def t(key: str, locale: Language, **details: str | int) -> str:
    """A sentence of the catalogue.

    Raises:
        KeyError: the key is in no catalogue; a test compares code and catalogues.
    """
    return str(i18n.t(key, locale=locale, **{name: _named(value, locale) for name, value in details.items()}))


def named(name: str, locale: Language) -> str:
    """A person's name that stands alone; of somebody who was forgotten, what the reader calls that."""
    return in_words(name, lambda number: str(i18n.t("person.former", locale=locale, number=number)))


def _named(value: str | int, locale: Language) -> str | int:
    return named(value, locale) if isinstance(value, str) else value


def words(key: str) -> Mapping[str, Language]:
    """The space-separated words below a key in all languages, each with the language it is of."""
    return {word: language for language in LANGUAGES for word in t(key, language).split()}
