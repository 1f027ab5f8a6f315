"""Which language a sentence is in, when it stands in a text of another."""

import re

from bot.domain.language import Language, evident_language

_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_DANISH_LETTER = re.compile(r"[æøå]", re.IGNORECASE)
_ENOUGH_WORDS = 4  # in two or three, a name or a borrowed word can decide
_ENOUGH_HAN = 4


def spoken(sentence: str, language: Language) -> Language:
    """The language of a sentence in a text of some language: another one only when that is evident.

    An English sentence in Danish minutes is English: it goes into Chinese from English, and stays as it is
    for a reader of English. Norwegian and Swedish are taken for Danish, traditional characters for Chinese:
    the engines read them well enough, and nobody has a better name for them. A short heading, a name, a
    sentence of two languages at once is what its text is.
    """
    found = evident_language(sentence)
    if found is None or found == language:
        return language
    if found == "zh":
        return "zh" if len(_HAN.findall(sentence)) >= _ENOUGH_HAN else language
    if _HAN.search(sentence) or (found == "en" and _DANISH_LETTER.search(sentence)):
        return language
    small = [word for word in _WORD.findall(sentence) if word.islower()]
    return found if len(small) >= _ENOUGH_WORDS else language
