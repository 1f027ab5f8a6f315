"""The form of a reviewer: source and proposal sentence by sentence, with all that is known about each."""

import re
from collections.abc import Sequence
from zlib import crc32

from bot.domain.language import Language
from bot.domain.review import SETTLED, Conflict, Corrected, Place, Review, Sentence, urgency
from bot.domain.segment import Remark, Segment
from bot.domain.suggestion import Suggestion
from bot.i18n import t
from bot.render import words
from bot.render.blocks import (
    CONTEXT,
    SECTION,
    Mrkdwn,
    bold,
    clipped,
    context,
    cut,
    divider,
    escape,
    join,
    long_text,
    section,
)
from bot.render.forms import INPUT, form, sheet, text_input
from bot.slack.message import Block, View
from bot.slack.payloads import pack

SENTENCES = 20  # in one form: more than a person looks at in one go
BLOCKS = 96  # of the 100 that Slack takes
PARTS = 20  # paragraphs of one endless sentence
UNSEEN = -1  # the digest of no words: what was sent again counts as written by hand
NOTE_LINE = 900  # characters of one remark, bridge or suggestion
REMARKS = frozenset(
    {
        "placeholder", "pieced", "name", "forbidden", "number", "negation", "untranslated", "script", "length",
        "same", "cut", "order", "term_changed", "undone",
    }
)  # fmt: skip
_SIGNS = {"new": "*", "gone": "~"}
_NUMBERS = {"-": "missing", "+": "new"}


def as_form(review: Review, channel: str, locale: Language) -> View:
    """The most important sentences that fit, each with a field; how many wait behind them."""
    blocks, shown = [section(escape(t("review.intro", locale)))], list[Sentence]()
    settled = False
    for sentence in review.sentences[:SENTENCES]:
        made = [divider(), *_sentence(sentence, review, locale)]
        if urgency(sentence.segment) == SETTLED and not settled:
            made, settled = [divider(), section(bold(t("review.settled", locale))), *made[1:]], True
        if len(blocks) + len(made) > BLOCKS:
            break
        blocks += made
        shown.append(sentence)
    left = review.waiting - sum(urgency(one.segment) != SETTLED for one in shown)
    if left > 0:
        blocks += [divider(), section(escape(t("review.more_waiting", locale, count=left)))]
    title = t("review.title", locale, number=review.note.label)
    seen = {str(one.segment.id): (one.segment.version, digest(_proposed(one.segment))) for one in shown}
    return _form(title, blocks, pack(note=review.note.id, channel=channel, seen=seen), locale)


def as_conflicts(note_id: int, number: str, channel: str, corrected: Corrected, locale: Language) -> View:
    """What changed while it was reviewed: what stands there now, and what was typed, to be sent again."""
    there = [one.sentence for one in corrected.conflicts if one.sentence is not None]
    blocks = [section(bold(t("review.conflict", locale)))]
    if corrected.approved:
        blocks.append(context(escape(t("answer.review_saved", locale, count=corrected.approved))))
    for conflict in corrected.conflicts:
        blocks += [divider(), *_conflict(conflict, locale)]
    title = t("review.title", locale, number=number)
    if not there:
        return sheet(title, blocks, close=t("button.close", locale))
    seen = {str(one.segment.id): (one.segment.version, UNSEEN) for one in there}
    return _form(title, blocks, pack(note=note_id, channel=channel, seen=seen), locale)


def field_of(segment_id: int) -> str:
    """The name of the field of a sentence."""
    return f"sentence_{segment_id}"


def digest(words: str) -> int:
    """What tells whether somebody has touched a field; white space does not count."""
    return crc32(" ".join(words.split()).encode())


def _form(title: str, blocks: Sequence[Block], private: str, locale: Language) -> View:
    submit, close = t("button.approve", locale), t("button.cancel", locale)
    return form("reviewed", title, blocks, private, submit=submit, close=close)


def _sentence(sentence: Sentence, review: Review, locale: Language) -> list[Block]:
    segment = sentence.segment
    several = sum(one.segment.text_id == segment.text_id for one in review.sentences) > 1
    where = _where(sentence, locale, several=several)
    told = _told(segment, review.suggestions.get(segment.id), locale)
    return [*_source(where, segment, locale), context(told), *_field(where, segment, _proposed(segment), locale)]


def _proposed(segment: Segment) -> str:
    """What the field of a sentence starts with."""
    return segment.proposal or segment.content or ""


def _conflict(conflict: Conflict, locale: Language) -> list[Block]:
    if conflict.sentence is None:
        return [section(_short("\n", [escape(t("review.gone", locale)), escape(conflict.typed.content)]))]
    segment = conflict.sentence.segment
    where = _where(conflict.sentence, locale, several=segment.position > 0)
    by_person = segment.state == "reviewed" and segment.reviewed_by
    if by_person:
        told = t("review.changed_by", locale, who=str(segment.reviewed_by))
    else:
        told = t("review.changed_source" if segment.state == "outdated" else "review.changed_words", locale)
    return [
        section(_short("\n", [bold(where), escape(segment.source)])),
        section(_short("\n", [escape(told), escape(_proposed(segment))])),
        *_field(where, segment, conflict.typed.content, locale),
    ]


def _short(separator: str, parts: Sequence[Mrkdwn]) -> Mrkdwn:
    """What fits in one paragraph: every conflict must have room in the form, or what was typed would be lost."""
    return Mrkdwn(clipped(join(separator, parts), SECTION))


def _where(sentence: Sentence, locale: Language, *, several: bool) -> str:
    place = place_name(sentence.place, locale)
    return t("review.place", locale, place=place, number=sentence.segment.position + 1) if several else place


def place_name(place: Place, locale: Language) -> str:
    """Where a text stands: "3.1 Decision", "Title"."""
    named = t(f"review.part.{place.part}", locale)
    return f"{place.ref} {named}" if place.ref else named


def _source(where: str, segment: Segment, locale: Language) -> list[Block]:
    """The words to be translated, whole unless they are longer than any sentence."""
    label = t(f"language.own.{segment.source_language}", locale)
    head = join(" · ", [bold(where), escape(label)])
    if len(segment.source) <= SECTION // 5 - len(head):  # whatever escaping makes of it
        return [section(join("\n", [head, escape(segment.source)]))]
    return [section(head), *long_text(segment.source)[:PARTS]]


def _field(where: str, segment: Segment, value: str, locale: Language) -> list[Block]:
    if len(value) > INPUT:
        return [*long_text(value)[:PARTS], context(escape(t("review.too_long", locale, most=INPUT)))]
    language = t(f"language.own.{segment.language}", locale)
    return [text_input(field_of(segment.id), f"{language} · {where}", value)]


def _told(segment: Segment, suggestion: Suggestion | None, locale: Language) -> Mrkdwn:
    """All that is known of a proposal, line by line."""
    state = t(f"state.{segment.state}", locale) if segment.state != "reviewed" else _reviewed(segment, locale)
    lines = [escape(state), *(escape("⚠ " + remark_sentence(remark, locale)) for remark in segment.remarks)]
    if segment.proposal and segment.content:
        lines.append(escape(t("review.before", locale, words=cut(segment.content, NOTE_LINE))))
    if segment.english:
        lines.append(escape(t("review.english", locale, words=cut(segment.english, NOTE_LINE))))
    if suggestion:
        lines += _suggested(suggestion, locale)
    return Mrkdwn(clipped(join("\n", lines), CONTEXT))


def _reviewed(segment: Segment, locale: Language) -> str:
    if segment.reviewed_by is None or segment.reviewed_at is None:
        return t("review.settled", locale)
    return t("review.by", locale, who=segment.reviewed_by, when=words.day_of(segment.reviewed_at, locale))


def remark_sentence(remark: Remark, locale: Language) -> str:
    """Why a reviewer should look, as a sentence."""
    if remark.name not in REMARKS:
        return t("review.look", locale)
    details = remark.details if remark.name != "number" else [_number(detail, locale) for detail in remark.details]
    what = t("list.comma", locale).join(details)
    told = t(f"check.{remark.name}", locale, what=what)
    return told if what else told.rstrip(" :：")  # a check may have nothing to point at


def _number(detail: str, locale: Language) -> str:
    """A number that is missing ("-15") or new ("+16") in words: a sign before it reads like a part of it."""
    kind = _NUMBERS.get(detail[:1])
    return t(f"review.number_{kind}", locale, what=detail[1:]) if kind else detail


def _suggested(suggestion: Suggestion, locale: Language) -> list[Mrkdwn]:
    """What a person approved of a sentence that is like this one, and where the two differ."""
    target = cut(suggestion.target, NOTE_LINE)
    named = t("review.suggested", locale, percent=suggestion.likeness, who=suggestion.by, words=target)
    return [escape(named), escape(t("review.difference", locale)), _differences(suggestion)]


def _differences(suggestion: Suggestion) -> Mrkdwn:
    """The two sources in one line; what took the place of something stands apart from it, or "7" and "8" read "78"."""
    marked = "".join(_marked(change.kind, change.text) for change in suggestion.changes)
    return Mrkdwn(re.sub(r"(?<=~\u200b)(?=\u200b\*)", " ", marked))


def _marked(kind: str, text: str) -> Mrkdwn:
    """A stretch with Slack's signs; a blank of no width lets them work inside a word and in Chinese."""
    core, sign = text.strip(), _SIGNS.get(kind, "")
    if not core or not sign:
        return escape(text)
    before, _, behind = text.partition(core)
    plain = escape(core.replace("*", "∗").replace("~", "∼"))
    return Mrkdwn(f"{before}\u200b{sign}{plain}{sign}\u200b{behind}")
