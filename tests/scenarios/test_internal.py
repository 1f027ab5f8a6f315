"""Internal notes: a Dane, a partner from another workspace, and a partner who is a guest of the Danish one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.record import Note
from bot.services.read_note import read_note
from bot.slack.vault import new_key
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen
from bot.workspace.setups import guests, one_side
from tests.integration.making import rows
from tests.scenarios.bot import CHANNEL, Bot, cards

REGION = "T0REGION"
NOTE = "Vi venter med prisen\nOpgave: Mette Holm skriver udkast - frist: 27. januar 2017"
MARK = "🔒 Intern · kun for Region Hovedstaden"


def _started(bot: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    bot.ws.deliveries.retry_delays = ()
    made = Bot(bot, f"sqlite:///{store_path}", token_keys=(new_key(),))
    made.install(REGION)
    made.space()
    for name in ("mette", "lars", "li", "wang"):
        made.user(name).mention("@jordbro help", channel=CHANNEL)  # so that Slack is asked who that is
    mette = made.user("mette", "da")
    mette.command("/space", "intern", channel=CHANNEL)
    mette.submit({"Interne referater her": "Efter arbejdsområde"})
    yield made
    made.runtime.stop()


@pytest.fixture
def connected(store_path: Path) -> Iterator[Bot]:
    """Partners in a workspace of their own, without the app."""
    with LocalWorkspace.start(one_side()) as made:
        yield from _started(made, store_path)


@pytest.fixture
def at_home(store_path: Path) -> Iterator[Bot]:
    """Partners as members and guests of the Danish workspace."""
    with LocalWorkspace.start(guests()) as made:
        yield from _started(made, store_path)


def inner(bot: Bot) -> list[Note]:
    found = rows(
        bot.db, "SELECT n.id, n.space_id FROM notes n JOIN spaces s ON s.id = n.space_id WHERE s.parent_id > 0"
    )
    return [read_note(bot.db, keeper(space_id), note_id) for note_id, space_id in found]


def told(person: Person) -> Seen:
    """The last thing that Jordbro told somebody in the channel."""
    return [one for one in person.messages(CHANNEL) if one.name == "Jordbro"][-1]


def shown_to(person: Person) -> str:
    """All that Jordbro shows somebody, in the channel, directly, and in App Home."""
    found = [one.plain for one in (*person.messages(CHANNEL), *person.messages(None)) if one.name == "Jordbro"]
    return "\n".join([*found, person.home.plain if person.home else ""])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "referat intern: {}"),
        ("da", "referat intern\n{}"),
        ("da", "internt referat: {}"),
        ("en", "note internal: {}"),
        ("en", "Internal note: {}"),
        ("zh", "纪要 内部：{}"),
        ("zh", "内部纪要：{}"),
        ("zh", "内部纪要 {}"),
    ],
)
def test_an_internal_note_is_asked_for_by_words(connected: Bot, language: Language, said: str) -> None:
    mette = connected.user("mette", language)
    before = len(cards(mette))

    mette.mention(f"@jordbro {said.format(NOTE)}", channel=CHANNEL)

    (note,) = inner(connected)
    assert (note.label, note.title.content) == ("i1", "Vi venter med prisen")
    assert told(mette).ephemeral
    assert "🔒" in told(mette).plain
    assert len(cards(mette)) == before
    assert connected.notes() == ()


def test_its_writer_sees_it_whole_with_the_buttons_of_a_card(connected: Bot) -> None:
    mette = connected.user("mette", "da")

    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)

    shown = told(mette)
    assert shown.plain.splitlines()[0] == MARK
    assert shown.plain.splitlines()[1].startswith("Referat i1 er gemt, kun for Region Hovedstaden.")
    assert shown.plain.splitlines()[2] == "i1 · Vi venter med prisen"
    assert {"Ret", "Gennemse", "Vis original", "Historik", "Resumé", "Udført"} <= shown.buttons.keys()


def test_the_partners_see_nothing_of_it_anywhere(connected: Bot) -> None:
    mette, li, wang = connected.user("mette", "da"), connected.user("li", "zh"), connected.user("wang", "zh")

    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)
    mette.command("/actions", channel=CHANNEL)
    assert "i1.1" in told(mette).plain
    for partner in (li, wang):  # from the other workspace, and a guest of this one
        for said in ("待办", "待办 全部", "摘要", "摘要 i1", "审校", "简报 预览", "合作", "待办 udkast"):
            partner.mention(f"@jordbro {said}", channel=CHANNEL)
        partner.dm("待办 我的")
        partner.open_home()
        seen = shown_to(partner)
        assert "udkast" not in seen
        assert "prisen" not in seen
        assert "i1." not in seen


def test_its_own_side_has_it_in_lists_summary_and_home_marked(connected: Bot) -> None:
    mette, lars = connected.user("mette", "da"), connected.user("lars", "da")
    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)

    lars.command("/actions", channel=CHANNEL)
    assert "i1.1 Mette Holm skriver udkast - frist: 27. januar 2017" in told(lars).plain
    assert "🔒 Intern" in told(lars).plain
    lars.mention("@jordbro resumé §i1", channel=CHANNEL)
    summary = told(lars)
    assert summary.plain.splitlines()[:2] == ["i1 · Vi venter med prisen", "🔒 Intern"]
    assert "Del i kanalen" not in summary.buttons
    assert "Ret" in summary.buttons
    mette.open_home()
    assert mette.home is not None
    assert "i1.1" in mette.home.plain
    assert "🔒 Intern" in mette.home.plain


def test_what_is_shared_in_the_channel_leaves_it_out(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    mette.command("/note", "Fælles møde\nDato: 20. januar 2017\nBeslutning: Vi mødes.", channel=CHANNEL)
    mette.command("/note", f"intern: Kun os\nDato: 20. januar 2017\n{NOTE}", channel=CHANNEL)

    mette.command("/summary", "i dag", channel=CHANNEL)
    private = told(mette)
    assert "udkast" in private.plain
    assert "Interne referater kommer ikke med, når du deler." in private.plain
    mette.press("Del i kanalen", on=private)

    shared = cards(mette)[-1].plain
    assert "Vi mødes" in shared
    assert "udkast" not in shared
    assert "🔒" not in shared


def test_who_writes_it_in_the_open_is_told_to_delete_that(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    warning = "Din besked med de ord står i kanalen, hvor alle læser den: slet den."

    mette.mention(f"@jordbro referat intern: {NOTE}", channel=CHANNEL)
    assert warning in told(mette).plain
    mette.mention("@jordbro referat intern vi venter", channel=CHANNEL)
    assert "Men din besked står i kanalen, hvor alle læser den" in told(mette).plain
    mette.press("Kun Region Hovedstaden", on=told(mette))
    assert warning in told(mette).plain

    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)
    assert warning not in told(mette).plain


def test_a_note_that_merely_begins_so_is_neither_shared_nor_hidden_by_mistake(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    before = len(cards(mette))

    mette.command("/note", "intern revision blev drøftet\nOpgave: CLEAN svarer", channel=CHANNEL)
    asked = told(mette)
    assert asked.plain.splitlines()[:2] == [
        "Dit referat begynder med »intern«. Hvem skal kunne se det?",
        "Jeg har gemt din tekst, og ingen har set den.",
    ]
    assert (connected.notes(), inner(connected), len(cards(mette))) == ((), [], before)
    mette.press("Gem det for alle", on=asked)

    (note,) = connected.notes()
    assert note.title.content == "intern revision blev drøftet"
    assert len(cards(mette)) == before + 1


def test_a_note_that_meant_it_is_kept_for_one_side(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    before = len(cards(mette))

    mette.mention("@jordbro referat intern vi venter med prisen", channel=CHANNEL)
    mette.press("Kun Region Hovedstaden", on=told(mette))

    assert [note.items[0].text.content for note in inner(connected)] == ["vi venter med prisen"]
    assert len(cards(mette)) == before
    assert rows(connected.db, "SELECT count(*) FROM drafts") == [(0,)]


def test_a_second_note_that_waited_for_the_answer_is_not_taken_for_the_first(connected: Bot) -> None:
    mette, li = connected.user("mette", "da"), connected.user("li", "zh")
    mette.mention("@jordbro referat intern vi venter med prisen", channel=CHANNEL)
    mette.press("Kun Region Hovedstaden", on=told(mette))

    li.mention("@jordbro 纪要 内部 我们先等等", channel=CHANNEL)
    li.press("仅限你自己的工作区", on=told(li))
    mette.mention("@jordbro referat intern revision blev drøftet", channel=CHANNEL)
    mette.press("Gem det for alle", on=told(mette))

    assert {note.items[0].text.content for note in inner(connected)} == {"vi venter med prisen", "我们先等等"}
    assert [note.items[0].text.content for note in connected.notes()] == ["intern revision blev drøftet"]


def test_the_form_has_a_box_for_it(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    mette.command("/note", channel=CHANNEL)
    assert mette.modal is not None
    assert "Hvem skal kunne se det" in mette.modal.fields

    mette.submit({"Referat": NOTE, "Hvem skal kunne se det": ["Kun vores side: Region Hovedstaden"]})

    assert told(mette).plain.splitlines()[0] == MARK
    assert [note.label for note in inner(connected)] == ["i1"]


def test_one_asked_for_by_mention_without_words_comes_with_the_box_ticked(connected: Bot) -> None:
    mette = connected.user("mette", "da")

    mette.mention("@jordbro internt referat", channel=CHANNEL)
    assert told(mette).plain.startswith("Tryk på knappen, og skriv det interne referat i formularen")
    mette.press("Skriv internt referat", on=told(mette))
    mette.submit({"Referat": NOTE})

    assert [note.label for note in inner(connected)] == ["i1"]


def test_nobody_gets_a_form_for_it_that_would_share_it(connected: Bot) -> None:
    mette, wang = connected.user("mette", "da"), connected.user("wang", "zh")
    wang.command("/note", "内部", channel=CHANNEL)
    assert (wang.modal, told(wang).plain[:17]) == (None, "还没有人说明你属于哪一方，所以什么")

    mette.command("/space", "intern", channel=CHANNEL)
    mette.submit({"Interne referater her": "Ingen interne referater"})
    mette.command("/note", "intern", channel=CHANNEL)

    assert mette.modal is None
    assert told(mette).plain.startswith("Der er ingen interne referater i dette samarbejde")


def test_more_room_keeps_the_box_ticked(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    mette.command("/note", "intern", channel=CHANNEL)

    mette.press("Mere plads")
    mette.submit({"Referat": NOTE})

    assert [note.label for note in inner(connected)] == ["i1"]


def test_it_is_edited_and_settled_privately(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)
    before = len(cards(mette))

    mette.press("Ret", on=told(mette))
    assert mette.modal is not None
    assert MARK in mette.modal.plain
    mette.submit({"Referat": f"{NOTE}\nOpgave: CLEAN regner"})
    assert told(mette).ephemeral
    assert told(mette).plain.splitlines()[1] == ("Det interne referat er gemt. Kun Region Hovedstaden kan se det.")
    mette.press("Udført", on=told(mette))

    assert told(mette).ephemeral
    assert len(cards(mette)) == before


def test_what_is_done_in_it_is_shown_where_it_stands_and_can_be_taken_back_there(connected: Bot) -> None:
    mette, lars = connected.user("mette", "da"), connected.user("lars", "da")
    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)
    note, before = told(mette), len(mette.messages(CHANNEL))

    mette.press("Udført", on=note)
    done = told(mette)
    mette.press("Fortryd", on=done)
    undone = told(mette)

    assert len(mette.messages(CHANNEL)) == before
    assert (done.plain.splitlines()[0], done.plain.splitlines()[1]) == (MARK, "i1.1 er markeret som udført. [Fortryd]")
    assert ("☑ Opgave, udført" in done.plain, "Genåbn" in done.buttons, "Udført" in done.buttons) == (True, True, False)
    assert (undone.plain.splitlines()[0], "Udført" in undone.buttons, "Fortryd" in undone.buttons) == (
        MARK,
        True,
        False,
    )
    lars.mention("@jordbro opgaver alle", channel=CHANNEL)
    assert "i1.1" in told(lars).plain


def test_a_forged_note_is_not_shown_by_the_button_of_another(connected: Bot) -> None:
    mette, li = connected.user("mette", "da"), connected.user("li", "zh")
    mette.command("/note", f"intern: {NOTE}", channel=CHANNEL)
    li.mention("@jordbro 纪要 待办：JEPD 答复", channel=CHANNEL)
    (own,) = rows(
        connected.db, "SELECT i.id FROM items i JOIN actions a ON a.item_id = i.id ORDER BY i.id DESC LIMIT 1"
    )

    for message in connected.workspace.world.channels["C0JIANGSU"].messages:
        forged = json.dumps({"item": own[0], "inner": 1}, separators=(",", ":"))
        written = json.dumps(message.blocks).replace(json.dumps(f'{{"item":{own[0]}}}'), json.dumps(forged))
        message.blocks = json.loads(written)
    li.press("Udført · 完成", on=cards(li)[-1])
    status = "SELECT status FROM actions WHERE item_id = :id"

    assert rows(connected.db, status, id=own[0]) == [("done",)]
    assert "udkast" not in shown_to(li)
    assert "prisen" not in shown_to(li)


def test_the_partner_is_named_and_not_told(connected: Bot) -> None:
    mette, li = connected.user("mette", "da"), connected.user("li", "zh")

    mette.command("/note", "intern: Spørgsmål\nOpgave: @李明 svarer - frist: 27. januar 2017", channel=CHANNEL)

    assert "Kan ikke se referatet og får ikke besked om det: 李明." in told(mette).plain
    assert "svarer" not in shown_to(li)


def test_a_guest_stands_on_no_side_and_gets_the_words_back(connected: Bot) -> None:
    wang = connected.user("wang", "zh")

    wang.mention("@jordbro 内部纪要：我们先等等", channel=CHANNEL)

    assert told(wang).plain == (
        "还没有人说明你属于哪一方，所以什么也没有保存。管理员可以指定：“@jordbro 合作 所属方 @姓名 ……”。\n"
        "这是你写的内容：\n我们先等等"
    )
    assert inner(connected) == []


def test_the_partner_keeps_their_own(connected: Bot) -> None:
    mette, li = connected.user("mette", "da"), connected.user("li", "zh")

    li.mention("@jordbro 内部纪要：我们先等等", channel=CHANNEL)
    mette.command("/actions", "alle", channel=CHANNEL)

    assert told(li).plain.splitlines()[0].startswith("🔒 内部 · 仅限")
    assert "我们先等等" not in shown_to(mette)


def test_in_a_space_without_internal_notes_the_words_come_back(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "intern: Kun for os", channel=CHANNEL)

    assert told(mette).plain == (
        "Der er ingen interne referater i dette samarbejde, så intet er gemt. En ejer kan tillade dem:"
        " »@jordbro samarbejde intern«.\nDet her skrev du:\nKun for os"
    )
    mette.command("/note", channel=CHANNEL)
    assert mette.modal is not None
    assert "Hvem skal kunne se det" not in mette.modal.fields


def test_in_a_direct_message_the_only_space_is_meant_or_one_is_chosen(connected: Bot) -> None:
    mette = connected.user("mette", "da")
    mette.dm(f"referat intern: {NOTE}")
    assert mette.last(None).plain.splitlines()[0] == MARK

    mette.command("/space", "opret Andet", channel="jord-lukket")
    mette.command("/space", "intern", channel="jord-lukket")
    mette.submit({"Interne referater her": "Efter arbejdsområde"})
    mette.dm("referat intern: Kun os igen")
    mette.press("Andet: Region Hovedstaden", on=mette.last(None))

    labels = sorted((note.label, note.items[-1].text.content) for note in inner(connected))
    assert [label for label, _ in labels] == ["i1", "i1"]
    assert "Kun os igen" in [words for _, words in labels]


def test_among_members_of_one_workspace_sides_go_by_name(at_home: Bot) -> None:
    mette, li, wang = at_home.user("mette", "da"), at_home.user("li", "zh"), at_home.user("wang", "zh")
    mette.command("/space", "intern", channel=CHANNEL)
    mette.submit({"Interne referater her": "Efter navn: ejerne siger hvem"})
    mette.mention("@jordbro samarbejde side @mette Region Hovedstaden", channel=CHANNEL)
    mette.mention("@jordbro samarbejde side @li JEPD", channel=CHANNEL)
    mette.mention("@jordbro samarbejde rolle @li ejer", channel=CHANNEL)
    li.mention("@jordbro 合作 所属方 @wang JEPD", channel=CHANNEL)
    assert told(li).plain == "王芳 在这个合作中的角色：成员。所属方：JEPD。"

    wang.mention("@jordbro 内部纪要：我们先等等", channel=CHANNEL)
    li.mention("@jordbro 摘要 i1", channel=CHANNEL)
    mette.mention("@jordbro resumé i1", channel=CHANNEL)

    assert "我们先等等" in told(li).plain
    assert "我们先等等" not in shown_to(mette)
    mette.mention("@jordbro samarbejde side @mette JEPD", channel=CHANNEL)
    assert told(mette).plain.startswith("Kun en ejer, der selv står på den side")
