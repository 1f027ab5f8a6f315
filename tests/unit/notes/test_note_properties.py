"""What holds for any text: nothing raises, nothing is lost, numbers are unique, and the work does not explode."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.language import guess_language
from bot.domain.meeting import ParsedNote
from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.termbase import Termbase, load_termbase
from tests.effort import ENDLESS, growth

ON = date(2017, 1, 15)
TERMBASE = Termbase(
    load_termbase(
        "kind,da,zh,en,variants_da,variants_zh,note\norganisation,CLEAN,CLEAN,CLEAN,,,\n"
        "organisation,JEPD,江苏省环境保护厅,JEPD,JEDP,省厅,\nplace,Nanjing,南京,Nanjing,,,\n"
    ),
)
PIECES = st.sampled_from(
    ["1. ", "1、", "（一）", "①", "- ", "- [ ] ", "- [x]", "* ", "\uf0b7 ", "  ", "\t", "\n", "\n\n", "\r\n",
     "\u2028", "\x0c", "Beslutning: ", "待办：", "Opgave: ", "Aftaler:\n", "#action", "@", "CLEAN", "省厅",
     "ansvarlig: ", "由", "负责", "senest 3. april", "3月底前", "Deltagere: ", "目的：", "Dato: ", "## ",
     "Note 2 · ", "，", "。", ".", ":", "：", "(", "）", "👍", "\u200f", "\u202e", "\ufeff", "\x00", "2.1 ",
     "og", "sender", "Region", "a" * 90, "*", "|", "10. januar 2017", "Nanjing"],
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def _read(text: str) -> ParsedNote:
    return parse_note(text, language=None, on=ON, termbase=TERMBASE)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_character_is_lost_and_numbers_are_unique(text: str) -> None:
    note = _read(text)

    numbers = [item.number for item in note.items]
    assert note.head + "".join(item.raw for item in note.items) == text
    assert len(set(numbers)) == len(numbers)
    assert [n for n in numbers if "." not in n] == [str(i + 1) for i in range(sum("." not in n for n in numbers))]
    assert all(number.split(".")[0] in numbers for number in numbers)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_split_notes_are_slices_of_the_text(text: str) -> None:
    assert text.endswith("".join(split_notes(text))) or not text.strip()


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_language_is_always_guessed(text: str) -> None:
    assert guess_language(text) in {"da", "zh", "en"}


@pytest.mark.parametrize("text", ["", "  \n\t\n", "👍🎉", "\u200f\u202e", "---\n***\n", "。。。"])
def test_text_without_words_has_no_items(text: str) -> None:
    note = _read(text)

    assert note.items == ()
    assert note.head == text


@pytest.mark.parametrize(
    ("begin", "bit", "size"),
    [
        ("", "a", ENDLESS),
        ("", "土壤", ENDLESS),
        ("", "\n", 50_000),
        ("", "@", ENDLESS),
        ("Opgave: ", "(", ENDLESS),
        ("待办：", "省厅在3月", ENDLESS),
        ("", "待办：", ENDLESS),
        ("Deltagere: ", "A og ", ENDLESS),
        ("", "Dato: ", 50_000),
        ("", "- x\n", 50_000),
        ("", "1. Enighed om planen for jord og grundvand.\nOpgave: CLEAN sender liste senest 1. marts\n", 50_000),
    ],
    ids=lambda value: value[:12].strip() if isinstance(value, str) else "",
)
def test_long_texts_are_read_whole_and_with_work_that_grows_as_they_do(begin: str, bit: str, size: int) -> None:
    def text(length: int) -> str:
        return begin + (bit * length)[:length]

    note = _read(text(size))

    assert note.head + "".join(item.raw for item in note.items) == text(size)
    assert growth(lambda length: _read(text(length)), 1500) < 5
