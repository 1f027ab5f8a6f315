"""What people say of engines, in three languages."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.domain.engine_choice import Choice, EngineWord, Offered, allowed, read_choice
from bot.domain.errors import Unreadable

i18n.load()
WORDS = {said: word for word in get_args(EngineWord) for said in i18n.words(f"engine_words.{word}")}
OFFERED = (Offered("local", False), Offered("deepl", True), Offered("google", True))  # noqa: FBT003  a value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("local", ("local",)),
        ("only local", ("local",)),
        ("kun lokal", ("local",)),
        ("仅本地", ("local",)),
        ("只用本地", ("local",)),
        ("Google DeepL", ("deepl", "google")),
        ("deepl og google", ("deepl", "google")),
        ("deepl, local and google", ("local", "deepl", "google")),
        ("谷歌和本地", ("local", "google")),
        ("仅deepl和谷歌。", ("deepl", "google")),
        ("google、deepl", ("deepl", "google")),
        ("all", None),
        ("alle", None),
        ("全部", None),
        ("none", ()),
        ("ingen", ()),
        ("都不用", ()),
    ],
)
def test_what_is_said_is_understood(said: str, meant: Choice) -> None:
    assert read_choice(said, WORDS, OFFERED) == meant


@pytest.mark.parametrize(
    ("said", "key", "name"),
    [
        ("deeple", "engine_unknown", "deeple"),
        ("localhost", "engine_unknown", "localhost"),
        ("baidu", "engine_unknown", "baidu"),  # there is one, but nobody switched it on
        ("百度", "engine_unknown", "baidu"),
        ("local yandex", "engine_unknown", "yandex"),
        ("除了谷歌", "engine_unknown", "除了谷歌"),
        ("only", "engines_unclear", None),
        ("all local", "engines_unclear", None),
        ("none deepl", "engines_unclear", None),
    ],
)
def test_what_cannot_be_is_refused_with_what_there_is(said: str, key: str, name: str | None) -> None:
    with pytest.raises(Unreadable) as raised:
        read_choice(said, WORDS, OFFERED)

    assert (raised.value.key, raised.value.details.get("name"), raised.value.typed) == (key, name, said)
    assert raised.value.details["known"] == "local, deepl, google"


def test_where_nothing_is_switched_on_only_all_and_none_can_be_said() -> None:
    assert [read_choice(said, WORDS, ()) for said in ("alle", "不用")] == [None, ()]
    with pytest.raises(Unreadable, match="engines_none_on"):
        read_choice("local", WORDS, ())


@given(st.text(max_size=40))
def test_whatever_is_said_lets_nobody_translate_who_was_not_named(said: str) -> None:
    try:
        choice = read_choice(said, WORDS, OFFERED)
    except Unreadable:
        return
    named = {WORDS.get(word, word) for word in [*WORDS, *(one.name for one in OFFERED)] if word in said.lower()}

    assert {one.name for one in allowed(choice, OFFERED)} <= named or "all" in named
