"""Whatever people write is printed as they wrote it: no sign in it is an order to Typst, to Jinja or to Word."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from zipfile import ZipFile

import pypdfium2
import pytest
from defusedxml import ElementTree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from bot.render.fonts import drawable
from bot.render.report.clean import clean
from bot.render.report.docx import TEMPLATES, as_docx, template_for
from bot.render.report.pdf import as_pdf
from tests.printed import docx_of, head_of, letters, pages_of
from tests.unit.printing.making import document

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)
HOSTILE = (
    "#set page(fill: red)",
    '#import "@preview/x:1.0.0"',
    "$ x^2 $ *fed* _kursiv_ `kode` @ref <label> // ikke en kommentar /* heller ikke */",
    "{{ 7 * 7 }} {% for x in y %} {# væk #} {_{ x }_} {_% y %_}",
    "<w:p>&amp;]]><!-- <b>",
    "\\u{1f600} \\ ~ --- ... 'a' \"b\" ’c’ “d” »e«",
    "土壤\\、“修复”——（第1批）；100％……",
    "linje\nlinje\n\n- punkt\n1. punkt\n= titel",
)
WORDS = st.text(
    st.sampled_from(
        "#$*_`@<>~=-+/\\\"'[]{}()%&|^!?;:., \nabcxyzæøåÆØÅéüčł0123456789土壤修复公司与，。：；“”（）《》、％…—"
    ),
    max_size=60,
)


def seen(text: str) -> str:
    """The letters of a text of which something can be seen."""
    return letters("\n".join(drawable(line) for line in clean(text).split("\n")))


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_of_markup_are_printed(text: str) -> None:
    made = document(text)

    assert seen(text) in letters("".join(pages_of(as_pdf(made, now=NOW))))
    assert clean(text) in docx_of(as_docx(made, template_for(made, None, 1)))


@settings(max_examples=60, deadline=None)
@given(WORDS)
@example("x\u0000y\u0007z\u200b\u202eabc\ufeff")
def test_any_text_is_read_in_the_pdf_as_it_was_written(text: str) -> None:
    pages = pages_of(as_pdf(document("før", text, "efter", languages=("da", "zh")), now=NOW))

    assert letters("".join(pages)).count(seen(text)) >= 2 or not seen(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
@example("\x00\x0b\ud800{_{ 1 }_}\u2028]]>")
def test_any_text_is_read_in_the_document_as_it_was_written(text: str) -> None:
    made = document(text, languages=("da", "zh"))

    content = as_docx(made, template_for(made, None, 1))

    assert docx_of(content).count(clean(text)) >= 2
    with ZipFile(io.BytesIO(content)) as parts:
        ElementTree.fromstring(parts.read("word/document.xml"))


def test_a_long_report_says_on_every_page_what_is_a_machines() -> None:
    made = document(
        *(f"Afsnit {number}. " + "Jord og grundvand. " * 20 for number in range(60)), notices=("Maskinoversat",)
    )

    pages = pages_of(as_pdf(made, now=NOW))

    assert len(pages) > 5
    assert all("Maskinoversat" in page for page in pages)
    assert [f"Side {number} af {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "Maskinoversat" in head_of(as_docx(made, template_for(made, None, 1)))


def test_without_a_machines_words_no_page_says_so() -> None:
    made = document("Jord")

    assert "aski" not in "".join(pages_of(as_pdf(made, now=NOW)))
    assert head_of(as_docx(made, TEMPLATES / "report.docx")).strip() == ""


def test_the_letters_are_in_the_file() -> None:
    content = as_pdf(document("Jord 土壤 čł"), now=NOW)

    with closing(pypdfium2.PdfDocument(content)) as opened, closing(opened[0]) as page:
        fonts = [raw.FPDFTextObj_GetFont(piece.raw) for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
        assert fonts
        assert all(raw.FPDFFont_GetIsEmbedded(font) for font in fonts)


@pytest.mark.parametrize(
    "word", ["a" * 300, "https://www.regionh.dk/jord/" + "omraader-og-grunde/" * 12 + "?side=1&sprog=da", "ÆØÅ" * 90]
)
def test_a_word_longer_than_a_line_stays_on_the_page_and_is_copied_whole(word: str) -> None:
    made = as_pdf(document(f"se {word} her", languages=("da", "zh")), now=NOW)

    assert "".join(pages_of(made)).replace("\r\n", "").count(word) == 2
    with closing(pypdfium2.PdfDocument(made)) as pdf, closing(pdf[0]) as page, closing(page.get_textpage()) as words:
        right = max(words.get_charbox(at)[2] for at in range(words.count_chars()))
        assert right <= page.get_width() - 50


def test_reports_that_are_made_at_once_are_each_their_own() -> None:
    made = [document(*(f"Rapport {number} afsnit {at} " + "ord " * 40 for at in range(40))) for number in range(6)]

    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda one: letters("".join(pages_of(as_pdf(one, now=NOW)))), made))

    assert [[page.count(f"Rapport{number}afsnit") for page in pages] for number in range(6)] == [
        [40 if at == number else 0 for at in range(6)] for number in range(6)
    ]
