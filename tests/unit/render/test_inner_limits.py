"""Internal notes, roles and sides: Slack takes them whatever people write, and nothing of it is alive."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.language import LANGUAGES, Language
from bot.domain.person import ROLES, Sides, Standing
from bot.domain.record import Note, Organisation, Space, SpaceDescription
from bot.domain.side import People, Side, Standee
from bot.domain.typed_note import TypedNote
from bot.render import engines, inner, keeping, note_form, people, space
from tests.unit.render.test_limits import contents, notes, opened, taken

LANGUAGE = st.sampled_from(LANGUAGES)
MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@given(notes(), contents(), LANGUAGE)
@MANY
def test_slack_takes_every_internal_note(note: Note, said: str, locale: Language) -> None:
    note, side = replace(note, inner=True), Side("T0REGION", said)
    new = tuple(Organisation(number, {"da": said}, confirmed=False) for number in range(9))

    for key in ("new", "again", "saved"):
        told = inner.told(key, note, side, locale)
        taken(inner.as_note(note, side, told, locale, {}, {}, unconfirmed=new, untold=(said,), in_the_open=True))
    opened(note_form.original_sheet(note, locale))


@given(contents(), LANGUAGE)
@MANY
def test_slack_takes_every_question_for_whom_a_note_is(said: str, locale: Language) -> None:
    side = Side("T0REGION", said)

    taken(inner.question("intern", 999_999_999, [(number, side) for number in range(40)], locale, in_the_open=True))
    taken(inner.question("intern", 999_999_999, [], locale, in_the_open=False))
    taken(inner.which(999_999_999, [(number, said, side) for number in range(40)], locale))
    opened(note_form.as_form(note_form.NoteForm(TypedNote(""), "{}", offer=said, kept=True), locale))


@given(contents(), st.sampled_from([*people.CHOICES]), LANGUAGE)
@MANY
def test_slack_takes_every_page_and_form_of_people(said: str, sides: Sides, locale: Language) -> None:
    where = Space(1, said, ("da", "zh"), sides=sides)
    named = {f"{number}": Side(f"{number}", said) for number in range(1, 60)}
    body = Organisation(1, {"da": said})
    standees = [Standee(number, said, ROLES[number % 3], f"{number % 60 or ''}", body) for number in range(90)]
    by_team = tuple((one.name, named.get(one.side)) for one in standees)
    everyone = People(where, tuple(standees), named, "1", owns=True, by_team=by_team)

    taken(people.as_message(everyone, locale))
    described = SpaceDescription(where, (), (body,), {})
    for standing in (Standing("owner", owns=True), Standing()):
        taken(space.as_page(described, locale, in_channel=True, everyone=everyone, standing=standing))
    taken(keeping.as_page(where, locale, owners=people.owners(everyone, locale)))
    taken(engines.as_policy(where, (), locale, owners=people.owners(everyone, locale)))
    opened(people.person_form(everyone, "{}", locale))
    opened(people.sides_form(everyone, "{}", locale))
