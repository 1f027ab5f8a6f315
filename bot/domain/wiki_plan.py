"""What is to become of one page: by what we last wrote, what we want to write, and what stands in the wiki."""

from dataclasses import dataclass

from bot.domain.wiki_mark import Part, digest_of, mark_of, parts_in, with_words
from bot.domain.wiki_merge import Clash, merge
from bot.domain.wiki_page import PageName


@dataclass(frozen=True, slots=True)
class There:
    """A page as it stands in the wiki, and what of it we know to be ours."""

    text: str
    ours: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write; nothing where `text` is what stands there, or where there are clashes.

    Attributes:
        text: what to write.
        clashes: passages that both sides have changed.
        edited: part → its words as they stand in the wiki, of those that people have changed there.
    """

    text: str
    clashes: tuple[Clash, ...] = ()
    edited: tuple[tuple[Part, str], ...] = ()

    @property
    def shown(self) -> str:
        """A digest of what people are asked about: the same for as long as nobody there changes it again."""
        return digest_of(repr((self.edited, [clash.theirs for clash in self.clashes])))


def there(text: str, ours: str, key: str, name: PageName) -> There:
    """A page that stands in the wiki.

    Where its mark says that nobody has touched it, it is ours as it is: it was saved, and we did not live to learn it.
    """
    mark = mark_of(text)
    is_whole = mark is not None and mark.whole and mark[:3] == (key, *name)
    return There(text, text if is_whole else ours)


def plan(found: There, wanted: str) -> Plan:
    """Put what people have changed in the wiki into what we want to write."""
    merged = merge(found.ours, wanted, found.text)
    return Plan(merged.text, merged.clashes, _edited(found, wanted))


def keep_ours(found: There, wanted: str) -> str:
    """What to write where somebody has decided that our words count; what else people wrote on the page stays."""
    words = parts_in(wanted)  # in all three: so what else stands beside them is compared by itself
    before, theirs = with_words(found.ours, words), with_words(found.text, words)
    return merge(before, wanted, theirs, prefer_ours=True).text


def _edited(found: There, wanted: str) -> tuple[tuple[Part, str], ...]:
    before, now, theirs = parts_in(found.ours), parts_in(wanted), parts_in(found.text)
    return tuple(
        (part, words) for part, words in theirs.items() if part in now and words not in {before.get(part), now[part]}
    )
