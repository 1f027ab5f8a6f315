"""What somebody decided about a page of a wiki is done, and takes nothing away that they were not shown."""

from dataclasses import replace

import pytest

from bot.domain.note_body import as_typed
from bot.domain.wiki import WikiUnreachable
from bot.domain.wiki_mark import part
from bot.services.edit_note import edit_note
from bot.store import publications
from tests.integration.making import NOW, answered, item_with, logged, rows
from tests.integration.test_publish import (
    DA,
    DRIFT,
    LOOSE,
    LOOSE_DA,
    OVERSIGT,
    TWO,
    ZH,
    House,
    at_address,
    catalogues,
    edit_paragraph,
    house,
    kind,
    line_with,
)

__all__ = ["catalogues", "house", "kind"]  # the fixtures

LONG = "Titel: Opfølgning\nDato: 20. januar 2017\n" + "".join(
    f"{number}. Punkt nummer {number} er en ganske lang sætning om jord, grundvand og forurenede grunde i Jiangsu.\n"
    for number in range(1, 13)
)
OWN = "\n\nPARTNERENS EGET AFSNIT.\n\n</div>"


def retyped(house: House, number: int, old: str, new: str) -> None:
    """Somebody changes a note in its form."""
    note = house.note(number)
    typed = replace(as_typed(note), text=as_typed(note).text.replace(old, new, 1))
    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=house.now)


@pytest.mark.parametrize(
    "words",
    [
        "Driftsmøde hver måned, CLEAN & JEPD.",
        "'''Driftsmøde''' i [[Nanjing|byen]] hver måned.",
        "Driftsmøde  hver\nmåned. ",
        "Se https://clean.dk: pH = 7 hver måned.",
    ],
)
def test_what_was_taken_is_published_and_asked_about_no_more(house: House, words: str) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, words)
    (question,) = house.publish().asked
    house.choose(question, "theirs")

    ran = house.publish()

    assert (ran.asked, house.states()[DA]) == ([], "published")
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    assert (house.publish().conflicts, "CLEAN sender en liste" in house.text()) == (0, True)


def test_translation_that_was_taken_is_published_and_asked_about_no_more(house: House) -> None:
    house.publish()
    house.wiki.replaces(ZH, DRIFT, "每月召开一次业务会议。")
    (question,) = house.publish().asked
    house.choose(question, "theirs")

    assert (house.publish().asked, house.states()[ZH]) == ([], "published")


def test_sentence_changed_in_slack_since_is_not_taken_back(house: House) -> None:
    logged(house.db, house.place, TWO)
    house.publish()
    house.wiki.replaces(LOOSE_DA, "Første sætning er her.", "Første sætning er partnerens.")
    (question,) = house.publish().asked
    edit_paragraph(house, 2, "Første sætning er her. Anden sætning følger. Tredje er rettet i Slack.")

    chosen = house.choose(question, "theirs")

    assert chosen.question is not None
    house.choose(chosen.question, "theirs")
    assert house.note(2).items[0].text.content == (
        "Første sætning er partnerens. Anden sætning følger. Tredje er rettet i Slack."
    )


def test_old_translation_is_not_approved_for_a_new_original(house: House) -> None:
    logged(house.db, house.place, TWO)
    answered(house.db, house.note(2).items[0].text, "第一句。", "第二句。", "第三句。")
    house.publish()
    house.wiki.replaces("Jiangsu 2 Opfølgning/zh", "第一句。", "第一句话在这里。")
    (question,) = house.publish().asked
    edit_paragraph(house, 2, "Første sætning er her. Anden sætning følger. Mødet blev aflyst.")
    answered(house.db, house.note(2).items[0].text, "第一句。", "第二句。", "会议取消了。")

    house.choose(question, "theirs")

    assert ("Mødet blev aflyst.", "第三句。") not in rows(house.db, "SELECT source, target FROM memory")


def test_paragraph_that_would_be_removed_is_shown_first(house: House) -> None:
    logged(house.db, house.place, "Titel: Opfølgning\n1. Første punkt.\n2. Andet punkt.\n3. Tredje punkt.\n")
    house.publish()
    line = line_with(house.text(LOOSE_DA), "Andet punkt.")
    own = line.replace("Andet punkt.", "Andet punkt. Og mere.") + "\nPARTNERENS EGET AFSNIT.\n"
    house.wiki.edits(LOOSE_DA, house.text(LOOSE_DA).replace(line, own))
    (question,) = house.publish().asked
    retyped(house, 2, "3. Tredje", "3. Helt nyt punkt.\n4. Tredje")

    chosen = house.choose(question, "ours")

    told = chosen.question.others if chosen.question else ()
    assert "PARTNERENS" in str(told) or "PARTNERENS" in house.text(LOOSE_DA)


def test_what_an_editor_without_marks_saved_is_shown_whole(house: House) -> None:
    logged(house.db, house.place, TWO)
    house.publish()
    house.wiki.replaces(LOOSE_DA, "Tredje slutter.<!--/item-->", "Tredje er helt om. Fjerde er ny.")
    (question,) = house.publish().asked
    assert "Fjerde er ny." in str((question.lost, question.others))
    house.wiki.replaces(LOOSE_DA, "Fjerde er ny.", "Fjerde er ny. Femte også.")

    chosen = house.choose(question, "ours")

    assert chosen.question is not None
    assert "Femte også." in str((chosen.question.lost, chosen.question.others))


@pytest.mark.parametrize("where", [2, 9, 11])
@pytest.mark.parametrize("own", ["\n\nPARTNERENS EGET AFSNIT.", " — PARTNERENS TILFØJELSE"])
@pytest.mark.parametrize(
    "change", [("1. Punkt", "1. Helt nyt punkt.\n2. Punkt"), ("1. Punkt nummer 1 ", "1. Et "), ("7. ", "7. Nyt.\n8. ")]
)
def test_one_more_item_is_no_change_of_the_others(house: House, where: int, own: str, change: tuple[str, str]) -> None:
    logged(house.db, house.place, LONG)
    house.publish()
    line = line_with(house.text(LOOSE_DA), f"Punkt nummer {where} ").rstrip("\n")
    house.wiki.edits(LOOSE_DA, house.text(LOOSE_DA).replace(line, line + own))
    assert house.publish().asked == []
    retyped(house, 2, *change)

    ran = house.publish()

    assert (ran.asked, house.states()[LOOSE_DA]) == ([], "published")
    assert "PARTNERENS" in house.text(LOOSE_DA)


def test_partners_paragraph_stays_when_a_page_is_known_again(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, house.text().replace("\n\n</div>", OWN))
    assert house.publish().asked == []
    with house.db.write() as tx:
        publications.remove(tx, house.publication)
    at_address(house, "https://wiki.example/api.php")

    for question in house.publish().asked:
        house.choose(question, "ours")

    assert "PARTNERENS EGET AFSNIT" in house.text()


def test_our_own_text_is_known_on_a_page_on_which_a_partner_wrote(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, house.text().replace("\n\n</div>", OWN))
    house.publish()
    house.rewords(OVERSIGT, "CLEAN sender en liste over virksomheder")
    house.breaks_off(after=0)
    house.rewords("en liste over virksomheder", "CLEAN sender en kort liste")

    ran = house.publish()

    assert (ran.conflicts, ran.asked) == (0, [])
    assert "CLEAN sender en kort liste" in house.text()
    assert "PARTNERENS EGET AFSNIT" in house.text()


def test_our_own_text_is_known_after_two_runs_that_broke_off(house: House) -> None:
    house.publish()
    house.rewords(OVERSIGT, "CLEAN sender en liste over virksomheder")
    house.breaks_off(after=0)
    house.rewords("en liste over virksomheder", "CLEAN sender en kort liste")
    house.wiki.takes_nothing = True
    with pytest.raises(WikiUnreachable):
        house.publish()
    house.wiki.takes_nothing = False

    ran = house.publish()

    assert (ran.conflicts, ran.asked) == (0, [])


def test_same_edit_made_once_more_is_asked_about_once_more(house: House) -> None:
    house.publish()
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")
    (question,) = house.publish().asked
    house.choose(question, "ours")
    house.wiki.replaces(DA, DRIFT, "Driftsmøde hver måned.")

    assert len(house.publish().asked) == 1


def test_mark_below_a_line_of_a_partner_is_not_doubled(house: House) -> None:
    house.publish()
    house.wiki.edits(DA, "{{Projekt}}\n" + house.text())
    house.rewords(OVERSIGT, "CLEAN sender en liste")
    house.publish()

    assert house.text().count("<!--jordbro") == 1
    assert house.text().startswith("{{Projekt}}")


@pytest.mark.parametrize("words", ["Listen over virksomheder sendes", "CLEAN sender listen"])
def test_action_stays_one_when_another_item_is_changed_in_the_form(house: House, words: str) -> None:
    logged(house.db, house.place, LOOSE)
    house.rewords_in(2, "2", words)
    before = house.note(2).items[1]

    retyped(house, 2, "Sidste punkt.", "Sidste punkt er rettet.")

    after = house.note(2)
    assert (after.items[1].kind, after.items[1].text) == (before.kind, before.text)
    assert (after.items[1].action, after.items[2].text.content) == (before.action, "Sidste punkt er rettet.")


@pytest.mark.parametrize(
    "words", ["Deltagere: CLEAN og NIES i marken", "Sted: Nanjing", "Formål: at følge op", "Aftale: x"]
)
def test_words_taken_from_a_wiki_stay_an_item_when_another_one_is_changed_in_the_form(house: House, words: str) -> None:
    logged(house.db, house.place, LOOSE)
    house.publish()
    house.wiki.replaces(LOOSE_DA, "Første punkt.", words)
    (question,) = house.publish().asked
    house.choose(question, "theirs")
    before = house.note(2)

    retyped(house, 2, "Sidste punkt.", "Sidste punkt er rettet.")

    after = house.note(2)
    assert [(item.id, item.kind) for item in after.items] == [(item.id, item.kind) for item in before.items]
    assert after.items[0].text.content == words
    assert (after.place, after.purpose, after.participants) == (before.place, before.purpose, before.participants)


def test_agreement_keeps_its_state_when_another_item_is_changed_in_the_form(house: House) -> None:
    house.publish()
    mou = item_with(house.note(), "MoU")
    house.wiki.replaces(DA, part(mou.id, mou.text.content), part(mou.id, "MoU mellem CLEAN og NIES er underskrevet"))
    (question,) = house.publish().asked
    house.choose(question, "theirs")

    retyped(house, 1, "Akademiet ønsker", "Akademiet vil gerne")

    assert item_with(house.note(), "MoU").agreement_state == mou.agreement_state == "expected"


@pytest.mark.parametrize("title", ["Workshop, Nanjing", "Møde 3. maj 2018", "Opfølgning i Nanjing"])
def test_title_typed_in_the_form_is_kept_whole(house: House, title: str) -> None:
    note = house.note()
    typed = replace(as_typed(note), title=title)

    edit_note(house.db, house.place.viewer, note.id, note.version, typed, today=NOW.date(), now=house.now)

    after = house.note()
    assert (after.title.content, after.held_on) == (title, note.held_on)
    assert after.place is not None
    assert after.place.content == "Nanjing"
