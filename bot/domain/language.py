"""The languages a record can be kept in."""

from typing import Literal, get_args

Language = Literal["da", "zh", "en"]
"""Danish, Chinese (simplified) and English, by the first two letters of their BCP 47 tags."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
