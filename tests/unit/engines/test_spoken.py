"""Sentences of another language than the text they stand in."""

import pytest

from bot.domain.language import Language
from bot.domain.spoken import spoken


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("The parties agreed on the next visit in May.", "da", "en"),
        ("We will send the report before the meeting.", "zh", "en"),
        ("双方同意以土壤和地下水为重点。", "da", "zh"),
        ("雙方同意以土壤和地下水為重點。", "da", "zh"),
        ("Regionen undersøger grunden og sender en rapport.", "zh", "da"),
        ("Regionen undersøger grunden og sender en rapport.", "en", "da"),
        # what is not evident is what its text is
        ("Regionen undersøger grunden.", "da", "da"),
        ("Workshop i april", "da", "da"),
        ("Site visit", "da", "da"),
        ("Draft report on soil", "da", "da"),
        ("JEPD", "da", "da"),
        ("12 %", "zh", "zh"),
        ("Mr. Yu sagde 土壤污染 om grunden og vandet", "da", "da"),
        ("Vi drøftede »the polluter pays« med regionen og JEPD på mødet.", "da", "da"),
        # neighbours of Danish are taken for it
        ("Vi er enige om å undersøke grunnvannet og sende en rapport.", "da", "da"),
        ("Vi är överens om att undersöka grundvattnet och skicka en rapport.", "da", "da"),
    ],
)
def test_spoken(sentence: str, language: Language, expected: Language) -> None:
    assert spoken(sentence, language) == expected
