"""What people did to an action, line by line: who, what, when, and what it was before."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.item_sheet import due_in, owners_in
from bot.domain.language import Language
from bot.domain.record import Change, Happened, Organisation
from bot.i18n import t
from bot.render import words
from bot.render.blocks import Mrkdwn, cut, escape, join

WORDS = 300  # characters of the words before and after


def said(change: Change, who: str, at: datetime, locale: Language) -> str:
    """One change in a few words."""
    return t(f"change.{change}", locale, who=who, when=words.day_of(at, locale))


def as_lines(
    one: Happened,
    organisations: Mapping[int, Organisation],
    people: Mapping[int, str],
    locale: Language,
    said_in: Language,
) -> Mrkdwn:
    """One change with what was before and is after it, as Slack shows it; arguments as of `lines_of`."""
    return join("\n", [escape(line) for line in lines_of(one, organisations, people, locale, said_in)])


def lines_of(
    one: Happened,
    organisations: Mapping[int, Organisation],
    people: Mapping[int, str],
    locale: Language,
    said_in: Language,
) -> list[str]:
    """One change with what was before and is after it, line by line.

    Args:
        one: the change.
        organisations: those of the space, by id.
        people: the names of everybody who was an owner, by id.
        locale: the reader's language.
        said_in: the language of the action's words.
    """
    head = said(one.change, one.by or t("change.nobody", locale), one.at, locale)
    if one.undone:
        head = f"{head} {t('list.aside', locale, what=t('change.taken_back', locale))}"
    lines = [head]
    if one.change not in {"created", "commented", "split"}:
        lines += _differences(one, organisations, people, locale, said_in)
    if one.words is not None:
        lines.append(cut(one.words.shown(locale).content, WORDS))
    return lines


def _differences(
    one: Happened,
    organisations: Mapping[int, Organisation],
    people: Mapping[int, str],
    locale: Language,
    said_in: Language,
) -> list[str]:
    nobody, undated = t("owner.unknown", locale), t("due.none", locale)
    owners = [
        words.owners(owners_in(kept, organisations, people), locale) or nobody for kept in (one.before, one.after)
    ]
    dues = [words.due(due_in(kept), locale, said_in) or undated for kept in (one.before, one.after)]
    texts = [cut(str(kept.get("words") or ""), WORDS) for kept in (one.before, one.after)]
    pairs = {"owner": owners, "due": dues, "words": texts}
    lines = [
        t(f"change.of_{name}", locale, before=before, after=after)
        for name, (before, after) in pairs.items()
        if before != after
    ]
    if one.before.get("expected") != one.after.get("expected"):
        lines.append(t("change.now_expected" if one.after.get("expected") else "change.now_action", locale))
    return lines
