"""A page that was edited in a wiki, as people are asked about it: both versions, and the buttons to decide."""

from itertools import takewhile

from bot.domain.language import Language
from bot.domain.publication import Change, Question
from bot.i18n import t
from bot.render.blocks import (
    Mrkdwn,
    actions,
    bold,
    bold_link,
    button,
    context,
    cut,
    escape,
    join,
    message,
    section,
    sentence,
)
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

TITLE = 120  # characters of a title in a line
SHOWN = 700  # characters of an item's words
BEFORE = 60  # of them before the first difference
CHANGES = 8  # items of a page that are shown


def question(asked: Question, locale: Language) -> Message:
    """What was changed in the wiki, beside what stands here, with the buttons to decide."""
    title = cut(asked.title, TITLE)
    key = "wikis.was_edited" if asked.wrote else "wikis.in_conflict"
    told = [t(key, locale)] if asked.changes or asked.others or not asked.wrote else []
    told += [t("wikis.was_lost", locale, keep=t("wikis.keep_ours", locale))] if asked.lost else []
    head = section(join("\n", [bold_link(title, asked.address), *(escape(one) for one in told)]))
    changes = [(_part(one, locale), one.ours, one.theirs) for one in (*asked.changes, *asked.lost)]
    changes += [("", ours, theirs) for ours, theirs in asked.others]
    blocks = [_change(*change, locale) for change in changes[:CHANGES]]
    left = len(changes) - len(blocks)
    more = [context(escape(t("wikis.more_changes", locale, count=left)))] if left else []
    return message(head, *blocks, *more, actions(_choices(asked, locale)))


def chosen(title: str, asked: Question | None, choice: str, locale: Language) -> Message:
    """What was done; or what there is to decide now, where somebody has changed the page again."""
    if asked is not None and choice != "show":
        again = question(asked, locale)
        return message(section(escape(t("wikis.changed_again", locale))), *again.blocks)
    if asked is not None:
        return question(asked, locale)
    key = {"theirs": "wikis.took_theirs", "ours": "wikis.kept_ours"}.get(choice, "wikis.nothing_to_decide")
    return sentence(t(key, locale, title=cut(title, TITLE)))


def _part(one: Change, locale: Language) -> str:
    """What was changed: an item by its number, a field of the head by its name."""
    if isinstance(one.part, str):
        return t(f"form.{one.part}", locale)
    return f"§{one.ref}" if one.ref else ""


def _apart(ours: str, theirs: str) -> tuple[str, str]:
    """Both without what they have in common before the first difference, where they are too long to be shown whole."""
    alike = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(ours, theirs, strict=False)))
    start = max(0, alike - BEFORE)
    if max(len(ours), len(theirs)) <= SHOWN or not start:
        return ours, theirs
    return f"…{ours[start:]}", f"…{theirs[start:]}"


def _change(named: str, ours: str, theirs: str, locale: Language) -> Block:
    ours, theirs = _apart(ours, theirs)
    return section(
        join(
            "\n",
            [
                bold(named) if named else Mrkdwn(""),
                join(" ", [bold(t("wikis.ours", locale)), escape(cut(ours, SHOWN) or "–")]),
                join(" ", [bold(t("wikis.theirs", locale)), escape(cut(theirs, SHOWN) or "–")]),
            ],
        )
    )


def _choices(asked: Question, locale: Language) -> list[Block]:
    value = pack(page=asked.page_id, shown=asked.shown)
    theirs = button(t("wikis.take_theirs", locale), "wiki.decide.theirs", value, style="primary")
    return [
        *([theirs] if asked.changes else []),
        button(t("wikis.keep_ours", locale), "wiki.decide.ours", value),
        button(t("wikis.later", locale), "wiki.decide.later", value),
    ]
