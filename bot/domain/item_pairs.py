"""Which of the items that are there each line of a changed note is."""

from difflib import SequenceMatcher


def pair_items(old: list[str], new: list[str]) -> dict[int, int]:
    """Which old item each new one is: the same words first, then the one in its place.

    Returns:
        Position among the new ones → position among the old ones.
    """
    pairs: dict[int, int] = {}
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in {"equal", "replace"}:
            pairs |= dict(zip(range(new_start, new_end), range(old_start, old_end), strict=False))
    return pairs
