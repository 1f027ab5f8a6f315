"""Made-up notes in two languages for the benchmark of the search: common words and rare ones, real terms among them."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from bot.domain.search_layout import ItemWords, NoteWords, Words, layout

SPACES = 40
PAIRS = 2_500  # sentences in two languages
FIRST_DAY = date(2008, 1, 1)
_REAL = (
    ("oprensning af grundvand", "地下水修复", 60),
    ("møde med JEPD i Nanjing", "与江苏省环境保护厅在南京会谈", 40),
    ("arbejdsplanen for jordforurening", "土壤污染工作计划", 25),
    ("in situ-oprensning hos Ejlskov A/S", "Ejlskov A/S的原位修复", 12),
    ("viceborgmesteren i Suzhou", "苏州副市长", 8),
    ("affaldssortering i Odense", "欧登塞的垃圾分类", 4),
    ("klorerede opløsningsmidler", "氯化溶剂", 2),
    ("brandøvelsespladsen ved Korsør", "科瑟消防训练场", 1),
)
_KINDS = ("paragraph", "paragraph", "paragraph", "decision", "agreement", "action")
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]


@lru_cache(maxsize=1)
def vocabulary() -> tuple[list[str], list[str]]:
    """Danish words of the dictionary and made-up Chinese ones, the common ones first."""
    from simplemma.strategies.dictionaries import StreamDictionaryFactory  # noqa: PLC0415  only who measures needs it

    dice = random.Random(1)  # noqa: S311  made-up words
    known = [word for word in islice(StreamDictionaryFactory().get_dictionary("da"), 0, None, 40) if word.isalpha()]
    dice.shuffle(known)
    return known[:12_000], ["".join(dice.choices(_HAN, k=2)) for _ in range(12_000)]


def _word(dice: random.Random, words: list[str]) -> str:
    """As in every language: the second word is half as frequent as the first, the third a third."""
    return words[min(int(len(words) ** dice.random()) - 1, len(words) - 1)]


@lru_cache(maxsize=1)
def pairs() -> list[tuple[Words, Words]]:
    """Sentences with their translations."""
    dice = random.Random(2)  # noqa: S311  made-up sentences
    danish, chinese = vocabulary()
    found = []
    for _ in range(PAIRS):
        size = dice.randint(8, 18)
        said_da, said_zh = [_word(dice, danish) for _ in range(size)], [_word(dice, chinese) for _ in range(size)]
        real = dice.choices(_REAL, weights=[one[2] for one in _REAL])[0]
        if dice.random() < 0.4:
            said_da[3:3], said_zh[3:3] = [real[0]], [real[1]]
        found.append((Words("da", " ".join(said_da)), Words("zh", "".join(said_zh))))
    return found


def notes(count: int) -> Iterator[NoteWords]:
    """So many notes; each has a number of its own that stands in no other, and most are of a few spaces."""
    dice = random.Random(3)  # noqa: S311  made-up notes
    known = pairs()
    weights = [1 / (space + 1) for space in range(SPACES)]
    for note_id in range(1, count + 1):
        some = dice.choices(known, k=6)
        day = FIRST_DAY + timedelta(days=note_id * 6_000 // count)
        own = Words("da", f"Sag {note_id}-{dice.randint(100, 999)}")
        items = tuple(
            ItemWords(
                str(place), kind, some[place + 1], dice.choice(("open", "done")) if kind == "action" else None,
                (day, day + timedelta(days=dice.choice((0, 9, 30)))) if kind == "action" else None,
            )
            for place, kind in enumerate(dice.choices(_KINDS, k=4), start=1)
        )  # fmt: skip
        space = dice.choices(range(1, SPACES + 1), weights)[0]
        yield NoteWords(note_id, space, str(note_id), day, some[0], (*some[1], own), items)


def rows(count: int) -> Iterator[tuple[int, str]]:
    """What the notes are found by."""
    return ((note.id, layout(note)) for note in notes(count))
