"""Sentences end where a reader says they do, and nothing is lost on the way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sentences import sentences
from tests.effort import ENDLESS, growth

FOLDER = Path(__file__).parent


def cases(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def cut(line: str) -> str:
    """As the cases are written."""
    return "‖".join(sentences(line.replace("‖", "")))


@pytest.mark.parametrize("line", [*cases("cases.txt"), *cases("heldout.txt")])
def test_sentences_end_where_a_reader_says(line: str) -> None:
    assert cut(line) == line


TRICKY = st.lists(
    st.sampled_from(
        [
            *".!?…。！？； \t\n\"'”“’‘»«」「）（)(]",
            "Vi",
            "vi",
            "ca",
            "f.eks",
            "A/S",
            "15",
            "1.2",
            "marts",
            "同意",
            "Co",
            "d",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(), TRICKY))
def test_sentences_joined_give_the_text(text: str) -> None:
    found = sentences(text)

    assert "".join(found) == text
    assert all(found)


@pytest.mark.parametrize(
    "unit", ["!", ".", "a.", ". ", "。", "Vi er. ", '‘“«"', "( ", "(", "“", "…”", "“a。", " ", "x", "A.B", "「『（《【"]
)
def test_the_work_grows_with_the_line_and_no_faster(unit: str) -> None:
    def line(size: int) -> str:
        return (unit * size)[:size]

    assert "".join(sentences(line(ENDLESS))) == line(ENDLESS)
    assert growth(lambda size: sentences(line(size)), 1500) < 5
