"""Whatever people and machines write, Slack takes the forms of review and the history."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.language import LANGUAGES, Language
from bot.domain.record import Note, Text, TranslationState
from bot.domain.review import Conflict, Corrected, Happening, Part, Place, Review, Sentence, Typed, Waiting, standings
from bot.domain.segment import Correction, Remark, Segment
from bot.domain.suggestion import Change, Suggestion
from bot.render import card, history
from bot.render import review as render
from bot.render.review_list import as_list
from bot.slack.message import Message, View
from bot.slack.quiet import quiet
from bot.workspace.rules import check_message_blocks, check_view
from bot.workspace.rules_weight import check_weight
from tests.unit.sinks.hostile import ATTACKS, alive, alive_beside

i18n.load()

AT = datetime(2017, 1, 20, tzinfo=UTC)
PIECES = st.sampled_from(
    [*ATTACKS, "&", "<!channel>", "*", "~", "_", "`", "🎉", "jord og grundvand ", "土壤和地下水", "a b"]
)
CONTENTS = st.builds(lambda piece, times: f"{piece * times}a", PIECES, st.sampled_from([1, 3, 40, 500]))
LANGUAGE = st.sampled_from(LANGUAGES)
PLACES = st.builds(Place, st.sampled_from(get_args(Part.__args__[0]) + get_args(Part.__args__[1])), st.just("12.34"))
NAMES = st.sampled_from([*sorted(render.REMARKS), "a name of another version"])
REMARKS = st.lists(st.builds(Remark, NAMES, st.lists(CONTENTS, max_size=3).map(tuple)), max_size=4).map(tuple)
COMMON = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    state: TranslationState = draw(st.sampled_from(get_args(TranslationState)))
    content = draw(st.none() | CONTENTS) if state in {"pending", "failed", "outdated"} else draw(CONTENTS)
    segment = Segment(
        draw(st.integers(1, 10**9)), 1, draw(st.integers(0, 30)), draw(CONTENTS), " ", "da", "zh", state,
        held=draw(st.booleans()), version=10**6, content=content, proposal=draw(st.none() | CONTENTS),
        english=draw(st.none() | CONTENTS), remarks=draw(REMARKS),
        failure=draw(st.sampled_from([None, "x: RateLimited, y: Odd"])),
        reviewed_by=draw(st.none() | CONTENTS), reviewed_at=AT,
    )  # fmt: skip
    return Sentence(draw(PLACES), segment)


SUGGESTIONS = st.builds(
    Suggestion,
    CONTENTS,
    CONTENTS,
    st.just(80),
    st.lists(st.builds(Change, st.sampled_from(["same", "gone", "new"]), CONTENTS), max_size=5).map(tuple),
    CONTENTS,
)
SENTENCES = st.lists(sentences(), min_size=1, max_size=22, unique_by=lambda one: one.segment.id)
NOTE = Note(1, 1, 99999, 1, "da", Text(1, "da", "Møde"), None, None, None, None, (), "Mette", "", "")


def opened(view: View) -> None:
    check_view(view, "modal")
    assert alive(view) == []


def taken(message: Message) -> None:
    check_message_blocks(message.blocks)
    check_weight(message.blocks)
    assert 0 < len(message.text.encode()) <= 4000  # as chat.update counts
    assert alive_beside(quiet(message.text)) == alive(message.blocks) == []


@COMMON
@given(SENTENCES, st.dictionaries(st.integers(0, 39), SUGGESTIONS, max_size=5), LANGUAGE)
def test_slack_takes_every_form_of_a_reviewer(
    found: list[Sentence], suggested: dict[int, Suggestion], locale: Language
) -> None:
    suggestions = {found[index % len(found)].segment.id: one for index, one in suggested.items()}
    opened(render.as_form(Review(NOTE, "zh", tuple(found), 40, suggestions), "C0123456789", locale))


@COMMON
@given(SENTENCES, CONTENTS, LANGUAGE)
def test_slack_takes_every_form_of_conflicts(found: list[Sentence], words: str, locale: Language) -> None:
    typed, found = words[:3000], found[: render.SENTENCES]
    conflicts = [
        Conflict(Typed(one.segment.id, 1, typed), one if index % 3 else None) for index, one in enumerate(found)
    ]
    opened(render.as_conflicts(1, "99999", "C0123456789", Corrected(3, 0, tuple(conflicts), 4), locale))


@COMMON
@given(st.lists(st.tuples(PLACES, CONTENTS, CONTENTS), max_size=120), LANGUAGE)
def test_slack_takes_every_history(lines: list[tuple[Place, str, str]], locale: Language) -> None:
    happened = [
        Happening(
            place, AT, "Li", Correction(index, 1, "x", "zh", before, after, "Li", AT, "Li", AT if index % 2 else None)
        )
        for index, (place, before, after) in enumerate(lines)
    ]
    opened(history.as_history(NOTE, happened, "zh", locale, told="x"))


@COMMON
@given(st.lists(CONTENTS, max_size=20), LANGUAGE)
def test_slack_takes_every_list_of_what_waits(titles: list[str], locale: Language) -> None:
    waiting = [Waiting(index, index, Text(1, "da", title), title, 100, 9) for index, title in enumerate(titles)]
    taken(as_list(waiting, 7, locale, several_spaces=True))


@COMMON
@given(SENTENCES)
def test_slack_takes_every_card_with_what_its_languages_are(found: list[Sentence]) -> None:
    states = dict.fromkeys(LANGUAGES, standings([one.segment for one in found]))
    taken(card.as_card(NOTE, LANGUAGES, {}, states))


def test_every_remark_of_the_catalogue_is_said_in_its_own_words() -> None:
    catalogue = yaml.safe_load(Path("locales/en.yml").read_text(encoding="utf-8"))

    assert set(catalogue["check"]) == render.REMARKS


def test_one_endless_sentence_leaves_room_for_others() -> None:
    endless = Segment(1, 1, 0, "&" * 90_000, "", "da", "zh", "machine", held=False, version=1, content="&" * 90_000)
    short = Segment(2, 2, 0, "Kort.", "", "da", "zh", "machine", held=False, version=1, content="短。")
    found = (Sentence(Place("decision", "1.1"), endless), Sentence(Place("decision", "1.2"), short))

    view = render.as_form(Review(NOTE, "zh", found, 2, {}), "C0123456789", "da")

    opened(view)
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == ["sentence_2"]
