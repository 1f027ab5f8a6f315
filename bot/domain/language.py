"""The languages a record can be kept in, and which of them a text is written in."""

import re
from typing import Literal, get_args

Language = Literal["da", "zh", "en"]
"""Danish, Chinese (simplified) and English, by the first two letters of their BCP 47 tags."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_MARKUP = re.compile(  # every repetition is bounded: a text may be one endless word
    r"```.{0,4000}?```|`[^`\n]{0,400}`|<[@#!][^>]{0,200}>|<(?:https?|mailto)[^|>]{0,400}\|?"
    r"|https?://\S{1,400}|[\w.+-]{1,64}@[\w.-]{1,80}|:[a-z0-9_+-]{1,40}:"
    r"|\bA/S\b|\b[Ii]n[ -](?:situ|vitro|vivo)\b",  # of no language, though "a" and "in" are
    re.DOTALL,
)
_ENOUGH = 6000  # letters; more says nothing new
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HAN_WEIGHT = 0.6  # a Chinese word is written with one or two characters
_NAME_WEIGHT = 0.2  # a name in capitals says little about the language around it
_DANISH_WORDS = _words(
    """og i at er det en et til på af for med den som de har ikke der var vi kan om fra skal blev eller men efter så
    ved hos samt mellem senest inden primo medio ultimo udkast møde mødet referat deltagere formål dato sted beslutning
    aftale opgave opgaver aktion frist ansvarlig sender jord grund grunde hej tak jeg du han hun os jer dem dette disse
    denne vil ville kunne skulle uge næste hvert kvartal marts maj juni juli oktober januar februar forventes
    uger dage dag måned måneder arbejdsdage hverdage foråret efteråret besøg genbesøg tilbud rapport notat oversigt
    kommune kommunen virksomheder leverer afleverer svarer bekræfter udpeger udarbejder inviterer
    underskrevet danske kinesiske nej ja også hvor hvad hvem hvornår når fordi over
    under mod uden end nu her resumé""",
)
_ENGLISH_WORDS = _words(
    """the and of to is are was were be been in on at with for by from that this these those it we they you he she not
    or but will shall would should could can may must has have had as an a if when where who what which our their your
    agreed agreement meeting minutes decision action participants purpose date place draft send sends sent next week
    before after until between during no yes also there here about into than then so do does did soil please thanks
    march may june july october january february expected signed owner due hi hello report delivers
    visit site list work weeks days""",
)
_DANISH_LETTERS = re.compile(r"[æøåÆØÅ]")
_DANISH_ENDING = re.compile(r"(?:erne|erens|elsen?|heden?|ningen?|ende|ede|ske|lige|skab|ets|ens)$")
_ENGLISH_ENDING = re.compile(r"(?:(?<!n)ing|ed|ly|ment|ness|tion|tions|ty|ies|ous|ful)$|th|^wh|w|ck|'s$")


def guess_language(text: str) -> Language:
    """The language most of a text is written in; without any evidence Danish, in which the record began."""
    return evident_language(text) or "da"


def evident_language(text: str) -> Language | None:
    """The language most of a text is written in, by its letters and its small words.

    Slack's markup, addresses and code count for nothing; None when a name or a number is all there is.
    """
    plain = _MARKUP.sub(" ", text[:_ENOUGH])
    han = len(_HAN.findall(plain)) * _HAN_WEIGHT
    words = _LATIN_WORD.findall(_HAN.sub(" ", plain))
    names = sum(1 for word in words if word[0].isupper())
    if han > (len(words) - names) + names * _NAME_WEIGHT:
        return "zh"
    spoken = [word for word in words if not word.isupper() or len(word) == 1] or words  # COWI, GEUS are names
    danish, english = _evidence([word.lower() for word in spoken])
    if danish == english:
        return "da" if danish else None
    return "en" if english > danish else "da"


def _evidence(words: list[str]) -> tuple[float, float]:
    """How much speaks for Danish and for English: letters, small words, and a little by endings."""
    danish = english = 0.0
    for word in words:
        if _DANISH_LETTERS.search(word):
            danish += 2
        danish += word in _DANISH_WORDS
        english += word in _ENGLISH_WORDS
        danish += 0.25 if _DANISH_ENDING.search(word) else 0
        english += 0.25 if _ENGLISH_ENDING.search(word) else 0
    return danish, english
