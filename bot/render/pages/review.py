"""The form of a reviewer as a page: source and proposal sentence by sentence, with all that is known about each."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.review import SETTLED, Conflict, Corrected, Review, Sentence, Typed, urgency
from bot.domain.segment import Segment
from bot.domain.suggestion import Change
from bot.i18n import t
from bot.render import words
from bot.render.pages.html import TAGS, Frame, as_html
from bot.render.review import SENTENCES, digest, place_name, remark_sentence

LONGEST = 6000  # characters of one sentence


class Field(NamedTuple):
    """A sentence with its field; `problem` is what is wrong with what was typed there."""

    id: int
    where: str
    source: str
    source_tag: str
    value: str
    tag: str
    version: int
    seen: int
    state: str
    remarks: tuple[str, ...]
    before: str
    english: str
    suggested: str
    differences: tuple[Change, ...]
    problem: str


def as_review(
    review: Review,
    frame: Frame,
    *,
    typed: Mapping[int, Typed] | None = None,
    problems: Mapping[int, str] | None = None,
    told: str = "",
) -> str:
    """The page.

    Args:
        review: the sentences, the most important first.
        frame: around the page.
        typed: what somebody wrote into fields, by sentence, where it could not be kept.
        problems: why not.
        told: what was done, or why not all of it.
    """
    locale, typed, problems = frame.locale, typed or {}, problems or {}
    shown = list(review.sentences[:SENTENCES])
    shown += [one for one in review.sentences[SENTENCES:] if one.segment.id in typed]
    left = review.waiting - sum(urgency(one.segment) != SETTLED for one in shown)
    note, title = review.note, review.note.title.shown(locale)
    return as_html(
        "review.html",
        frame,
        t("review.title", locale, number=note.label),
        note=(frame.urls.note(note.id), note.label, title.content, TAGS[title.language]),
        address=frame.urls.note(note.id, "review"),
        language=t(f"language.own.{review.language}", locale),
        fields=[_field(one, review, typed, problems, locale) for one in shown],
        more=t("pages.review.more", locale, count=left) if left > 0 else "",
        told=told,
        longest=LONGEST,
    )


def conflict_sentence(conflict: Conflict, locale: Language) -> str:
    """What became of a sentence while somebody reviewed it, and the words it has now."""
    if conflict.sentence is None:
        return t("review.gone", locale)
    segment = conflict.sentence.segment
    if segment.state == "reviewed" and segment.reviewed_by:
        told = t("review.changed_by", locale, who=segment.reviewed_by)
    else:
        told = t("review.changed_source" if segment.state == "outdated" else "review.changed_words", locale)
    return f"{told}\n{segment.proposal or segment.content or ''}"


def conflicts_told(corrected: Corrected, locale: Language) -> str:
    """What was kept, that something changed meanwhile, and what was typed for sentences that are there no more."""
    told = [saved(corrected.approved, locale), t("pages.review.conflict", locale)]
    told += [f"{t('review.gone', locale)} {one.typed.content}" for one in corrected.conflicts if one.sentence is None]
    return "\n".join(line for line in told if line)


def saved(count: int, locale: Language) -> str:
    """How many sentences were approved; nothing where it was none."""
    return t("answer.review_saved", locale, count=count) if count else ""


def is_too_long(typed: Typed) -> bool:
    """Whether a sentence is longer than any."""
    return len(typed.content) > LONGEST


def too_long(locale: Language) -> str:
    """That it is."""
    return t("pages.review.too_long", locale, most=LONGEST)


def _field(
    one: Sentence, review: Review, typed: Mapping[int, Typed], problems: Mapping[int, str], locale: Language
) -> Field:
    segment = one.segment
    proposed, suggestion = segment.proposal or segment.content or "", review.suggestions.get(segment.id)
    changed, kept = segment.proposal and segment.content, typed.get(segment.id)
    return Field(
        segment.id,
        _where(one, review, locale),
        segment.source,
        TAGS[segment.source_language],
        kept.content if kept else proposed,
        TAGS[segment.language],
        kept.version if kept else segment.version,
        digest(proposed),
        _state(segment, locale),
        tuple(remark_sentence(remark, locale) for remark in segment.remarks),
        segment.content or "" if changed else "",
        segment.english or "",
        t("review.suggested", locale, percent=suggestion.likeness, who=suggestion.by, words=suggestion.target)
        if suggestion
        else "",
        suggestion.changes if suggestion else (),
        problems.get(segment.id, ""),
    )


def _where(one: Sentence, review: Review, locale: Language) -> str:
    place = place_name(one.place, locale)
    several = sum(other.segment.text_id == one.segment.text_id for other in review.sentences) > 1
    return t("review.place", locale, place=place, number=one.segment.position + 1) if several else place


def _state(segment: Segment, locale: Language) -> str:
    if segment.state != "reviewed":
        return t(f"state.{segment.state}", locale)
    if segment.reviewed_by is None or segment.reviewed_at is None:
        return t("review.settled", locale)
    return t("review.by", locale, who=segment.reviewed_by, when=words.day_of(segment.reviewed_at, locale))
