"""Give a text that came from a file what the file has of it in other languages, with what each sentence is."""

from datetime import UTC, datetime
from typing import cast, get_args

from bot.domain.minutes_file import Element, Sentence
from bot.domain.minutes_values import one_of, words_of
from bot.domain.record import TranslationState
from bot.domain.segment import Remark
from bot.store import segments, texts
from bot.store.database import Tx
from bot.store.segments import PutBack


def put_translations(tx: Tx, text_id: int, element: Element, *, now: datetime) -> None:
    """Keep the sentences of each language; a text that is cut otherwise now waits for its translation.

    Raises:
        ValueError: something in the file is no value of its kind.
    """
    text = texts.get(tx, [text_id])[text_id]
    texts.expect_translations(tx, [text], list(element.others), now)
    for language, sentences in element.others.items():
        segments.put_back(tx, text_id, language, [_put_back(one) for one in sentences])
        segments.settle(tx, [text_id], language, now)


def _put_back(one: Sentence) -> PutBack:
    said = one.standing
    at = said.get("at")
    return PutBack(
        one.content,
        cast("TranslationState", one_of(said.get("state"), get_args(TranslationState))),
        bool(said.get("held")),
        words_of(said.get("engine")),
        words_of(said.get("by")),
        datetime.fromisoformat(at).astimezone(UTC) if at else None,
        tuple(Remark(str(name), tuple(map(str, details))) for name, *details in said.get("remarks") or ()),
        words_of(said.get("proposal")),
        words_of(said.get("english")),
        words_of(said.get("failure")),
    )
