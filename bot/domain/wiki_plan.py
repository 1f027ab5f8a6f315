"""What is to become of one page: by what we last wrote, what we want to write, and what stands in the wiki."""

from dataclasses import dataclass, replace

from bot.domain.wiki_mark import (
    Part,
    digest_of,
    leads_in,
    normal,
    parts_in,
    with_leads,
    with_marks,
    with_words,
    without_lines_of,
)
from bot.domain.wiki_merge import Clash, Merged, instead_of, merge


@dataclass(frozen=True, slots=True)
class There:
    """A page as it stands in the wiki, and what of it we know to be ours.

    Marks that somebody took off, and left the words as they are, are where they were. `was_saved` is whether it is what
    we were about to save, and did not live to learn that it was.
    """

    text: str
    ours: str
    was_saved: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write; nothing where `text` is what stands there, or where there are clashes.

    Attributes:
        text: what to write.
        clashes: passages that both sides have changed.
        edited: part → its words as they stand in the wiki, of those that people have changed there.
        taken: part → the same with what we have changed of it since, where that is another sentence.
        lost: part → what stands in its place, of those that people have taken out, or of which nobody can say any more
            where their words begin and end.
        removed: passages of theirs in whose place ours would stand if somebody decided for ours.
        now: part → our words, of those that are edited.
    """

    text: str
    clashes: tuple[Clash, ...] = ()
    edited: tuple[tuple[Part, str], ...] = ()
    taken: tuple[tuple[Part, str], ...] = ()
    lost: tuple[tuple[Part, str], ...] = ()
    removed: tuple[Clash, ...] = ()
    now: tuple[tuple[Part, str], ...] = ()

    @property
    def wants_answer(self) -> bool:
        """Whether somebody is to say what counts."""
        return bool(self.clashes or self.edited or self.lost)

    @property
    def shown(self) -> str:
        """A digest of what people are asked about: the same for as long as neither side changes any of it again."""
        passages = [clash.theirs for clash in (*self.clashes, *self.removed)]
        return digest_of(repr((self.edited, self.now, self.lost, passages)))


def there(text: str, ours: str, intent: str, intended: str | None) -> There:
    """A page that stands in the wiki.

    Args:
        text: the page.
        ours: what of it we know to be ours.
        intent: by what a page is known that we were about to save.
        intended: what of that is ours; None where all of it is.
    """
    if intent and intent_of(text) == intent:
        return There(text, text if intended is None else intended, was_saved=True)
    return There(with_marks(text, ours), ours)


def intent_of(text: str) -> str:
    """By what a page that we are about to save is known again. An older one of ours is known by it no more."""
    return digest_of(normal(text))[:16]


def plan(found: There, wanted: str) -> Plan:
    """Put what people have changed in the wiki into what we want to write."""
    ours, text = _numbered(found, wanted)
    merged = merge(ours, wanted, text)
    before, now, theirs = parts_in(found.ours), parts_in(wanted), parts_in(found.text)
    edited = tuple(
        (part, words) for part, words in theirs.items() if part in now and words not in {before.get(part), now[part]}
    )
    taken = tuple((part, _both(before.get(part, ""), now[part], words)) for part, words in edited)
    lost = tuple(
        (part, instead_of(f"<!--item {part}-->", found.ours, found.text))
        for part in before
        if part in now and part not in theirs
    )
    made = Plan(merged.text, merged.clashes, edited, taken, lost, now=tuple((part, now[part]) for part, _ in edited))
    return replace(made, removed=_kept(found, wanted).clashes) if made.wants_answer else made


def _both(before: str, ours: str, theirs: str) -> str:
    """The words of a part in the wiki, with other sentences of it as we have them by now."""
    merged = merge(before, ours, theirs)
    return theirs if merged.clashes else merged.text


def _numbered(found: There, wanted: str) -> tuple[str, str]:
    """Ours and theirs with the numbers that items have by now: one more item is no change of those behind it."""
    before, now = leads_in(found.ours), leads_in(wanted)
    return with_leads(found.ours, before, now), with_leads(found.text, before, now)


def keep_ours(found: There, wanted: str) -> str:
    """What to write where somebody has decided that our words count; what else people wrote on the page stays."""
    return _kept(found, wanted).text


def _kept(found: There, wanted: str) -> Merged:
    words = parts_in(wanted)  # in all three: so what else stands beside them is compared by itself
    before, theirs = (with_words(text, words) for text in _numbered(found, wanted))
    lost = words.keys() - parts_in(theirs).keys()
    return merge(without_lines_of(before, lost), wanted, theirs)
