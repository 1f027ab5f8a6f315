"""The board of actions: by organisation or by due date."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bot.domain.language import Language
from bot.domain.pages import Board, Order, Share
from bot.domain.record import ActionLine
from bot.i18n import t
from bot.render.pages.html import Frame, as_html
from bot.render.pages.lines import Line, action_line
from bot.render.pages.parts import turn

NOBODY = "0"
"""Stands in an address for what no organisation has to do."""


def as_board(board: Board, order: Order, who: str, frame: Frame, today: date, *, done: bool, may_write: bool) -> str:
    """A page of the board.

    Args:
        board: what is on it.
        order: by whom, or by when.
        who: the organisation that is picked, as it stands in the address; "" for all.
        frame: around the page.
        today: where the reader is.
        done: whether it shows what is done.
        may_write: whether the reader may change anything.
    """
    locale, space_id, urls = frame.locale, board.space.id, frame.urls
    asked = {"by": "due" if order == "due" else "", "who": who, "done": "1" if done else ""}
    here = urls.space(space_id, "actions", **asked)
    count = t("pages.count.done" if done else "pages.count.open", locale, count=board.actions.total)
    return as_html(
        "board.html",
        frame,
        t("pages.section.actions", locale),
        groups=list(_groups(board, order, frame, today, may_write=may_write)),
        counted=count,
        orders=[
            (urls.space(space_id, "actions", **(asked | {"by": "" if one == "organisation" else one})),
             t(f"pages.order.{one}", locale), one == order)
            for one in ("organisation", "due")
        ],
        states=[
            (urls.space(space_id, "actions", **(asked | {"done": "1" if one else ""})),
             t("pages.done_ones" if one else "pages.open_ones", locale), one == done)
            for one in (False, True)
        ],
        shares=[_share(one, who, asked, space_id, frame) for one in board.shares],
        everybody=(urls.space(space_id, "actions", **(asked | {"who": ""})), who == ""),
        turn=turn(board.actions, f"{here}{'&' if '?' in here else '?'}page=", locale),
    )  # fmt: skip


def _share(one: Share, who: str, asked: dict[str, str], space_id: int, frame: Frame) -> tuple[str, str, int, bool]:
    key = str(one.organisation.id) if one.organisation else NOBODY
    return (
        frame.urls.space(space_id, "actions", **(asked | {"who": key})),
        _called(one, frame.locale),
        one.many,
        who == key,
    )


def _called(one: Share, locale: Language) -> str:
    return one.organisation.name(locale) if one.organisation else t("pages.no_organisation", locale)


def _groups(
    board: Board, order: Order, frame: Frame, today: date, *, may_write: bool
) -> Iterator[tuple[str, list[Line]]]:
    """The actions of one page below headings, in their order."""
    locale = frame.locale

    def heading(line: ActionLine) -> str:
        if order == "organisation":
            lead = line.action.owner.organisation
            return lead.name(locale) if lead else t("pages.no_organisation", locale)
        if line.action.has_passed(today):
            return t("pages.group.passed", locale)
        dated = line.action.due is not None and line.action.due.end is not None
        return t("pages.group.dated" if dated else "pages.group.undated", locale)

    for title, lines in groupby(board.actions.lines, heading):
        yield (
            title,
            [
                action_line(line, frame, today, may_write=may_write, with_owner=not _is_said(line, order))
                for line in lines
            ],
        )


def _is_said(line: ActionLine, order: Order) -> bool:
    """Whether the heading above an action says already who is to do it."""
    owners = line.action.owners
    alone = len(owners) == 1 and owners[0].organisation is not None and owners[0].person_id is None
    return order == "organisation" and alone
