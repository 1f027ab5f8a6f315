"""Originals and what stands beside them in other languages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, select, union_all, update

from bot.domain.language import Language
from bot.domain.record import Text, Translation, TranslationState
from bot.store import segments
from bot.store.database import Tx
from bot.store.tables import TextRow, TranslationRow


def ids_with(word: str, space_ids: Collection[int]) -> Select[int]:
    """The texts of some spaces in which a word stands, in the original or in a translation."""
    within = TextRow.space_id.in_(space_ids)
    here = select(TextRow.id).where(within, TextRow.content.icontains(word, autoescape=True))
    there = select(TranslationRow.text_id).join(TextRow, TextRow.id == TranslationRow.text_id)
    there = there.where(within, TranslationRow.content.icontains(word, autoescape=True))
    found = union_all(here, there).subquery()
    return select(found.c.id)


def add(tx: Tx, space_id: int, language: Language, content: str) -> int:
    """Keep an original; gives its id."""
    row = TextRow(space_id=space_id, language=language, content=content)
    tx.add(row)
    tx.flush()
    return row.id


def get(tx: Tx, ids: Collection[int]) -> Mapping[int, Text]:
    """Originals with all their translations, by id, in one query."""
    if not ids:
        return {}
    found: dict[int, Text] = {}
    translations: defaultdict[int, dict[Language, Translation]] = defaultdict(dict)
    for row in tx.execute(_with_translations(), {"ids": list(ids)}):
        language = cast("Language", row.language)
        if row.id not in found:
            found[row.id] = Text(row.id, language, row.content, translations[row.id])
        if row.into is not None:
            into, state = cast("Language", row.into), cast("TranslationState", row.state)
            translations[row.id][into] = Translation(
                into, row.translated, state, row.engine, row.reviewed_by, row.reviewed_at
            )
    return found


@cache  # building a statement takes longer than running it
def _with_translations() -> Select[*tuple[Any, ...]]:
    return (
        select(
            TextRow.id,
            TextRow.language,
            TextRow.content,
            TranslationRow.language.label("into"),
            TranslationRow.content.label("translated"),
            TranslationRow.state,
            TranslationRow.engine,
            TranslationRow.reviewed_by,
            TranslationRow.reviewed_at,
        )
        .outerjoin(TranslationRow, TranslationRow.text_id == TextRow.id)
        .where(TextRow.id.in_(bindparam("ids", expanding=True)))
    )


def set_content(tx: Tx, text_id: int, content: str, now: datetime) -> bool:
    """Change an original. Its changed sentences become outdated; False when nothing changed."""
    changed = tx.execute(
        update(TextRow).where(TextRow.id == text_id, TextRow.content != content).values(content=content)
    )
    if not getattr(changed, "rowcount", 0):
        return False
    segments.follow(tx, text_id, content, now)
    return True


def expect_translations(tx: Tx, texts: Iterable[Text], languages: Collection[Language], now: datetime) -> int:
    """Note down which translations are wanted; gives how many were not known before."""
    missing = [
        TranslationRow(text_id=text.id, language=language, content=None, state="pending", changed_at=now)
        for text in texts
        for language in languages
        if language not in {text.language, *text.translations}
    ]
    tx.add_all(missing)
    tx.flush()
    segments.ensure(tx, {row.text_id for row in missing})
    return len(missing)
