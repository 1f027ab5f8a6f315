"""Who may do what in a space, by words and by forms, in all three languages."""

from pathlib import Path

import pytest

from bot.workspace.driver import LocalWorkspace
from bot.workspace.seen import Seen
from tests.integration.making import rows
from tests.scenarios.bot import CHANNEL, Bot, running
from tests.scenarios.engine import RecordingEngine

REGION, JEPD = "T0REGION", "T0JEPD"


def lines(plain: str, start: str) -> list[str]:
    """What stands below a line that begins so, until the buttons."""
    found = plain.splitlines()
    at = next(number for number, line in enumerate(found) if line.startswith(start))
    return [line for line in found[at:] if not line.startswith("[")]


def test_the_page_says_who_is_there_and_in_which_role(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.mention("@jordbro samarbejde tilføj @lars CLEAN", channel=CHANNEL)

    mette.command("/space", channel=CHANNEL)
    page = mette.last(CHANNEL).plain
    li.mention("@jordbro 合作", channel=CHANNEL)

    assert lines(page, "Personer og roller") == [
        "Personer og roller",
        "Interne referater: ikke slået til.",
        "Lars Bro (CLEAN) — medlem — CLEAN",
        "Mette Holm — ejer",
        "李明 — medlem",
    ]
    assert "[Personer og roller]" in page
    assert "[人员与角色]" not in li.last(CHANNEL).plain


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("da", "samarbejde rolle @li ejer", "Rolle for 李明 i dette samarbejde: ejer."),
        ("zh", "合作 角色 @li 读者", "李明 在这个合作中的角色：读者（只读）。"),
        ("en", "space role @li member", "Role of 李明 in this cooperation: member."),
    ],
)
def test_an_owner_gives_roles_by_words(bot: Bot, language: str, said: str, told: str) -> None:
    mette = bot.user("mette", language)  # type: ignore[arg-type]

    mette.mention(f"@jordbro {said}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == told


def labels(seen: Seen) -> set[str]:
    """What buttons a message has."""
    return set(seen.buttons)


def test_only_owners_are_shown_what_only_they_may_do(store_path: Path, workspace: LocalWorkspace) -> None:
    owners = {"Brug et andet samarbejde", "Opret et samarbejde", "Hvem må oversætte", "Opbevaring og log",
              "Personer og roller", "Interne referater"}  # fmt: skip
    with running(workspace, f"sqlite:///{store_path}", RecordingEngine()) as bot:
        mette, lars, li = bot.user("mette", "da"), bot.user("lars", "da"), bot.user("li", "da")
        mette.mention("@jordbro samarbejde rolle @lars læser", channel=CHANNEL)
        pages = []
        for person in (mette, li, lars):
            person.mention("@jordbro samarbejde", channel=CHANNEL)
            pages.append(person.last(CHANNEL))

    assert labels(pages[0]) == owners | {"Tilføj en person", "Kanaler"}
    assert labels(pages[1]) == {"Tilføj en person", "Kanaler"}
    assert labels(pages[2]) == {"Kanaler"}
    told = "Ejerne bestemmer om kanaler, oversættelse, roller og opbevaring: Mette Holm."
    assert [told in page.plain for page in pages] == [False, True, True]


def test_what_owners_choose_is_shown_to_others_with_who_they_are(store_path: Path, workspace: LocalWorkspace) -> None:
    with running(workspace, f"sqlite:///{store_path}", RecordingEngine()) as bot:
        li = bot.user("li", "da")
        found = []
        for said in ("motorer", "opbevaring"):
            li.mention(f"@jordbro samarbejde {said}", channel=CHANNEL)
            found.append(li.last(CHANNEL))

    assert [one.plain.splitlines()[-1] for one in found] == [
        "Ejerne bestemmer om kanaler, oversættelse, roller og opbevaring: Mette Holm."
    ] * 2
    assert [labels(one) for one in found] == [set(), set()]


def test_a_button_that_was_there_before_is_refused_when_it_is_pressed(
    store_path: Path, workspace: LocalWorkspace
) -> None:
    with running(workspace, f"sqlite:///{store_path}", RecordingEngine()) as bot:
        mette, li = bot.user("mette", "da"), bot.user("li", "da")
        mette.mention("@jordbro samarbejde rolle @li ejer", channel=CHANNEL)
        li.mention("@jordbro samarbejde", channel=CHANNEL)
        page = li.last(CHANNEL)
        li.mention("@jordbro samarbejde opbevaring", channel=CHANNEL)
        keeping = li.last(CHANNEL)
        mette.mention("@jordbro samarbejde rolle @li medlem", channel=CHANNEL)
        told = []
        pressed = [(page, one) for one in ("Opret et samarbejde", "Hvem må oversætte", "Personer og roller")]
        for on, label in (*pressed, (keeping, "Gem i …")):
            li.press(label, on=on)
            told.append((li.modal, li.last(CHANNEL).plain))

    assert told == [(None, "Det kan kun ejerne af samarbejdet. Spørg Mette Holm.")] * 4


def test_an_owner_gives_a_role_by_the_form_and_the_partner_may_then_do_it_too(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/space", channel=CHANNEL)
    mette.press("Personer og roller", on=mette.last(CHANNEL))
    mette.submit({"Person": "U0LI", "Hvad personen må": "ejer"})
    assert mette.last(CHANNEL).plain == "Rolle for 李明 i dette samarbejde: ejer."

    li.mention("@jordbro 合作 角色 @lars 读者", channel=CHANNEL)
    assert li.last(CHANNEL).plain == "Lars Bro (CLEAN) 在这个合作中的角色：读者（只读）。"

    bot.user("lars", "da").command("/note", "Opgave: CLEAN sender tal", channel=CHANNEL)
    assert bot.user("lars").last(CHANNEL).plain == (
        "Du kan læse her, men ikke ændre noget. En ejer kan lave det om: Mette Holm · 李明.\n"
        "Det her skrev du:\nOpgave: CLEAN sender tal"
    )
    assert bot.notes() == ()


def test_a_member_is_told_who_the_owners_are(bot: Bot) -> None:
    li = bot.user("li", "zh")

    for said in ("角色 @li 管理员", "角色 @li 国王", "所属方", "内部", "引擎 全部"):
        li.mention(f"@jordbro 合作 {said}", channel=CHANNEL)
        assert li.last(CHANNEL).plain == "只有这个合作的管理员可以这样做。请联系 Mette Holm。"


def test_the_last_owner_is_told_to_name_another_first(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.mention("@jordbro samarbejde rolle @mette medlem", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == (
        "Der er ingen anden ejer. Gør først en anden til ejer: »@jordbro samarbejde rolle @navn ejer«."
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("rolle ejer", "Nævn personen med @, og skriv rollen (ejer, medlem eller læser)"),
        ("rolle @li", "Nævn personen med @, og skriv rollen (ejer, medlem eller læser)"),
        ("rolle @li konge", "Nævn personen med @, og skriv rollen (ejer, medlem eller læser)"),
        ("rolle @zhao ejer", "Den person er ikke med i samarbejdet."),
        ("side Region", "Nævn personen med @, og skriv siden"),
        ("side @li JEPD", "Samarbejdet har ingen sider endnu."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(bot: Bot, said: str, told: str) -> None:
    mette = bot.user("mette", "da")

    mette.mention(f"@jordbro samarbejde {said}", channel=CHANNEL)

    assert mette.last(CHANNEL).plain.startswith(told)


def test_a_reader_gets_back_what_stood_in_a_refused_command(bot: Bot) -> None:
    mette, lars = bot.user("mette", "da"), bot.user("lars", "da")
    mette.mention("@jordbro samarbejde rolle @lars læser", channel=CHANNEL)

    lars.command("/glossary", "tilføj jordhotel = 土壤暂存场 = soil hotel", channel=CHANNEL)

    assert lars.last(CHANNEL).plain == (
        "Du kan læse her, men ikke ændre noget. En ejer kan lave det om: Mette Holm.\n"
        "Det her skrev du:\ntilføj jordhotel = 土壤暂存场 = soil hotel"
    )


def test_sides_are_chosen_in_a_form_that_shows_who_would_stand_where(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    li.mention("@jordbro 待办", channel=CHANNEL)  # so that Slack is asked who that is
    mette.command("/space", "intern", channel=CHANNEL)

    form = mette.modal
    assert form is not None
    assert form.plain.splitlines()[-7:] == [
        "Efter navn står ingen på en side, før en ejer sætter dem på en.",
        "Sådan ville I stå nu, efter arbejdsområde:",
        "Side: arbejdsområdet med Lars Bro (CLEAN)",
        "Lars Bro (CLEAN)",
        "Mette Holm",
        "Side: arbejdsområdet med 李明",
        "李明",
    ]
    mette.submit({"Interne referater her": "Efter navn: ejerne siger hvem"})
    mette.mention("@jordbro samarbejde side @mette Region Hovedstaden", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "Rolle for Mette Holm i dette samarbejde: ejer. Side: Region Hovedstaden."
    mette.press("Personer og roller", on=[one for one in mette.messages(CHANNEL) if "[Personer og" in one.plain][-1])
    mette.submit({"Person": "U0LI", "Eller en ny side: skriv dens navn": "JEPD"})
    mette.command("/space", channel=CHANNEL)

    assert lines(mette.last(CHANNEL).plain, "Interne referater:") == [
        "Interne referater: hver side har sine egne; ejerne siger, hvem der står hvor.",
        "Side: JEPD",
        "李明 — medlem",
        "Side: Region Hovedstaden",
        "Mette Holm — ejer",
        "På ingen side",
        "Lars Bro (CLEAN) — medlem",
    ]
    mette.mention("@jordbro samarbejde side @li ingen", channel=CHANNEL)
    assert mette.last(CHANNEL).plain.startswith("Kun en ejer, der selv står på den side")
    assert rows(bot.db, "SELECT side FROM roles ORDER BY person_id") == [("Region Hovedstaden",), ("JEPD",)]


def test_a_side_named_after_an_organisation_is_one_side_and_reads_in_every_language(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    li.mention("@jordbro 纪要：待办：省厅答复", channel=CHANNEL)
    li.mention("@jordbro 合作 添加 @li 省厅", channel=CHANNEL)
    mette.command("/space", "intern", channel=CHANNEL)
    mette.submit({"Interne referater her": "Efter navn: ejerne siger hvem"})

    mette.mention("@jordbro samarbejde side @li 江苏省环境保护厅", channel=CHANNEL)
    assert mette.last(CHANNEL).plain == "Rolle for 李明 i dette samarbejde: medlem. Side: JEPD."
    mette.mention("@jordbro samarbejde side @li JEPD", channel=CHANNEL)
    li.mention("@jordbro 合作", channel=CHANNEL)

    assert "所属方：江苏省环境保护厅" in li.last(CHANNEL).plain
    assert rows(bot.db, "SELECT side FROM roles WHERE side != ''") == [("江苏省环境保护厅",)]


def test_where_no_form_can_be_opened_a_button_leads_to_it(bot: Bot) -> None:
    mette = bot.user("mette", "en")

    mette.mention("@jordbro space internal", channel=CHANNEL)
    mette.press("Internal notes", on=mette.last(CHANNEL))
    mette.submit({"Internal notes here": "By workspace"})

    assert "each workspace has its own" in mette.last(CHANNEL).plain
