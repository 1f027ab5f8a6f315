"""Tokens in the vault: what opens them, and that they show themselves nowhere."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.vault import Tokens, Unsealable, Vault, new_key

OLD, NEW = new_key(), new_key()
TOKENS = Tokens("T1", "xoxe.xoxb-1-aa", "xoxe-1-bb")


@given(access=st.text(), refresh=st.text())
def test_what_is_sealed_comes_out_as_it_went_in(access: str, refresh: str) -> None:
    vault, tokens = Vault([NEW]), Tokens("T1", access, refresh)

    assert vault.open(vault.seal(tokens), "T1") == tokens


def test_every_key_opens_and_the_first_one_seals() -> None:
    both = Vault([NEW, OLD])

    assert both.open(Vault([OLD]).seal(TOKENS), "T1") == TOKENS
    assert Vault([NEW]).open(both.seal(TOKENS), "T1") == TOKENS
    with pytest.raises(Unsealable, match="another key"):
        Vault([OLD]).open(both.seal(TOKENS), "T1")


def test_tokens_moved_to_another_workspace_are_not_opened() -> None:
    vault = Vault([NEW])

    with pytest.raises(Unsealable, match="another workspace"):
        vault.open(vault.seal(TOKENS), "T2")


@pytest.mark.parametrize(
    "change", [lambda sealed: sealed[:-4], lambda sealed: sealed.swapcase(), lambda sealed: sealed[:0]]
)
def test_what_was_changed_is_not_opened(change: Callable[[str], str]) -> None:
    vault = Vault([NEW])

    with pytest.raises(Unsealable):
        vault.open(change(vault.seal(TOKENS)), "T1")


def test_without_a_key_nothing_is_sealed_or_opened() -> None:
    with pytest.raises(Unsealable, match="no key"):
        Vault([]).seal(TOKENS)
    with pytest.raises(Unsealable, match="no key"):
        Vault([]).open(Vault([NEW]).seal(TOKENS), "T1")


def test_neither_tokens_nor_what_is_sealed_show_a_token() -> None:
    shown = repr(TOKENS) + Vault([NEW]).seal(TOKENS)

    assert [secret for secret in (TOKENS.access, TOKENS.refresh, "xox") if secret in shown] == []
