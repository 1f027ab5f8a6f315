"""A digest as a message: for a channel in its languages, each item once, or for a person in theirs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.digest import Digest, Section
from bot.domain.language import Language
from bot.i18n import t
from bot.render.blocks import (
    BLOCKS,
    WEIGHT,
    Mrkdwn,
    actions,
    bold,
    button,
    context,
    divider,
    escape,
    header,
    image,
    join,
    message,
    section,
    weight,
)
from bot.render.card import both
from bot.render.digest_entries import Look, entry_block, is_by_machine
from bot.render.holidays import away, day
from bot.slack.message import Block, Message
from bot.slack.payloads import pack


class _Size(NamedTuple):
    """How much of a digest is shown: entries of a section, of the list of all that is open, characters of words."""

    entries: int
    open_ones: int
    characters: int


SIZES = (
    _Size(8, 20, 300),
    _Size(7, 12, 220),
    _Size(6, 9, 160),
    _Size(5, 7, 110),
    _Size(4, 5, 80),
    _Size(3, 3, 60),
    _Size(2, 2, 40),
    _Size(1, 1, 30),
)
"""From the longest to the shortest; the first that Slack takes in one message is the one."""

LISTED = (_Size(45, 45, 400), _Size(40, 40, 150), _Size(30, 30, 100), _Size(20, 20, 80), _Size(8, 8, 60))


def for_channel(
    digest: Digest, languages: Sequence[Language], address: str, picture: str | None = None, alt: str = ""
) -> Message:
    """A channel's digest, in all of its languages.

    Args:
        digest: what it tells.
        languages: the languages of the channel, in the order in which they are shown.
        address: of our workspace, with a slash at the end: links to cards begin so.
        picture: Slack's id of an uploaded picture that is ready; None for a digest without one.
        alt: what the picture shows, for who cannot see it.
    """
    title = "digest.title_weekly" if digest.period.weekly else "digest.title"
    return _message(digest, tuple(languages), address, title, (picture, alt))


def for_person(digest: Digest, locale: Language, address: str, picture: str | None = None, alt: str = "") -> Message:
    """A person's own digest, in their language; arguments as for `for_channel`."""
    title = "digest.title_own_weekly" if digest.period.weekly else "digest.title_own"
    return _message(digest, (locale,), address, title, (picture, alt))


def preview(shown: Message, locale: Language, *, is_empty: bool) -> Message:
    """A digest for whoever wants to see what would be sent now."""
    if is_empty:
        return message(section(escape(t("digest.preview_nothing", locale))))
    return Message(shown.text, [context(escape(t("digest.preview", locale))), *shown.blocks][:BLOCKS])


def as_section(digest: Digest, locale: Language, address: str) -> Message:
    """All of one section for one reader; of more than Slack takes, how many there are."""
    if digest.says_nothing:
        return message(section(escape(t("digest.section_empty", locale))))
    found = digest.sections[0]
    for size in LISTED:
        look = _look(digest, (locale,), address, size)
        entries = [
            made for entry in found.entries[: size.entries] if (made := entry_block(entry, found.name, digest, look))
        ]
        blocks = [header(t(f"digest.section.{found.name}", locale)), *entries]
        left = found.total - len(entries)
        if left > 0:
            blocks.append(context(escape(t("digest.rest", locale, count=left))))
        if _fits(blocks):
            break
    return message(*blocks)


def _message(
    digest: Digest, languages: tuple[Language, ...], address: str, title: str, picture: tuple[str | None, str]
) -> Message:
    if digest.says_nothing:
        return message(section(escape(both("digest.nothing_weekly", languages))))
    head = [header(" · ".join(dict.fromkeys(t(title, one, day=day(digest.period.today, one)) for one in languages)))]
    head += _away(digest, languages)
    file_id, alt = picture
    if file_id:
        head.append(image(file_id, alt))
    foot = list(_foot(digest, languages))
    blocks = [*head, *foot]
    for size in SIZES:
        look = _look(digest, languages, address, size)
        blocks = [*head, *(block for one in digest.sections for block in _section(one, digest, look, size)), *foot]
        if _fits(blocks):
            break
    return message(*blocks)


def _look(digest: Digest, languages: tuple[Language, ...], address: str, size: _Size) -> Look:
    several = digest.scope.person_id is not None and len(digest.scope.space_ids) > 1
    return Look(languages, address, digest.period.today, size.characters, several)


def _fits(blocks: Sequence[Block]) -> bool:
    return len(blocks) <= BLOCKS - 1 and weight(blocks) <= WEIGHT


def _away(digest: Digest, languages: Sequence[Language]) -> list[Block]:
    """One line in each language for a country that does not work today."""
    told = [escape(away(one, language, digest.period.today)) for one in digest.away for language in languages]
    return [section(join("\n", told))] if told else []


def _section(found: Section, digest: Digest, look: Look, size: _Size) -> Iterator[Block]:
    most = size.open_ones if found.name == "open" else size.entries
    entries = [made for entry in found.entries[:most] if (made := entry_block(entry, found.name, digest, look))]
    if not entries:
        return
    yield section(bold(both(f"digest.section.{found.name}", look.languages)))
    yield from entries
    left = found.total - len(found.entries[:most])
    if left > 0:
        yield _more(found, left, digest, look.languages)


def _more(found: Section, left: int, digest: Digest, languages: Sequence[Language]) -> Block:
    """How many are not shown, with a button that lists them for whoever presses it."""
    period = digest.period
    value = pack(
        section=found.name,
        since=period.since.isoformat() if period.since else None,
        until=period.until.isoformat(),
        day=period.today.isoformat(),
        weekly=period.weekly,
    )
    label = both("button.show_all", languages)
    return section(escape(both("digest.more", languages, count=left)), button(label, "digest.more", value))


def _foot(digest: Digest, languages: Sequence[Language]) -> Iterator[Block]:
    by_machine = [
        t("digest.machine", language)
        for language in languages
        if any(is_by_machine(entry, digest, [language]) for one in digest.sections for entry in one.entries)
    ]
    yield divider()
    if by_machine:
        yield context(escape(" · ".join(by_machine)))
    labels = Mrkdwn(both("digest.button.settings", languages))
    yield actions([button(labels, "open.digest", "digest")])
