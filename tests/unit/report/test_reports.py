"""The pasted report of the samples and two of the same shape, read as a person would read them."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.report import ParsedReport, read_report
from bot.domain.report_layout import read_blocks
from bot.domain.termbase import Termbase
from tests.unit.notes.reading import report_as_data

CASES = Path(__file__).parent / "cases"
NAMES = ["bilag3", "studietur", "kaocha", "rejserapport", "dixiashui"]


def _source(name: str) -> str:
    if name == "bilag3":
        return (resources.files("bot.data") / "samples" / "bilag3-jordsporet.raw.txt").read_text(encoding="utf-8")
    return (CASES / f"{name}.txt").read_text(encoding="utf-8")


def _everything(report: ParsedReport) -> str:
    meetings = [
        part for m in report.meetings for part in (m.title, m.place, m.purpose, *m.participants, *m.paragraphs) if part
    ]
    sections = [text for section in report.sections for text in (section.heading, *section.paragraphs)]
    days = [str(day) for day in (report.held_on, *(m.held_on for m in report.meetings)) if day]
    activities = [item.text for item in report.activities]
    return "\n".join([report.title, *report.letterhead, *sections, *meetings, *days, *activities])


@pytest.mark.parametrize("name", NAMES)
def test_report_is_read_as_a_person_reads_it(name: str, termbase: Termbase) -> None:
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))

    assert report_as_data(read_report(_source(name), termbase=termbase)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_the_body_is_lost(name: str, termbase: Termbase) -> None:
    source = _source(name)

    kept = _everything(read_report(source, termbase=termbase))

    bare = re.sub(r"\W", "", kept)
    labels = {*"一二三四", "Formål", "Deltagere", "目的", "参加", "时间", "地点", "maj"}
    words = set(re.findall(r"[^\W_]+", source)) - labels
    assert [word for word in sorted(words) if word not in bare and not word.isdigit() and "月" not in word] == []


def test_blocks_joined_give_back_the_source() -> None:
    for name in NAMES:
        source = _source(name)
        assert source.endswith("".join(block.raw for block in read_blocks(source)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read_as_blocks(text: str) -> None:
    assert text.endswith("".join(block.raw for block in read_blocks(text)))


LINES = st.sampled_from(
    ["Møde med JEPD\n", "Formål: x\n", "\n", " \n", "Side 2\n", "Kommende aktiviteter\n", "\uf0b7 CLEAN sender\n",
     "- a\n", "一、下一步工作\n", "4. juni 2018\n", "En lang linje uden ende\n", "rest-\n"],
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=20))
def test_reading_never_fails(lines: list[str]) -> None:
    read_report("".join(lines), termbase=Termbase(()))
