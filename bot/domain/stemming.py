"""Stems of Danish and English words by Snowball."""

from typing import Literal

import snowballstemmer

Rules = Literal["danish", "english"]


def snowball(word: str, rules: Rules) -> str:
    """The stem of a word in lower case.

    A stemmer keeps the word it is at, and two threads that share one get each other's stems: so each word has its
    own, which takes no longer (https://snowballstem.org/algorithms/danish/stemmer.html has the rules).
    """
    return str(snowballstemmer.stemmer(rules).stemWord(word))
