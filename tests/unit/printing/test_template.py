"""Templates for Word of one's own: chosen by space, changed by people, and a clear word where they are broken."""

from pathlib import Path

import pytest
from docx import Document as Word

from bot.render.report.docx import BOTH, ONE, TEMPLATES, BrokenTemplate, as_docx, template_for
from tests.printed import docx_of
from tests.unit.printing.making import document


def a_template(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Word()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return path


def test_the_template_of_the_space_comes_first_then_the_folders_then_ours(tmp_path: Path) -> None:
    one, both = document("Jord"), document("Jord", languages=("da", "zh"))
    a_template(tmp_path / "3" / ONE)
    a_template(tmp_path / ONE)

    found = [template_for(one, tmp_path, 3), template_for(one, tmp_path, 4), template_for(both, tmp_path, 3)]

    assert found == [tmp_path / "3" / ONE, tmp_path / ONE, TEMPLATES / BOTH]
    assert template_for(one, tmp_path / ONE, 3) == tmp_path / ONE
    assert template_for(both, tmp_path / ONE, 3) == TEMPLATES / BOTH
    assert template_for(one, None, 3) == TEMPLATES / ONE


def test_a_template_somebody_changed_is_filled_in(tmp_path: Path) -> None:
    lines = (
        "Kære udvalg",
        "{{ title.text }}",
        "{%p for b in blocks %}",
        "{{ b.number }}: {{ b.text }}",
        "{%p endfor %}",
    )
    template = a_template(tmp_path / ONE, *lines)

    assert docx_of(as_docx(document("Jord {{ 1 }}"), template)) == "Kære udvalg\nRapport\n§1.1: Jord {{ 1 }}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ titel }}", "'titel' is undefined"),
        ("{{ title.tekst }}", "has no attribute 'tekst'"),
        ("{% for b in blocks %}", "report.docx: "),
        ("{{ title.text.__class__.__mro__ }}", "is unsafe"),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_is_told_apart(tmp_path: Path, line: str, said: str) -> None:
    template = a_template(tmp_path / ONE, line)

    with pytest.raises(BrokenTemplate) as broken:
        as_docx(document("Jord"), template)

    assert said in broken.value.why
    assert broken.value.why.startswith("report.docx: ")
    assert "\n" not in broken.value.why


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"just text"])
def test_a_template_that_is_no_document_is_told_apart(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ONE).write_bytes(content)

    with pytest.raises(BrokenTemplate):
        as_docx(document("Jord"), tmp_path / ONE)
