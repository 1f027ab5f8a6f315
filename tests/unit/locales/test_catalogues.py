"""Catalogue against catalogue against code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from bot import i18n
from bot.domain.language import LANGUAGES, Language
from bot.i18n import CATALOGUES, flatten, read
from handlers.routes import words

ROOT = Path(__file__).parents[3]
Entry = str | dict[str, str]

DYNAMIC = {
    "words.": "the words of a mention, by route",
    "scopes.": "by ActionFilter's scopes",
    "periods.": "by Period",
    "space_words.": "by SpaceVerb",
    "find_words.": "by FindWord",
    "role_words.": "by Role",
    "glossary_words.": "by GlossaryVerb",
    "language_words.": "by Language",
    "export_words.": "by ExportForm",
    "feed_words.": "by FeedVerb",
    "publish_words.": "by PublishWord",
    "report_forms.": "by ReportForm",
    "digest_words.": "by DigestWord",
    "engine_words.": "by EngineWord",
    "errors.": "UserError carries the key",
    "answer.": "answers.done is given the key",
    "settings.": "a problem of the settings carries the key",
}
BUTTON, TITLE, LABEL, OPTION = 75, 24, 2000, 75


@pytest.fixture(scope="module")
def catalogues() -> Mapping[str, Mapping[str, Entry]]:
    return {language: dict(flatten(read(CATALOGUES / f"{language}.yml"))) for language in LANGUAGES}


def placeholders(entry: Entry) -> set[str]:
    texts = entry.values() if isinstance(entry, dict) else [entry]
    return {name for text in texts for name in re.findall(r"%\{(\w+)\}", text)}


def shape(entry: Entry) -> tuple[set[str], set[str]]:
    # "one" may say it in a word ("Én opgave"), so the count is wanted of the whole entry only
    return (set(entry) if isinstance(entry, dict) else set(), placeholders(entry))


@pytest.mark.parametrize("language", ["da", "zh"])
def test_every_language_has_the_same_keys_plurals_and_placeholders(
    catalogues: Mapping[str, Mapping[str, Entry]], language: str
) -> None:
    source = {key: shape(entry) for key, entry in catalogues["en"].items()}

    assert {key: shape(entry) for key, entry in catalogues[language].items()} == source


class Strict(yaml.SafeLoader):
    """A loader that takes no key twice."""


def _mapping(loader: Strict, node: yaml.MappingNode) -> dict[str, object]:
    keys = [str(loader.construct_object(key)) for key, _ in node.value]
    twice = [key for key, count in Counter(keys).items() if count > 1]
    assert twice == [], f"{twice} twice, line {node.start_mark.line + 1}"
    return {str(loader.construct_object(key)): loader.construct_object(value, deep=True) for key, value in node.value}


Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_in_a_catalogue(language: Language) -> None:
    loaded = yaml.load((CATALOGUES / f"{language}.yml").read_text(encoding="utf-8"), Strict)  # noqa: S506  a SafeLoader

    assert isinstance(loaded, dict)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("bot", "handlers"):
        for path in (ROOT / folder).rglob("*.py"):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


TEMPLATE_KEY = re.compile(r'\bt\("([\w.]+)"(\s*~)?')


def in_templates() -> Iterator[tuple[str, str]]:
    """Every key that a template of a page asks for, one that is put together as `*`, with the file it stands in."""
    for path in (ROOT / "bot/render/pages/templates").glob("*.html"):
        for key, computed in TEMPLATE_KEY.findall(path.read_text(encoding="utf-8")):
            yield f"{key}*" if computed else key, path.name


def literals() -> set[str]:
    """Every string of the code, a computed part of one as `*`."""
    found = {key for key, _ in in_templates()}
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values))
    return found


def asked() -> Iterator[tuple[str, str]]:
    """Every key given to `t` or `both` as it stands, with the file it stands in."""
    for path, tree in sources():
        for node in ast.walk(tree):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"t", "both"}
            if named and isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), path.name
    yield from ((key, name) for key, name in in_templates() if not key.endswith("*"))


def test_every_key_the_code_asks_for_is_there(catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
    assert sorted({key for key, _ in asked()} - set(catalogues["en"])) == []


def raised() -> Iterator[str]:
    """The keys that errors and short answers carry."""
    kinds = {"UserError": "errors", "NotFound": "errors", "Changed": "errors", "Unreadable": "errors"}
    for _, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in kinds:
                yield f"errors.{node.args[0].value!s}"
            elif name == "done" and isinstance(node.func, ast.Attribute):
                yield f"answer.{node.args[0].value!s}"


def test_every_error_and_answer_has_its_sentence(catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
    assert sorted(set(raised()) - set(catalogues["en"])) == []


def test_every_key_of_the_catalogue_is_used(catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
    used = literals()
    computed = [one for one in used if re.match(r"[a-z_]+\.", one) and "*" in one]
    patterns = [re.compile(re.escape(one).replace(r"\*", r"[\w.]+")) for one in computed]

    def is_used(key: str) -> bool:
        short = key.partition(".")[2]
        by_prefix = any(key.startswith(prefix) for prefix in DYNAMIC)
        asked_by_words = by_prefix and (short in used or key.startswith(WORDS))
        return key in used or asked_by_words or any(pattern.fullmatch(key) for pattern in patterns)

    assert [key for key in catalogues["en"] if not is_used(key)] == []


WORDS = (
    "words.",
    "scopes.",
    "periods.",
    "space_words.",
    "role_words.",
    "language_words.",
    "engine_words.",
    "find_words.",
    "publish_words.",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_on_buttons_and_titles_fits(
    catalogues: Mapping[str, Mapping[str, Entry]], language: Language
) -> None:
    texts = {key: entry for key, entry in catalogues[language].items() if isinstance(entry, str)}
    titles = (
        "new_note",
        "edit_note",
        "edit_action",
        "create_space",
        "bind_space",
        "add_person",
        "confirm_organisation",
    )

    long_buttons = {k for k, v in texts.items() if k.startswith(("button.", "help.button.")) and len(v) > BUTTON // 3}
    shown = {name: texts[f"form.{name}"].replace("%{ref}", "100.20") for name in (*titles, "original", "all_items")}
    assert long_buttons == set()  # a third of what fits: cards say it in two languages, spaces may have three
    assert {name: title for name, title in shown.items() if len(title) > TITLE} == {}
    assert {name for name in ("save", "cancel", "close") if len(texts[f"button.{name}"]) > TITLE} == set()


FOLDERS = (
    "scopes",
    "periods",
    "space_words",
    "role_words",
    "language_words",
    "engine_words",
    "export_words",
    "feed_words",
    "digest_words",
    "find_words",
    "publish_words",
)


def test_a_word_asks_for_one_thing_in_all_languages(catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for word in words():
            for said in str(catalogues[language][f"words.{word}"]).split():
                meant.setdefault(said, set()).add(word)

    assert {said: routes for said, routes in meant.items() if len(routes) > 1} == {}
    assert all(said == said.lower() for said in meant)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_words_of_a_folder_mean_one_thing(catalogues: Mapping[str, Mapping[str, Entry]], folder: str) -> None:
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, entry in catalogues[language].items():
            if key.startswith(f"{folder}."):
                for said in str(entry).split():
                    meant.setdefault(said, set()).add(key)

    assert {said: keys for said, keys in meant.items() if len(keys) > 1} == {}


def test_no_chinese_word_is_the_beginning_of_another_routes_word() -> None:
    i18n.load()
    said = {
        text: word for word in words() for text, language in i18n.words(f"words.{word}").items() if language == "zh"
    }

    assert [(a, b) for a in said for b in said if a != b and b.startswith(a) and said[a] != said[b]] == []


def test_danish_and_chinese_quote_as_their_readers_do(catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
    danish = " ".join(str(entry) for entry in catalogues["da"].values())
    chinese = [str(entry) for key, entry in catalogues["zh"].items() if not key.startswith("settings.")]

    assert not re.search("[“”„]", danish)
    assert [text for text in chinese if re.search(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]", text)] == []
