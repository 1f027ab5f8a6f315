"""`jordbro memory`, as it is typed."""

import shutil
from pathlib import Path

import pytest

from tests.unit.terminal.test_terminal import imported, jordbro

UNIT = "<tu><tuv xml:lang='da'><seg>{}</seg></tuv><tuv xml:lang='zh'><seg>{}</seg></tuv></tu>\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one space."""
    folder = tmp_path_factory.mktemp("filled")
    assert imported(f"sqlite:///{folder / 'store.sqlite3'}", folder, "--yes").returncode == 0
    return folder / "store.sqlite3"


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> str:
    shutil.copy(filled, tmp_path)
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "byen.tmx"
    units = UNIT.format("Hej.", "你好。") + UNIT.format("A & B", "甲") + UNIT.format("Tak. Farvel.", "谢谢。再见。")
    path.write_text(f"<tmx><header srclang='da'/>\n<body>\n{units}</body></tmx>", encoding="utf-8")
    return path


def test_a_memory_goes_in_and_out(store: str, file: Path, tmp_path: Path) -> None:
    first = jordbro("memory", "import", str(file), "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)
    again = jordbro("memory", "import", str(file), "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)
    out = jordbro("memory", "export", "out.tmx", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    assert first.stdout.splitlines() == [
        "2 new translations are in the memory of “Jiangsu”.",
        "One has several sentences: it is offered to reviewers, and never used by itself.",
    ]
    assert first.stderr.splitlines() == ["One unit was left out:", "  Unit 2, line 4: it is not valid XML."]
    assert "0 new translations" in again.stdout
    assert "2 were there already." in again.stdout
    assert "2 approved translations were written to out.tmx." in out.stdout
    assert "你好。" in (tmp_path / "out.tmx").read_text(encoding="utf-8")
    assert "byen.tmx" in (tmp_path / "out.tmx").read_text(encoding="utf-8")  # who stands behind it


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "byen.tmx", "--space", "Hebei"), "There is no space “Hebei”. There are: Jiangsu."),
        (("export", "ud.tmx", "--space", "Hebei"), "There is no space “Hebei”. There are: Jiangsu."),
        (("import", "gone.tmx", "--space", "Jiangsu"), "The file cannot be read: No such file or directory"),
        (("import", "store.sqlite3", "--space", "Jiangsu"), "The file is not in the encoding it says"),
        (("import", "text.txt", "--space", "Jiangsu"), "The file is not a TMX file."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    store: str, file: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    assert file.exists()
    (tmp_path / "text.txt").write_text("hej", encoding="utf-8")

    done = jordbro("memory", *arguments, folder=tmp_path, DATABASE_URL=store)

    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "ud.tmx").exists()
