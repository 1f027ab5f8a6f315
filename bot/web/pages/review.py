"""The review of a meeting: sentences of its translation into the reader's own language, approved or corrected."""

from collections.abc import Mapping
from http import HTTPStatus

from bot.domain.errors import NotAllowed
from bot.domain.review import Corrected, Typed
from bot.render.pages import review as render
from bot.render.pages.door import problem
from bot.render.review import digest
from bot.services.correct import correct
from bot.services.review import review
from bot.services.whole_space import whole_space
from bot.web.pages.visit import Answer, Go, Shown, Visit, number_in

FIELD = "sentence_"


def show(visit: Visit) -> Answer:
    """The form; after it was sent, how much of it was kept."""
    return _shown(visit, told=render.saved(number_in(visit.asked, "saved") or 0, visit.locale))


def approve(visit: Visit) -> Answer:
    """Keep what was approved; what is too long, and what changed meanwhile, comes back in its field.

    What nobody touched comes back as it is by now, and what was touched with the version it was written for: where that
    has changed since, the next try finds it out.
    """
    note_id = visit.id_of("note")
    typed = typed_in(visit.sent)
    touched = {one.segment_id: one for one in typed if one.touched}
    too_long = {one.segment_id: render.too_long(visit.locale) for one in touched.values() if render.is_too_long(one)}
    if too_long:
        return _shown(visit, touched, too_long, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        corrected = correct(visit.db, visit.viewer, note_id, typed, now=visit.now)
    except NotAllowed as refusal:
        return _shown(visit, touched, told=problem(refusal, visit.locale), status=HTTPStatus.FORBIDDEN)
    if corrected.conflicts:
        return _conflicts(visit, corrected)
    return Go(visit.site.urls.note(note_id, "review", saved=corrected.approved))


def words_in(sent: Mapping[str, str]) -> tuple[str, ...]:
    """What somebody wrote into the fields of a form that was not taken, to be shown to them."""
    return tuple(one.content for one in typed_in(sent) if one.touched and one.content.strip())


def _conflicts(visit: Visit, corrected: Corrected) -> Answer:
    there = [(one.typed, one.sentence.segment) for one in corrected.conflicts if one.sentence]
    typed = {segment.id: one._replace(version=segment.version) for one, segment in there}  # they see what it is now
    problems = {
        one.typed.segment_id: render.conflict_sentence(one, visit.locale) for one in corrected.conflicts if one.sentence
    }
    told = render.conflicts_told(corrected, visit.locale)
    return _shown(visit, typed, problems, told=told, status=HTTPStatus.CONFLICT)


def typed_in(sent: Mapping[str, str]) -> list[Typed]:
    """What stands in the field of each sentence that the form showed."""
    found = []
    for name, words in sent.items():
        segment_id = number_in({"it": name.removeprefix(FIELD)}, "it") if name.startswith(FIELD) else None
        version = number_in(sent, f"version_{segment_id}")
        if segment_id is not None and version is not None:
            touched = sent.get(f"seen_{segment_id}") != str(digest(words))
            found.append(Typed(segment_id, version, words, touched))
    return found


def _shown(
    visit: Visit,
    typed: Mapping[int, Typed] | None = None,
    problems: Mapping[int, str] | None = None,
    *,
    told: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Answer:
    found = review(visit.db, visit.viewer, visit.id_of("note"))
    space = whole_space(visit.db, visit.viewer, found.note.space_id)
    frame = visit.frame(space, "meetings", here=visit.site.urls.note(found.note.id, "review"))
    return Shown(render.as_review(found, frame, typed=typed, problems=problems, told=told), status)
