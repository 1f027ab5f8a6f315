"""What a language of a note is altogether, in words: below its card."""

from bot.domain.language import Language
from bot.domain.record import Note
from bot.domain.review import Standings
from bot.i18n import t
from bot.render import words

REVIEWERS = 3  # who are named; the history names them all


def standing(found: Standings, note: Note, language: Language) -> str:
    """What a language is: written, translated by machine, to be checked, reviewed, partly ready, waiting."""
    if not found.total:
        written = all(text.language == language for text in note.texts())
        return t("card.state_original" if written else "card.state_pending", language)
    if found.missing == found.total:
        return _nothing_yet(found, language)
    counted = {"partly": found.missing, "needs_check": found.doubted, "outdated": found.outdated}
    parts = [t(f"card.state_{key}", language, count=count) for key, count in counted.items() if count]
    if not parts:
        parts = [_ready(found, language)]
    if found.failures:
        parts.append(t("card.why_missing", language, why=words.failure(" ".join(found.failures), language)))
    return " · ".join(parts)


def _nothing_yet(found: Standings, language: Language) -> str:
    if not found.failures:
        return t("card.state_pending", language)
    return t("card.state_failed", language, why=words.failure(" ".join(found.failures), language))


def _ready(found: Standings, language: Language) -> str:
    """Every sentence has its words and nobody doubts any."""
    if found.machine or found.reviewed_at is None:
        return t("card.state_partly_reviewed" if found.reviewers else "card.state_machine", language)
    who = t("list.comma", language).join(found.reviewers[:REVIEWERS])
    return t("card.state_reviewed", language, who=who, when=words.day_of(found.reviewed_at, language))
