"""A due expression found in a text, and two of them that name one time together."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.period import Period, Span

_LONGEST_GLUE = 12
_COUNTED = ("in so long", "within", "so long")


@dataclass(frozen=True, slots=True)
class Hit:
    """A due expression in the folded text: `span` None when no day is known."""

    start: int
    end: int
    span: Span | None
    period: Period
    rule: str
    marked: bool  # a deadline word stands at it
    weak: bool  # too little to be taken for a date in the middle of a sentence

    @property
    def understood(self) -> bool:
        """Whether it is days, or something known to have none."""
        return self.span is not None or self.period.precision in ("event", "asap")


def doubted(hit: Hit, why: str) -> Hit:
    """The same words, of which nothing is known any more."""
    return replace(hit, span=None, period=period.nowhere("unknown"), rule=f"{why} {hit.rule}")


def by_then(hit: Hit, end: int) -> Hit:
    """The hit with a deadline word behind it."""
    return replace(hit, end=end, period=replace(hit.period, deadline=True), rule=f"by {hit.rule}", marked=True)


def joined(first: Hit, second: Hit, text: str, glue: "re.Pattern[str]") -> Hit | None:
    """Two expressions beside each other as one; None when each stands for itself.

    "uge 12 (24. marts)", "næste år i marts": the finer one, if it lies within the other. "april, maj":
    both, if the second begins where the first one ends. What contradicts itself is not understood.
    """
    gap = text[first.end : second.start]
    if first.span is None:
        return _unclear(first, second) if not gap.strip() and _counts_from(first, second) else None
    if len(gap) > _LONGEST_GLUE or not glue.fullmatch(gap):
        return None
    if second.span is None:
        return _unclear(first, second) if not set(gap) & set(",(") and _tied_to(first, second) else None
    counted = first.rule.startswith(_COUNTED) or second.rule.startswith(_COUNTED)  # "tirsdag om en uge"
    inner = None if counted else _within(second, first.span) or _within(first, second.span)
    if inner is not None:
        return _both(first, second, inner, _closed(text, second.end) if "(" in gap else second.end)
    listed = "," in gap or "、" in gap
    return _listed(first, second, second.span) if listed else _unclear(first, second)


def _counts_from(first: Hit, second: Hit) -> bool:
    """Senere i år, 收到草案后两三周内: the second is not what it is alone."""
    if first.rule == "vague":
        return second.span is not None
    return first.period.precision == "event" and second.rule.startswith(_COUNTED)


def _tied_to(first: Hit, second: Hit) -> bool:
    """Fredag efter påske, måneden efter mødet; but not "i marts efter mødet"."""
    if second.period.precision == "event":
        return first.weak
    is_vague = second.period.precision != "unknown" or second.rule.startswith("vague")
    return first.period.precision in ("day", "week") and not is_vague


def _listed(first: Hit, second: Hit, last: Span) -> Hit | None:
    """Two of one kind with a comma between them; None for two kinds, or where a deadline word tells them apart."""
    if first.span is None or first.period.precision != second.period.precision or first.marked or second.marked:
        return None
    if last.start != first.span.end + timedelta(days=1):
        return _unclear(first, second)
    return _both(first, second, replace(first, span=Span(first.span.start, last.end)), second.end)


def _both(first: Hit, second: Hit, meant: Hit, end: int) -> Hit:
    deadline = first.period.deadline or second.period.deadline
    return replace(
        meant,
        start=first.start,
        end=end,
        period=replace(meant.period, deadline=deadline),
        rule=f"{first.rule}, {second.rule}",
        marked=first.marked or second.marked,
        weak=first.weak and second.weak,
    )


def _closed(text: str, end: int) -> int:
    bracket = re.compile(r"\s*\)").match(text, end)
    return bracket.end() if bracket else end


def _unclear(first: Hit, second: Hit) -> Hit:
    both = replace(first, end=second.end, marked=first.marked or second.marked, weak=first.weak and second.weak)
    return doubted(both, "two times at once:")


def _within(inner: Hit, outer: Span) -> Hit | None:
    """The hit if it lies, or can lie, within those days."""
    spans = [inner.span]
    if inner.period.make is not None and inner.period.year is None:
        spans += [inner.period.at(of) for of in (outer.start.year, outer.end.year)]
    found = next((span for span in spans if span and outer.start <= span.start and span.end <= outer.end), None)
    return replace(inner, span=found) if found else None
