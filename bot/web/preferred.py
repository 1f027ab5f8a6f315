"""Which of our languages a browser asks for (RFC 9110, 12.5.4)."""

from bot.domain.language import LANGUAGES, Language

MOST = 20  # entries that are read: no browser sends more


def preferred(accepted: str) -> Language:
    """The language with the highest weight, the first of those that have it; English without any of ours."""
    best: tuple[float, Language] = (0.0, "en")
    for entry in accepted.split(",")[:MOST]:
        tag, *parameters = (part.strip().lower() for part in entry.split(";"))
        language = next((one for one in LANGUAGES if one == tag.partition("-")[0]), None)
        weight = next((_weight(one[2:]) for one in parameters if one.startswith("q=")), 1.0)
        if language is not None and weight > best[0]:
            best = (weight, language)
    return best[1]


def _weight(written: str) -> float:
    try:
        value = float(written)
    except ValueError:
        return 0.0
    return value if 0.0 <= value <= 1.0 else 0.0
