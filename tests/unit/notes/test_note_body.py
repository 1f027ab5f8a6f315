"""What was written of a note and its items say the same, whatever became of either."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.language import Language
from bot.domain.meeting import ParsedNote
from bot.domain.note_body import body_of, body_with
from bot.domain.note_grammar import parse_note
from bot.domain.record import Action, Item, Note, Owner, Text
from bot.services.terms import shipped

WRAPPED = """\
Referat

Beslutninger:
1. Driftsmøde hvert kvartal.

Opgaver:
- [ ] @CLEAN sender en over-
  sigt over danske virksomheder
  til JEPD - frist: 1. marts
- [x] NIRAS skriver referatet.
"""
CHINESE = """\
一、双方同意继续开展土壤修复方面的合作，
并适时交换资料。
二、待办：江苏省环境科学研究院于三月底前
提供场地名单。
"""


def read(text: str, language: Language) -> ParsedNote:
    return parse_note(text, language=language, on=date(2017, 1, 20), termbase=shipped())


def note_of(parsed: ParsedNote) -> Note:
    items = tuple(
        Item(
            at,
            1,
            f"1.{one.number}",
            one.number,
            one.kind,
            Text(at, parsed.language, one.text),
            Action(at, 1, "done" if one.done else "open", one.expected, Owner(), None)
            if one.kind == "action"
            else None,
        )
        for at, one in enumerate(parsed.items)
    )
    body = "".join(one.raw for one in parsed.items)
    title = Text(99, parsed.language, parsed.title)
    return Note(1, 1, 1, 1, parsed.language, title, None, None, None, None, items, "", parsed.head, body)


def said(body: str, language: Language) -> list[tuple[str, str, str, bool]]:
    found = read(f"{'Titel: ' if language == 'da' else '会议名称：'}x\n{body}", language).items
    return [(one.number, one.kind, one.text, one.done) for one in found]


def reworded(note: Note, place: int, words: str) -> Note:
    items = [
        replace(one, text=replace(one.text, content=words)) if at == place else one for at, one in enumerate(note.items)
    ]
    return replace(note, items=tuple(items))


@pytest.mark.parametrize(("text", "language"), [(WRAPPED, "da"), (CHINESE, "zh")])
def test_words_of_one_item_are_replaced_and_the_others_stay_as_they_were_written(text: str, language: Language) -> None:
    note = note_of(read(text, language))

    for item in note.items:
        body = body_with(note, item.id, "Noget andet." if language == "da" else "别的事项。")

        found = said(body, language)
        assert [one[:2] for one in found] == [(other.number, other.kind) for other in note.items]
        assert [one[2] for one in found if one[2] != note.items[item.id].text.content] != []
        others = [one[2] for at, one in enumerate(found) if at != item.id]
        assert others == [other.text.content for other in note.items if other.id != item.id]
        assert found[item.id][2] in {"Noget andet.", "别的事项。"}


def test_item_that_runs_over_several_lines_leaves_its_mark_and_its_heading_where_they_are() -> None:
    note = note_of(read(WRAPPED, "da"))

    body = body_with(note, 1, "@CLEAN mailer listen")

    assert body == note.body[: note.body.index("@CLEAN")] + "@CLEAN mailer listen\n- [x] NIRAS skriver referatet.\n"


def test_short_words_are_not_found_inside_a_longer_one() -> None:
    note = note_of(read("- Jordprøver, der er taget\n- jord\n", "da"))
    assert [item.text.content for item in note.items] == ["Jordprøver, der er taget", "jord"]
    note = replace(note, items=(note.items[1],), body="- Overjord\n- jord\n")

    assert body_with(replace(note, items=(replace(note.items[0], id=0),)), 0, "muld") == "- Overjord\n- muld\n"


@pytest.mark.parametrize(("text", "language"), [(WRAPPED, "da"), (CHINESE, "zh")])
def test_note_whose_words_were_left_behind_is_composed_anew_and_reads_as_its_items(
    text: str, language: Language
) -> None:
    note = note_of(read(text, language))
    stale = reworded(note, 0, "Helt andre ord." if language == "da" else "完全不同的话。")

    body = body_of(stale)

    assert [one[:3] for one in said(body, language)] == [
        (one.number, one.kind, one.text.content) for one in stale.items
    ]
    assert [one[3] for one in said(body, language)] == [
        one.action is not None and one.action.status == "done" for one in note.items
    ]


def test_note_that_says_what_its_items_say_is_left_as_it_was_written() -> None:
    note = note_of(read(WRAPPED, "da"))

    assert body_of(note) == note.body
