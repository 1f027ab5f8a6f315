"""Whatever people write, Slack takes what we make of it: judged by the local workspace's own rules."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.domain.due import Due
from bot.domain.item_sheet import ItemSheet
from bot.domain.language import LANGUAGES, Language
from bot.domain.meeting import AgreementState, Kind
from bot.domain.person import Channel, SlackChannel, Standing
from bot.domain.record import (
    Action,
    ActionLine,
    ActionPage,
    ActionStatus,
    Change,
    Happened,
    Item,
    Note,
    Organisation,
    Owner,
    Space,
    SpaceDescription,
    StatusChange,
    Text,
    Translation,
    TranslationState,
)
from bot.domain.side import People
from bot.domain.summary import Agreed, NoteSummary, Sentence, Summary
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.render import action_form, action_list, answers, card, item_answers, item_forms, note_form, space
from bot.render import help as help_page
from bot.render import summary as summary_page
from bot.render.blocks import escape, section
from bot.render.item_sheet import Reading, as_sheet
from bot.render.plain import plain
from bot.slack.message import Message, View
from bot.slack.quiet import quiet
from bot.workspace.rules import check_message_blocks, check_view
from bot.workspace.rules_weight import check_weight
from handlers.routes import words
from tests.unit.sinks.hostile import ATTACKS, alive, alive_beside

i18n.load()

ODD = ["&", "<", ">", "<!channel>", "*", "_", "`", "\n", "\u200f", "🎉", "e\u0301", "省厅", "æøå", "\t", "|", '"', "\\"]
PIECES = st.sampled_from([*ODD, *ATTACKS, "jord og grundvand ", "土壤和地下水", "a"])
LENGTHS = st.sampled_from([1, 3, 40, 400, 3000])


@st.composite
def contents(draw: st.DrawFn) -> str:
    piece, more = draw(PIECES), draw(st.lists(PIECES, max_size=4))
    made = (piece + "".join(more)) * draw(LENGTHS)
    return made if plain(made).strip() else f"{made}a"


STATES: tuple[TranslationState, ...] = ("pending", "machine", "needs_check", "reviewed", "outdated", "failed")


@st.composite
def texts(draw: st.DrawFn) -> Text:
    language: Language = draw(st.sampled_from(LANGUAGES))
    translations: dict[Language, Translation] = {}
    for other in LANGUAGES:
        if other != language and draw(st.booleans()):
            content = draw(st.none() | contents())
            state = draw(st.sampled_from(STATES)) if content else "pending"
            translations[other] = Translation(other, content, state)
    return Text(draw(st.integers(1, 50)), language, draw(contents()), translations)


@st.composite
def actions(draw: st.DrawFn) -> Action:
    organisation = Organisation(1, {"da": draw(contents()), "zh": draw(contents())}, confirmed=draw(st.booleans()))
    owner = draw(st.sampled_from([Owner(), Owner(organisation), Owner(organisation, 1, "Mette Holm"), Owner(said="x")]))
    due = draw(st.sampled_from([None, "known", "said"]))
    known = Due("primo april", date(2017, 4, 1), date(2017, 4, 10), "third")
    said = Due(draw(contents()), None, None, "unknown")
    status = draw(st.sampled_from(get_args(ActionStatus)))
    changed = StatusChange("Mette Holm", datetime(2017, 1, 1))  # noqa: DTZ001  only its name is shown
    chosen = {"known": known, "said": said}.get(due or "")
    return Action(1, 1, status, draw(st.booleans()), owner, chosen, changed)


@st.composite
def items(draw: st.DrawFn, number: int = 1) -> Item:
    kind = draw(st.sampled_from(get_args(Kind)))
    action = draw(actions()) if kind == "action" else None
    state = draw(st.sampled_from(get_args(AgreementState))) if kind == "agreement" else None
    return Item(number, 1, f"12.{number}", str(number), kind, draw(texts()), action, state)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    few = [draw(items(number + 1)) for number in range(draw(st.integers(1, 4)))]
    times = draw(st.sampled_from([1, 1, 10, 40]))
    optional = st.none() | texts()
    body = "\n".join(item.text.content for item in few) * times
    return Note(
        id=1,
        space_id=1,
        number=12,
        version=1,
        language=draw(st.sampled_from(LANGUAGES)),
        title=draw(texts()),
        held_on=draw(st.sampled_from([None, date(2017, 1, 10)])),
        place=draw(optional),
        purpose=draw(optional),
        participants=draw(optional),
        items=tuple(few * times),
        author="Mette <Holm> & co.",
        head="",
        body=body[:50_000],
    )


LANGUAGE = st.sampled_from(LANGUAGES)
COMMON = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
GLOSS: Mapping[int, tuple[tuple[str, str], ...]] = {
    number: tuple((f"ord {index} & <b>", "词" * 40) for index in range(6)) for number in range(1, 51)
}


def taken(message: Message) -> None:
    check_message_blocks(message.blocks)
    check_weight(message.blocks)
    assert 0 < len(message.text.encode()) <= 4000  # as chat.update counts
    assert alive_beside(quiet(message.text)) == alive(message.blocks) == []


def opened(view: View) -> None:
    check_view(view, "modal")
    assert alive(view) == []


@COMMON
@given(notes())
def test_slack_takes_every_card(note: Note) -> None:
    taken(card.as_card(note, ("da", "zh"), {"da": GLOSS, "zh": GLOSS}, {}))
    taken(card.as_card(note, LANGUAGES, dict.fromkeys(LANGUAGES, GLOSS), {}))


@COMMON
@given(notes(), LANGUAGE)
def test_slack_takes_every_sheet_and_form_of_a_note(note: Note, locale: Language) -> None:
    opened(card.as_sheet(note, locale))
    opened(note_form.original_sheet(note, locale))
    typed = TypedNote(note.body, note.language, note.title.content[:3000])
    opened(note_form.as_form(note_form.NoteForm(typed, '{"note":1}', editing=True), locale))
    assert note_form.text_joined(note_form.text_pieces(note.body)) == note.body


@COMMON
@given(notes(), LANGUAGE)
def test_slack_takes_every_summary(note: Note, locale: Language) -> None:
    agreed = tuple(Agreed(item, ({"da": note.author, "zh": note.author},)) for item in note.items)
    told = tuple(Sentence(item.text, (item.ref, item.ref)) for item in note.items[:3])
    part = NoteSummary(note, note.items, agreed, note.items, told, told)
    summary = Summary("x" * 5000, (part,) * 10, 3)
    taken(summary_page.for_reader(summary, locale, GLOSS, shareable=True))
    taken(summary_page.after_sharing(summary, locale, GLOSS))
    taken(summary_page.for_channel(summary, ("da", "zh"), note.author))


@COMMON
@given(st.lists(items(), min_size=1, max_size=3), contents(), LANGUAGE)
def test_slack_takes_every_list_and_form_of_an_action(found: list[Item], asked: str, locale: Language) -> None:
    place = Space(1, asked, ("da", "zh"))
    doable = [item for item in found if item.action] * 10
    lines = tuple(ActionLine(item, item.action, place, item.text) for item in doable[:10] if item.action)
    page = ActionPage(lines, 2, 3, 30 if lines else 0)
    taken(action_list.as_list(page, asked, locale, several_spaces=True, told=section(escape(asked))))
    for item in found:
        opened(action_form.as_form(item, '{"item":1}', locale, notice=asked))
        opened(action_form.as_form(item, '{"item":1}', locale, typed=TypedAction(asked[:3000], "", due_said="")))


@COMMON
@given(notes(), contents(), LANGUAGE)
def test_slack_takes_everything_said_of_one_action(note: Note, said: str, locale: Language) -> None:
    when = datetime(2017, 1, 20, 9, tzinfo=UTC)
    reading = Reading(locale, 1, when.date(), when, timedelta(minutes=10), "https://jordbro.slack.com/")
    words = Text(1, "da", said)
    kept = {"organisation": 1, "person": 1, "owner": said, "others": [[None, 2, None]], "due": said, "words": said}
    changes = get_args(Change)
    happened = tuple(
        Happened(n, 1, said, when, changes[n % len(changes)], {}, kept, words, undone=n % 3 == 0) for n in range(90)
    )
    for item in (one for one in note.items[:4] if one.action):
        parts = tuple(replace(one, parent_id=item.id, id=99) for one in note.items if one.action and one is not item)
        whole = replace(note, items=(*note.items, *parts))
        shown = ItemSheet(whole, item, happened, {1: Organisation(1, {"da": said})}, {1: said, 2: said})
        opened(as_sheet(shown, reading, told=said))
        opened(as_sheet(shown, reading, told=said, confirm=True))
        for view in (item_forms.split, item_forms.drop, item_forms.comment):
            opened(view(item, locale))
        opened(item_forms.happened(item, when.date(), locale))
        opened(item_forms.hand_over(item, [Organisation(n, {"da": said}) for n in range(1, 120)], locale))
        taken(item_answers.handed_to_you(item, Owner(person_id=1), said, locale))
        taken(item_answers.step(said, '{"item":1}', locale))
    taken(answers.logged(note, locale, [Organisation(1, {"da": said}, confirmed=False)] * 9))


@COMMON
@given(contents(), contents(), LANGUAGE)
def test_slack_takes_every_answer(typed: str, name: str, locale: Language) -> None:
    for message in answers.with_typed(name, typed, locale):
        taken(message)
    given_back = "".join(
        block["text"]["text"].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        for message in answers.given_back(typed, locale)
        for block in message.blocks
        if block["type"] == "section"
    )
    assert given_back.split() == plain(typed).split()
    taken(answers.asked_once(answers.done("space_created", locale, name=name)))
    taken(help_page.unknown_word(name.split(maxsplit=1)[0], ("note", "actions", "space"), locale))
    taken(help_page.as_help(tuple(words()), locale, commands=True))


@COMMON
@given(contents(), LANGUAGE)
def test_slack_takes_every_page_and_form_of_a_space(name: str, locale: Language) -> None:
    found = tuple(Organisation(number, {"da": name}, confirmed=number % 2 == 0) for number in range(1, 120))
    place = Space(1, name, ("da", "zh"))
    channels = tuple(Channel(n, SlackChannel("T1", f"C{n}"), 1, ("da", "zh")) for n in range(20))
    described = SpaceDescription(place, channels, found, {1: ("Mette",) * 50})
    for standing in (Standing(), Standing("reader"), Standing("owner", owns=True)):
        page = space.as_page(described, locale, in_channel=True, everyone=People(place, ()), standing=standing)
        check_message_blocks(page.blocks)
        check_weight(page.blocks)
    opened(space.person_form(found, "{}", locale))
    opened(space.bind_form([place] * 120, "{}", locale))
    opened(space.organisation_form(found[0], "{}", locale))
    opened(space.create_form("{}", locale))
    opened(space.contact_form(described, "{}", locale))
