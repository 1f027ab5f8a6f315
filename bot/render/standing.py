"""What a language of a note is altogether, in words: below its card."""

from bot.domain.language import Language
from bot.domain.record import Note
from bot.domain.review import Standings
from bot.i18n import t
from bot.render import words

REVIEWERS = 3  # who are named; the history names them all


def standing(found: Standings, note: Note, language: Language, locale: Language) -> str:
    """What a language is, for readers of another or the same."""
    what = _what(found, note, language, locale)
    return t("card.language_is", locale, language=t(f"language.own.{language}", locale), what=what)


def _what(found: Standings, note: Note, language: Language, locale: Language) -> str:
    """Written, translated by machine, to be checked, reviewed, partly ready, waiting."""
    if not found.total:
        written = all(text.language == language for text in note.texts())
        return t("card.state_original" if written else "card.state_pending", locale)
    if found.missing == found.total:
        return _nothing_yet(found, locale)
    counted = {"partly": found.missing, "needs_check": found.doubted, "outdated": found.outdated}
    parts = [t(f"card.state_{key}", locale, count=count) for key, count in counted.items() if count]
    if not parts:
        parts = [_ready(found, locale)]
    if found.failures:
        parts.append(t("card.why_missing", locale, why=words.failure(" ".join(found.failures), locale)))
    return " · ".join(parts)


def _nothing_yet(found: Standings, locale: Language) -> str:
    if not found.failures:
        return t("card.state_pending", locale)
    return t("card.state_failed", locale, why=words.failure(" ".join(found.failures), locale))


def _ready(found: Standings, locale: Language) -> str:
    """Every sentence has its words and nobody doubts any."""
    if found.machine or found.reviewed_at is None:
        return t("card.state_partly_reviewed" if found.reviewers else "card.state_machine", locale)
    who = t("list.comma", locale).join(found.reviewers[:REVIEWERS])
    return t("card.state_reviewed", locale, who=who, when=words.day_of(found.reviewed_at, locale))
