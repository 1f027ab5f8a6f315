"""What people are asked about a page that was edited in a wiki."""

from bot.domain import wiki_mark
from bot.domain.publication import Change, Question
from bot.domain.wiki import Publisher
from bot.domain.wiki_merge import Clash
from bot.domain.wiki_page import Writer
from bot.domain.wiki_plan import Plan
from bot.services.publish_unit import Planned


def _is_only(clash: Clash, block: str) -> bool:
    """Whether a passage says nothing but what is shown as the words of a part anyway."""
    if clash.theirs.strip() in block:
        return True
    besides = wiki_mark.without_parts(clash.theirs).strip() == wiki_mark.without_parts(clash.ours).strip()
    return block in clash.theirs and besides


def question(page_id: int, one: Planned, made: Plan, publisher: Publisher, writer: Writer) -> Question:
    """What to ask people about a page."""
    title = one.remote.title if one.remote else one.wanted.title
    ours, items = wiki_mark.parts_in(one.wanted.text), one.wanted.note.items if one.wanted.note else ()
    refs: dict[wiki_mark.Part, str] = {item.id: item.ref for item in items}
    changes = tuple(
        Change(part, refs.get(part, ""), writer.plain(ours[part]), writer.plain(words)) for part, words in made.taken
    )
    blocks = [wiki_mark.part(part, words) for part, words in made.edited]
    clashes = [clash for clash in made.clashes if not any(_is_only(clash, block) for block in blocks)]
    others = tuple(
        (writer.plain(clash.ours), said)
        for clash in {one.theirs: one for one in (*clashes, *made.removed)}.values()
        if (said := writer.plain(clash.theirs)).strip() and clash.theirs.strip() not in {one for _, one in made.lost}
    )
    address = publisher.address(title)
    lost = tuple(
        Change(part, refs.get(part, ""), writer.plain(ours[part]), writer.plain(instead)) for part, instead in made.lost
    )
    language = one.wanted.name.language
    return Question(page_id, title, language, address, made.shown, changes, not made.clashes, others, lost)
