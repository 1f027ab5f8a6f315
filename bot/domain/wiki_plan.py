"""What is to become of one page: by what we last wrote, what we want to write, and what stands in the wiki."""

from dataclasses import dataclass

from bot.domain.wiki_mark import Part, digest_of, mark_of, parts_in, with_marks, with_words, without_lines_of
from bot.domain.wiki_merge import Clash, instead_of, merge
from bot.domain.wiki_page import PageName


@dataclass(frozen=True, slots=True)
class There:
    """A page as it stands in the wiki, and what of it we know to be ours.

    Marks that somebody took off, and left the words as they are, are where they were.
    """

    text: str
    ours: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write; nothing where `text` is what stands there, or where there are clashes.

    Attributes:
        text: what to write.
        clashes: passages that both sides have changed.
        edited: part → its words as they stand in the wiki, of those that people have changed there.
        lost: part → what stands in its place, of those that people have taken out, or of which nobody can say any more
            where their words begin and end.
    """

    text: str
    clashes: tuple[Clash, ...] = ()
    edited: tuple[tuple[Part, str], ...] = ()
    lost: tuple[tuple[Part, str], ...] = ()

    @property
    def wants_answer(self) -> bool:
        """Whether somebody is to say what counts."""
        return bool(self.clashes or self.edited or self.lost)

    @property
    def shown(self) -> str:
        """A digest of what people are asked about: the same for as long as nobody there changes it again."""
        return digest_of(repr((self.edited, self.lost, [clash.theirs for clash in self.clashes])))


def there(text: str, ours: str, intent: str, key: str, name: PageName) -> There:
    """A page that stands in the wiki.

    Args:
        text: the page.
        ours: what of it we know to be ours.
        intent: the digest of what we were about to save last. Where the page is just that, it is ours as it is: it was
            saved, and we did not live to learn it. An older one of ours was put there again by somebody.
        key: what marks our pages.
        name: of the page.
    """
    mark = mark_of(text)
    if mark is not None and mark.whole and mark.digest == intent and mark[:3] == (key, *name):
        return There(text, text)
    return There(with_marks(text, ours), ours)


def intent_of(text: str) -> str:
    """By what a page that we are about to save is known again: its digest; "" where others have written on it, too."""
    mark = mark_of(text)
    return mark.digest if mark is not None and mark.whole else ""


def plan(found: There, wanted: str) -> Plan:
    """Put what people have changed in the wiki into what we want to write."""
    merged = merge(found.ours, wanted, found.text)
    before, now, theirs = parts_in(found.ours), parts_in(wanted), parts_in(found.text)
    edited = tuple(
        (part, words) for part, words in theirs.items() if part in now and words not in {before.get(part), now[part]}
    )
    lost = tuple(
        (part, instead_of(f"<!--item {part}-->", found.ours, found.text))
        for part in before
        if part in now and part not in theirs
    )
    return Plan(merged.text, merged.clashes, edited, lost)


def keep_ours(found: There, wanted: str) -> str:
    """What to write where somebody has decided that our words count; what else people wrote on the page stays."""
    words = parts_in(wanted)  # in all three: so what else stands beside them is compared by itself
    before, theirs = with_words(found.ours, words), with_words(found.text, words)
    lost = words.keys() - parts_in(theirs).keys()
    return merge(without_lines_of(before, lost), wanted, theirs, prefer_ours=True).text
