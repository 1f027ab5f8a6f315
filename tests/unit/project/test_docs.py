"""The documents name what there is, link to what there is, and their examples work."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import data
from bot.cli import _parser
from bot.config import ENGINE_NAMES, ENGINE_VARIABLES, VARIABLES
from bot.domain.language import LANGUAGES, Language
from bot.domain.note_grammar import parse_note
from bot.engines import ENGINES
from bot.jobs import KINDS
from bot.workspace.control import _ACTS
from bot.workspace.driver import LocalWorkspace
from handlers.routes import ROUTES
from tests.unit.project.files import ROOT, text, tracked

DOCUMENTS = sorted(str(path) for path in tracked() if path.suffix == ".md" and path.parts[0] not in {"bot", "tests"})
GUIDES = {language: f"docs/guide.{language}.md" for language in LANGUAGES}

# What people can say, by the catalogue's folders.
SAID = ("words", "scopes", "periods", "space_words", "language_words")

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
VARIABLE = re.compile(r"\b(?:SLACK|JORDBRO|DATABASE)_[A-Z_]+\b")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def first_words(language: Language) -> Iterator[tuple[str, str]]:
    """Key and first word of everything people can say in a language: the first one is the one that is shown."""
    catalogue = yaml.safe_load(text(f"locales/{language}.yml"))
    for folder in SAID:
        for name, said in catalogue[folder].items():
            yield f"{folder}.{name}", said.split()[0]


def anchors(document: str) -> set[str]:
    """The anchors of a document's headings, as the usual hosts make them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text(document))}


def broken(document: str, target: str) -> bool:
    """Whether a link leads nowhere."""
    if re.match(r"[a-z]+:", target):
        return False
    path, _, anchor = target.partition("#")
    found = (ROOT / document).parent / path if path else ROOT / document
    if not found.exists() or ROOT not in (found.resolve(), *found.resolve().parents):
        return True
    return bool(anchor) and anchor not in anchors(str(found.resolve().relative_to(ROOT)))


def examples(document: str) -> list[str]:
    """The code blocks without a language."""
    found: list[str] = re.findall(r"^```\n(.*?)^```$", text(document), re.MULTILINE | re.DOTALL)
    return found


def wanted_packages() -> list[str]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    optional = [package for packages in project["optional-dependencies"].values() for package in packages]
    return [*project["dependencies"], *optional]


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001  argparse has no other way to ask
    return dict(found[0].choices) if found else {}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relative_links_resolve(document: str) -> None:
    assert [target for target in LINK.findall(text(document)) if broken(document, target)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_names_every_command(language: Language) -> None:
    guide = text(GUIDES[language])

    assert [route.name for route in ROUTES if route.kind == "command" and f"`{route.name}`" not in guide] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_teaches_every_word_of_its_language(language: Language) -> None:
    guide = text(GUIDES[language]).lower()
    guide += guide.replace(" ", "")  # the catalogue's "idag" is found however people write it

    assert [key for key, word in first_words(language) if word not in guide] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_guide_quotes_buttons_and_states_as_the_catalogue_has_them(language: Language) -> None:
    guide = text(GUIDES[language])
    catalogue = yaml.safe_load(text(f"locales/{language}.yml"))
    buttons = [
        *("edit_note", "original", "summary", "review", "history", "approve", "undo"),
        *("open_action", "done", "reopen", "share"),
    ]
    states = ["original", "reviewed", "machine", "pending"]

    quoted = [catalogue["button"][name] for name in buttons]
    quoted += [re.sub(r"%{\w+}", "…", catalogue["card"][f"state_{name}"]) for name in states]

    assert [words for words in quoted if f"**{words.lower()}" not in guide.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_guides_example_is_understood_as_the_guide_says(language: Language) -> None:
    (example,) = examples(GUIDES[language])

    note = parse_note(example, language=language, on=date(2025, 10, 24), termbase=data.termbase())

    assert (note.held_on, bool(note.place), bool(note.purpose)) == (date(2025, 10, 24), True, True)
    assert [item.kind for item in note.items[:4]] == ["paragraph", "decision", "agreement", "action"]
    tasks = [item for item in note.items if item.kind == "action"]
    assert len(tasks) == 3
    assert [item.text for item in tasks if not item.owner or not item.due] == []


def test_connect_names_every_variable_and_no_other() -> None:
    named = set(VARIABLE.findall(text("docs/connect.md"))) - {"FXTRANSLATE_RECORDS_URL"}

    assert named == {*VARIABLES.values(), *ENGINE_VARIABLES}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_names_a_variable_nobody_reads(document: str) -> None:
    for_tests = {"JORDBRO_MANIFEST_SCHEMA"}

    assert set(VARIABLE.findall(text(document))) <= {*VARIABLES.values(), *ENGINE_VARIABLES, *for_tests}


def test_connect_has_a_row_for_every_engine() -> None:
    connect = text("docs/connect.md")

    assert set(ENGINES) == set(ENGINE_NAMES)
    assert [name for name in ENGINES if f"\n| `{name}` |" not in connect] == []


def test_readme_names_every_command_of_the_terminal() -> None:
    readme, commands = text("README.md"), subcommands(_parser())

    assert [name for name in commands if f"`jordbro {name}" not in readme] == []
    written = re.findall(r"`jordbro ([a-z]+) ([a-z|]+\b)?", readme)
    verbs = {name: set(said.split("|")) for name, said in written if said}
    assert verbs == {name: set(subcommands(parser)) for name, parser in commands.items() if subcommands(parser)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_no_command_of_the_terminal_that_is_not_there(document: str) -> None:
    named = set(re.findall(r"(?:`|^)jordbro ([a-z]+)", text(document), re.MULTILINE))

    assert named <= set(subcommands(_parser()))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_no_target_of_make_that_is_not_there(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ((?:[a-z]+ ?)+)", text(document), re.MULTILINE)

    assert {target for line in named for target in line.split()} <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_documents_name_are_there(document: str) -> None:
    named = re.findall(r"`((?:bot|handlers|locales|tests)/[\w/.]+?)/?`", text(document))
    templates = {"x.py", "csv"}

    assert [name for name in named if Path(name).name not in templates and not (ROOT / name).exists()] == []


def test_workspace_document_names_every_act_of_the_control_api() -> None:
    document = text("docs/workspace.md")

    assert set(re.findall(r"^\| `([a-z_]+)` \|", document, re.MULTILINE)) == set(_ACTS)


def test_workspace_document_names_every_method_of_its_web_api() -> None:
    with LocalWorkspace.start() as workspace:
        methods = set(workspace.server.web.api._methods)  # noqa: SLF001
    document = text("docs/workspace.md")

    assert [name for name in methods if f"`{name}`" not in document and not name.startswith(("files.", "api."))] == []


def test_decisions_are_numbered_and_say_the_three_things() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for number, path in enumerate(decisions, 1):
        content = path.read_text(encoding="utf-8")
        assert content.startswith(f"# {number}. ")
        assert HEADING.findall(content)[1:] == ["Context", "Decision", "What we give up"]


def test_libraries_are_those_of_the_lock_file() -> None:
    table = text("docs/decisions/0011-libraries.md")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text("requirements.lock"), re.MULTILINE))
    rows = re.findall(r"^\| ([\w, -]+) \| ([\d., ]+) \|", table, re.MULTILINE)

    named = {
        name.lower(): version
        for names, versions in rows
        for name, version in zip(names.split(", "), versions.split(", "), strict=True)
    }

    wanted = {re.split(r"[^\w-]", name)[0] for name in wanted_packages()}
    assert named == {name: locked[name] for name in wanted}


def test_every_kind_of_job_is_a_module_as_contributing_says() -> None:
    assert [kind for kind in KINDS if not (ROOT / "bot" / "jobs" / f"{kind}.py").is_file()] == []
