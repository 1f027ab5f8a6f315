"""Visits and events are told from other work, on sentences the rule was not made from."""

import pytest

from bot.domain.language import LANGUAGES, Language
from bot.domain.visits import is_visit
from tests.unit.digest.sentences import EVENTS, WORK

ENOUGH = 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_visits_and_events_are_known(language: Language) -> None:
    missed = [text for text in EVENTS[language] if not is_visit(text, language)]

    assert len(missed) <= len(EVENTS[language]) * (1 - ENOUGH), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_work_for_a_visit_is_none(language: Language) -> None:
    taken = [text for text in WORK[language] if is_visit(text, language)]

    assert len(taken) <= len(WORK[language]) * (1 - ENOUGH), taken


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Genbesøg fra Suzhou forventes marts 2017", "da", True),
        ("Genbesøg fra Nantongs borgmester efteråret 2017", "da", True),
        ("Deltagelse i JEPDs årlige teknologi/jordkonference i juni i Nanjing", "da", True),
        ("Region Hovedstaden bekræfter deltagelse i jordkonferencen inden udgangen af februar", "da", False),
        ("CLEAN sender oversigt over danske jordvirksomheder og CV'er", "da", False),
        ("省厅领导拟于4月率团回访丹麦", "zh", True),
        ("市长回访丹麦的时间初步定在秋季", "zh", True),
        ("省环科院在3月15日前提供试点候选场地名单", "zh", False),
        ("", "da", False),
        ("？", "zh", False),
    ],
)
def test_the_activities_of_the_samples(text: str, language: Language, found: bool) -> None:  # noqa: FBT001
    assert is_visit(text, language) is found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_endless_text_is_read_at_once(language: Language) -> None:
    assert is_visit("møde-" * 100_000 + "(" * 50_000, language) in {True, False}
