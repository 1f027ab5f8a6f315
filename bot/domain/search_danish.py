"""Danish words made comparable: the stem of a word, of its lemma, and of what it is put together from."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from bot.domain.stemming import snowball


def words_of(lines: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(lines.split())


_LEAST_RIGHT = 4  # letters of the last part of a compound
_LEAST_LEFT = 4  # of a part before it, but for those named below
_SURE = 5  # of each part where the dictionary knows only the last one
_LONGEST = 40  # letters of a word that is taken apart
_SHORT = words_of("""by sø vej hav gas bil rør ler bly lov kul tog fly gen råd vice øko""")
"""Short words that begin many compounds; gen- is "again" (genbesøg)."""
_SHORT_LAST = words_of("""gas rør lov bly hav bil tog vej råd""")
"""Short words that end many compounds: deponigas, foringsrør."""
_NAMES = words_of("""københavn sjælland tyskland grønland limfjord limfjorden sørensen""")
"""Names in which words stand that nobody means: havn in København."""
_IRREGULAR = {
    "køer": "ko",
    "køerne": "ko",
    "køernes": "ko",
    "gæs": "gås",
    "gæssene": "gås",
    "tænder": "tand",
    "tænderne": "tand",
    "stænger": "stang",
    "stængerne": "stang",
    "ænder": "and",
    "ænderne": "and",
}
"""Plurals that change their vowel, of which the dictionary knows another word or none."""
_PARTICLES = words_of(
    """over under efter inden uden imod imellem mellem gennem igennem frem tilbage sammen hjem bort inter anti selv
    eller ikke hver hvor noget nogen alle andre deres vores"""
)
"""Words before which nothing is cut off: what follows them means something else alone."""
_ENDINGS = words_of(
    """ende ning inger erne elser else hede heder lige lighed skab agtig isme ister isten ionen ioner tion ment
    mente eren eres eret ering eringer enes iske isk ling linger some somme bare"""
)
"""Endings that look like words."""
_NO_PARTS = words_of("""bejde bejd bejds bejdes bejder samar fortro ager agere delt fort ring ringe rolig rige""")
"""Words of the dictionary that are found where nobody means them: samarbejde, deltager, fortrolig, sortering."""
_NOUN_ENDINGS = ("ning", "ing", "else")
_LINKS = ("s", "e")
_TYPED = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
_VOWELS = frozenset("aeiouyæøå")
_OTHER_LETTERS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "u", "ß": "ss"})


def plain_letters(word: str) -> str:
    """A word in lower case as it is typed on a keyboard without æ, ø and å."""
    return word.translate(_OTHER_LETTERS)


@lru_cache(maxsize=100_000)  # the same words come again and again
def stems(word: str) -> tuple[str, ...]:
    """What a word in lower case is compared by: its own stem, and that of the word it is a form of."""
    forms = (word, _lemma(word), _IRREGULAR.get(_spelled(word)))
    return tuple(dict.fromkeys(_stem(plain_letters(form)) for form in forms if form))


@lru_cache(maxsize=100_000)
def compound_stems(word: str) -> tuple[str, ...]:
    """The stems of everything inside a word in lower case: in jordforureningsspor are jordforurening, jord and spor."""
    spelled = _spelled(word)
    whole = _lemma(spelled) or spelled  # formanden is a formand, and no anden
    return tuple(dict.fromkeys(stem for part in _inside(whole) for stem in stems(part)))


@lru_cache(maxsize=10_000)
def last_parts(word: str) -> tuple[str, ...]:
    """The words of a compound that stands in no dictionary (jordvirksomhed: jord, virksomhed); else none."""
    spelled = _spelled(word)
    if _lemma(spelled):
        return ()
    return tuple(_finest(spelled))


@lru_cache(maxsize=10_000)
def kin(word: str) -> tuple[str, ...]:
    """The verb that a noun is of, or the nouns of a verb: forurening, forurene; undersøge, undersøgelse."""
    known = _lemma(_spelled(word)) or word
    verbs = (known[: -len(ending)] + "e" for ending in _NOUN_ENDINGS if known.endswith(ending))
    nouns = (known[:-1] + ending for ending in _NOUN_ENDINGS) if known.endswith("e") else ()
    return tuple(one for one in (*verbs, *nouns) if one != known and _lemma(one) == one)


def _finest(word: str) -> Iterator[str]:
    for part in _split(word):
        yield from _finest(part) if _split(part) and not _lemma(part) else (part,)


def _inside(word: str) -> Iterator[str]:
    """The parts of a word, and theirs."""
    parts = _split(word)
    for part in parts:
        yield part
        yield from _inside(part)
    if parts and (behind := _split(parts[1])):  # kul and minedrift: kulmine too
        yield word[: len(word) - len(parts[1]) + len(behind[0])]
    if parts and (before := _split(parts[0])):  # jordforurening and spor: forureningsspor too
        yield word[parts[0].find(before[1]) :]


@lru_cache(maxsize=100_000)
def _split(word: str) -> tuple[str, ...]:
    """The two parts of a word, the first one without what links them; none where it is no compound we know."""
    if not _LEAST_LEFT + _LEAST_RIGHT - 1 <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    if word.removesuffix("s") in _NAMES:
        return ()
    if short := _split_before_short(word):
        return short
    places = range(2, len(word) - _LEAST_RIGHT + 1)  # the longest last part first
    likely = [place for place in places if _can_end(word[place:])]
    for place in likely:
        if (left := _left(word[:place])) and left not in _PARTICLES:
            return left, word[place:]
    for place in likely:
        left = word[:place]
        if place >= _SURE and len(word) - place >= _SURE and not _VOWELS.isdisjoint(left) and not _lemma(word):
            return (left.removesuffix("s"), word[place:]) if left not in _PARTICLES else ()
    return _split_before_compound(word)


def _split_before_short(word: str) -> tuple[str, ...]:
    """A known word before one of the short ones."""
    left, right = word[:-3], word[-3:]
    known = _left(left) if right in _SHORT_LAST and len(left) >= _LEAST_LEFT else None
    return (known, right) if known and known not in _PARTICLES else ()


def _split_before_compound(word: str) -> tuple[str, ...]:
    """A known word before something that is a compound itself."""
    for place in range(len(word) - 2 * _LEAST_RIGHT, _LEAST_LEFT - 1, -1):
        left = word[:place].removesuffix("s")
        if _lemma(left) and left not in _PARTICLES | _NO_PARTS and _split(word[place:]):
            return left, word[place:]
    return ()


def _can_end(right: str) -> bool:
    return right not in _ENDINGS and right not in _NO_PARTS and _lemma(right) is not None


def _left(written: str) -> str | None:
    """The word that stands before another one in a compound, without the letter that links them."""
    if written in _SHORT:
        return written
    bare = [written] if len(written) >= _LEAST_LEFT and written not in _NO_PARTS else []
    bare += [written[:-1]] if written.endswith(_LINKS) and len(written) > _LEAST_LEFT else []
    return next((one for one in bare if one not in _NO_PARTS and (_lemma(one) or _split(one))), None)


def _spelled(word: str) -> str:
    """A word with its Danish letters, where somebody typed it without and the dictionary knows it so."""
    if _lemma(word):
        return word
    other = word
    for typed, letter in _TYPED:
        other = other.replace(typed, letter)
    return other if other != word and (_lemma(other) or _split(other)) else word


def _lemma(word: str) -> str | None:
    """The word that another one is a form of, as far as the dictionary knows."""
    found = _dictionary().get(word)
    return found.lower() if found else None


@cache
def _dictionary() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import StreamDictionaryFactory  # noqa: PLC0415  a quarter of a second

    return StreamDictionaryFactory().get_dictionary("da")


def _stem(word: str) -> str:
    return snowball(word, "danish")
