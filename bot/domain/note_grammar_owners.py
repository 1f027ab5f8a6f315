"""Who else does what an action says: the names that follow the first one, as in "CLEAN og JEPD" and 省厅、CLEAN."""

from collections.abc import Collection, Sequence

from bot.domain import note_grammar_owner_words as words
from bot.domain.term import Match

MOST = 12


def several(text: str, lead: tuple[int, int, str], matches: Sequence[Match], people: Collection[str]) -> str | None:
    """All who do something, as `bot.domain.owners.split_owners` reads them; None where it is one.

    Args:
        text: what an action says.
        lead: where the first of them stands, and what they are called.
        matches: the organisations that the termbase finds in it.
        people: the names of people.
    """
    _, end, said = lead
    count = 1
    while count < MOST and (found := words.ONE_MORE.match(text, end)):
        following = _named_at(text, found.end(), matches, people)
        if following is None:
            break
        name, after = following
        if words.GENITIVE.match(text, after) or (found["with"] and not words.TOGETHER_ZH.match(text, after)):
            break
        if found["list"] and words.WITH_SOMEBODY.match(text, after):  # 省厅和CLEAN对接: JEPD does, with CLEAN
            break
        if found["bracket"]:
            if text[after : after + 1] not in {")", "）"}:
                break
            said, after = f"{said} ({name})", after + 1
        else:
            said += f", {name}" if found["comma"] else f"; {name}"
        end, count = after, count + 1
    return said if count > 1 else None


def _named_at(text: str, at: int, matches: Sequence[Match], people: Collection[str]) -> tuple[str, int] | None:
    """Who is named at a place of a text, and where the name ends."""
    for person in sorted(people, key=len, reverse=True):
        if text.startswith(person, at) and not text[at + len(person) : at + len(person) + 1].isalpha():
            return person, at + len(person)
        if text.startswith(person, at) and person[-1] >= "\u2e80":
            return person, at + len(person)
    for match in matches:
        if match.start == at:
            return match.term.forms.get("da") or match.found, match.end
    return None
