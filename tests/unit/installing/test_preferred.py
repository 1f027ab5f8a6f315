"""The language a browser asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import LANGUAGES
from bot.web.preferred import preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("da", "da"),
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("zh-CN,zh;q=0.9", "zh"),
        ("zh-Hans-CN", "zh"),
        ("sv-SE,sv;q=0.9,da;q=0.5,en;q=0.4", "da"),
        ("en;q=0.4, zh;q=0.7 , da;q=0.6", "zh"),
        ("da;q=0, en", "en"),
        ("fr, *;q=0.5", "en"),
        ("da;q=two, zh;q=0.1", "zh"),
        ("da;q=9", "en"),
        ("DA", "da"),
        ("dag, zhang", "en"),
    ],
)
def test_the_language_with_the_highest_weight_is_taken(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


@given(st.text())
def test_whatever_a_browser_says_is_answered_in_a_language_of_ours(accepted: str) -> None:
    assert preferred(accepted) in LANGUAGES
