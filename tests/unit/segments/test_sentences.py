"""Sentences end where a reader says they do, and nothing is lost on the way."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sentences import sentences

FOLDER = Path(__file__).parent
GROWTH = 10  # four times the line: four times the work, where a square would make it sixteen
MILLISECONDS = 40  # of work for 6,000 characters that were chosen to be slow
LEAST = 0.001  # seconds; less than that is noise


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
    short, long = (min(cutting((unit * size)[:size]) for _ in range(5)) for size in (6_000, 24_000))

    assert long < GROWTH * max(short, LEAST)
    assert short * 1000 < MILLISECONDS


def cutting(line: str) -> float:
    """Seconds of work, whatever else the machine does."""
    started = time.process_time()
    sentences(line)
    return time.process_time() - started
