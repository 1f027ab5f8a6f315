"""The sample files are there and can be read."""

from bot.domain.language import guess_language
from tests.unit.data import samples


def test_each_sample_of_notes_has_three_in_its_language() -> None:
    assert [(note.language, guess_language(note.head)) for note in samples.notes()] == [("da", "da")] * 3 + [
        ("zh", "zh")
    ] * 3


def test_every_sample_note_has_items_a_purpose_and_participants() -> None:
    lacking = [note.title for note in samples.notes() if not (note.items and note.purpose and note.participants)]

    assert lacking == []


def test_the_sample_report_has_five_meetings_and_what_is_planned() -> None:
    report = samples.report()

    assert (len(report.meetings), len(report.activities)) == (5, 10)
