"""Known terms in texts that a reader sees untranslated, with their form in the reader's language."""

from collections.abc import Iterable, Mapping

from bot.domain.language import Language
from bot.domain.record import Text
from bot.services import terms
from bot.store.database import Database

MOST = 6  # terms a text: more would be longer than the text


def gloss(
    db: Database, space_id: int, texts: Iterable[Text], language: Language
) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Text id → (as found, in the reader's language), only where there is no translation to show."""
    untranslated = [text for text in texts if text.shown(language).language != language]
    if not untranslated:
        return {}
    with db.read() as tx:
        termbase = terms.of_space(tx, space_id)
    found = {}
    for text in untranslated:
        pairs = {
            match.found: match.term.form(language)
            for match in termbase.find(text.content, text.language)
            if match.term.form(language) != match.found
        }
        found[text.id] = tuple(pairs.items())[:MOST]
    return found
