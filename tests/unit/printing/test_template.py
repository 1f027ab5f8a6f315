"""Templates for Word of one's own: chosen by space, changed by people, and a clear word where they are broken."""

from pathlib import Path

import pytest
from docx import Document as Word

from bot.domain.language import Language
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
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% for i in range(10 ** 9) %}{% endfor %}", "Range too big"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion depth"),
        ("{{ cycler() }}", "at least one item"),
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


def test_a_template_that_leaves_out_what_a_machine_did_is_told_apart(tmp_path: Path) -> None:
    """A page with a machine's words says so, whatever somebody made of the template."""
    told = document("Jord", notices=("Det, der er mærket †, er maskinoversat & ikke gennemset.",))
    template = a_template(tmp_path / ONE, "{{ title.text }}")

    with pytest.raises(BrokenTemplate) as broken:
        as_docx(told, template)

    assert broken.value.why == "report.docx: {{ notice }}"
    assert "maskinoversat & ikke" in docx_of(as_docx(told, a_template(tmp_path / ONE, "{{ notice }}", "x")))


@pytest.mark.parametrize("languages", [("da",), ("da", "zh")])
def test_our_templates_print_the_trip_and_its_days_below_the_heading(languages: tuple[Language, ...]) -> None:
    one = document("Jord", languages=languages)

    said = docx_of(as_docx(one, template_for(one, None, 1)))

    assert 0 < said.index("Rapport") < said.index("Delegationstur") < said.index("Aftale Jord")
