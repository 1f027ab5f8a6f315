"""What nobody should type, press or send twice: a clear sentence, nothing lost, nothing stored twice."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.workspace.driver import LocalWorkspace, Person
from tests.scenarios.bot import CHANNEL, Bot, card, cards

NOTE = "Møde, 10. januar 2017\nBeslutning: Vi mødes i juli.\n- [ ] CLEAN sender tal inden 1. marts"
EMPTY = "Der er ingen ord i referatet, så der er ikke gemt noget."
TYPED = "Det her skrev du:"
TRY = "Prøv seneste, i dag, uge, måned, siden 1. januar, et referatnummer eller et ord fra referatet."
LIVE = ("<!", "<@", "<#", "<http", "<mailto")


def words_sent(workspace: LocalWorkspace) -> Iterator[str]:
    """Every text in Slack's markup that we sent, in blocks and beside them."""
    for call in workspace.calls():
        yield from marked({"type": "mrkdwn", "text": call.args.get("text", "")})
        blocks = call.args.get("blocks") or []
        yield from marked(json.loads(blocks) if isinstance(blocks, str) else blocks)


def marked(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from marked(one)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for inner in value.values():
            yield from marked(inner)


def test_an_empty_note_opens_the_form(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "   ", channel=CHANNEL)

    assert mette.modal is not None
    assert mette.modal.title == "Skriv mødereferat"
    assert mette.submit().error == "invalid_input"
    assert bot.notes() == ()


@pytest.mark.parametrize("typed", ["🎉🎉", "\u200f\u200e", "...", "---", "🇩🇰 🇨🇳"])
def test_a_note_without_words_is_not_logged_and_given_back(bot: Bot, typed: str) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", typed, channel=CHANNEL)

    assert mette.last(CHANNEL).plain == f"{EMPTY}\n{TYPED}\n{typed}"
    assert bot.notes() == ()


def test_a_form_without_words_says_so_at_the_field(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", channel=CHANNEL)
    mette.submit({"Titel": "Fest", "Referat": "🎉🎉"})

    assert mette.modal is not None
    assert mette.modal.errors == {"text_0": EMPTY}
    assert (mette.modal.fields["Titel"].value, mette.modal.fields["Referat"].value) == ("Fest", "🎉🎉")
    assert bot.notes() == ()


def fifty_thousand() -> list[str]:
    lines = [f"Punkt {number}: jord & grundvand på grund nr. {number} undersøges <igen>." for number in range(1, 800)]
    return [line for index, line in enumerate(lines) if sum(map(len, lines[:index])) < 50_000]


def test_fifty_thousand_characters_by_mention(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    lines = fifty_thousand()

    mette.mention("@jordbro referat\n" + "\n".join(lines), channel=CHANNEL)

    (note,) = bot.notes()
    assert (note.head + note.body).splitlines() == lines
    assert "·".join(item.text.content for item in note.items).count("undersøges") == len(lines)
    li.press(action_id="note.show", on=card(li))
    assert li.modal is not None
    assert "还有" in li.modal.plain.splitlines()[-1]
    li.close_modal()
    mette.press(action_id="note.original", on=card(mette))
    assert mette.modal is not None
    assert [line for line in mette.modal.plain.splitlines() if line] == lines


def test_fifty_thousand_characters_by_form(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    lines = fifty_thousand()
    pieces = ["\n".join(lines[start : start + 30]) for start in range(0, len(lines), 30)]

    mette.command("/note", channel=CHANNEL)
    for _ in pieces[1:]:
        mette.press("Mere plads")
    mette.submit({f"text_{index}": piece for index, piece in enumerate(pieces)})

    (note,) = bot.notes()
    assert (note.head + note.body).splitlines() == lines


def test_more_than_the_most_is_refused_and_given_back(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    typed = "\n".join(f"Punkt {number} om jord & vand." for number in range(5000))

    mette.command("/note", typed, channel=CHANNEL)

    *others, first = (message.plain for message in mette.messages(CHANNEL))  # here the ack comes after the jobs
    told = f"Referatet har {len(typed)} tegn; der er plads til 100000. Del det op i flere referater.\n{TYPED}\n"
    assert first.startswith(told)
    assert "\n".join([first.removeprefix(told), *others]).split() == typed.split()
    assert bot.notes() == ()


DANGEROUS = "<!channel> <@U0LI> <script>alert(1)</script> & <mailto:x|klik> @here *fed* `kode`"


@pytest.mark.parametrize("by", ["command", "form"])
def test_text_from_people_never_comes_alive(bot: Bot, workspace: LocalWorkspace, by: str) -> None:
    mette = bot.user("mette", "da")

    if by == "command":
        mette.command("/note", f"Beslutning: Vi siger {DANGEROUS}", channel=CHANNEL)
    else:
        mette.command("/note", channel=CHANNEL)
        mette.submit({"Titel": DANGEROUS, "Sted": DANGEROUS, "Referat": f"Beslutning: Vi siger {DANGEROUS}"})

    assert bot.notes()[0].items[0].text.content == f"Vi siger {DANGEROUS}"
    assert [text for text in words_sent(workspace) if any(live in text for live in LIVE)] == []
    seen = "<!channel> <@U0LI> <script>alert(1)</script> & <mailto:x|klik> @here fed kode"
    assert f"Vi siger {seen}" in card(mette).plain
    mette.command("/summary", channel=CHANNEL)
    assert f"§1.1 Vi siger {seen}" in mette.last(CHANNEL).plain
    assert [text for text in words_sent(workspace) if any(live in text for live in LIVE)] == []


def test_names_and_channels_in_a_mention_are_read_as_names(bot: Bot, workspace: LocalWorkspace) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")

    li.mention("@jordbro 纪要 决定：请 @mette 看 #kantine 和 https://x.dk/a_b", channel=CHANNEL)

    assert bot.notes()[0].items[0].text.content == "请 @Mette Holm 看 #kantine 和 https://x.dk/a_b"
    assert "请 @Mette Holm 看 #kantine 和 https://x.dk/a_b" in card(mette).plain
    assert [text for text in words_sent(workspace) if any(live in text for live in LIVE)] == []


@pytest.mark.parametrize(
    ("who", "asked", "told"),
    [
        (
            "mette",
            "resumé 99",
            f"Jeg fandt intet møde for »99«. {TRY}",
        ),
        (
            "li",
            "摘要 火星",
            "没有找到与“火星”有关的会议。可以试试：最近、今天、本周、本月、自1月1日、纪要编号或纪要里的词。",
        ),
        (
            "mette",
            "resumé siden 31. februar",
            f"Jeg forstod ikke datoen. Skriv for eksempel: siden 10. januar 2026.\n{TYPED}\n31. februar",
        ),
        (
            "li",
            "摘要 自2月30日",
            "没有看懂日期。例如可以写：自2026年1月10日。\n这是你写的内容：\n2月30日",
        ),
    ],
)
def test_an_unknown_meeting_or_day_is_told_in_the_readers_language(bot: Bot, who: str, asked: str, told: str) -> None:
    bot.user("mette", "da").command("/note", NOTE, channel=CHANNEL)
    person = bot.user(who, "da" if who == "mette" else "zh")

    person.mention(f"@jordbro {asked}", channel=CHANNEL)

    assert person.last(CHANNEL).plain == told


def test_a_due_day_that_does_not_exist_is_kept_as_said(bot: Bot) -> None:
    mette = bot.user("mette", "da")

    mette.command("/note", "Opgave: CLEAN sender tal senest 31. februar 2017", channel=CHANNEL)

    assert bot.notes()[0].items[0].text.content == "CLEAN sender tal senest 31. februar 2017"
    mette.command("/actions", channel=CHANNEL)
    assert mette.last(CHANNEL).items[0] == "1.1 CLEAN sender tal senest 31. februar 2017"


def pressed_before_the_card_follows(bot: Bot, *people: Person) -> None:
    """Both see the same card: what the first does has not reached the second yet."""
    seen = [card(person) for person in people]
    bot.paused = True
    for person, on in zip(people, seen, strict=True):
        person.press("Udført · 完成", on=on)
    bot.paused = False
    bot.drain()


def test_of_two_who_press_done_at_once_the_second_hears_who_was_first(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    pressed_before_the_card_follows(bot, mette, li)

    assert li.last(CHANNEL).plain == "Mette Holm 已经把 1.2 标为完成。"
    assert "1.2 ☑ Opgave, udført · 待办，已完成" in card(mette).plain
    assert card(mette).plain == card(li).plain


def test_a_button_on_a_removed_item(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)
    li.mention("@jordbro 待办", channel=CHANNEL)
    shown = li.last(CHANNEL)

    mette.press("Ret · 修改", on=card(mette))
    mette.submit({"Referat": "Beslutning: Vi mødes i juli."})
    li.press("完成", on=shown)

    assert li.last(CHANNEL).plain == "这一条已经不存在，或者你不能查看。"
    assert [item.ref for item in bot.notes()[0].items] == ["1.1"]


def test_the_same_event_three_times_and_out_of_order_is_one_note(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")

    first = mette.mention(f"@jordbro referat\n{NOTE}", channel=CHANNEL)
    mette.mention("@jordbro opgaver", channel=CHANNEL)
    for event_id in [*first.more["event_ids"], *first.more["event_ids"]]:
        assert workspace.ws.deliveries.redeliver(event_id).ok

    assert [note.number for note in bot.notes()] == [1]
    assert len(cards(mette)) == 1
    assert [message.plain.splitlines()[0] for message in mette.messages(CHANNEL) if message.ephemeral] == [
        "Gemt som referat 1, »Møde«, med 2 punkter. Kortet kommer i kanalen.",
        "Én opgave",
    ]


def test_the_same_command_twice_is_one_note(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    kept: list[tuple[str, dict[str, str]]] = []

    def remember(body: str, headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        kept.append((body, headers))
        return bot.dispatch(body, headers)

    bot.workspace.use_dispatch(remember)
    mette.command("/note", NOTE, channel=CHANNEL)
    again = bot.dispatch(*kept[0])

    assert (again[0], again[1]) == (200, "")  # Slack repeats no command: it was somebody who had heard it
    assert len(bot.notes()) == len(cards(mette)) == 1


def test_a_form_sent_after_the_note_changed_keeps_what_was_typed(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    mette.press("Ret · 修改", on=card(mette))
    li.press("Ret · 修改", on=card(li))
    li.submit({"地点": "南京"})
    mette.submit({"Referat": "Beslutning: Vi mødes i august."})

    assert mette.modal is not None
    assert list(mette.modal.errors) == ["text_0"]
    assert mette.modal.errors["text_0"].startswith("En anden har ændret referatet, mens du skrev.")
    assert mette.modal.fields["Referat"].value == "Beslutning: Vi mødes i august."
    assert [item.text.content for item in bot.notes()[0].items] == [
        "Vi mødes i juli.",
        "CLEAN sender tal inden 1. marts",
    ]


def test_a_form_sent_after_its_action_was_removed_says_so(bot: Bot) -> None:
    mette, li = bot.user("mette", "da"), bot.user("li", "zh")
    mette.command("/note", NOTE, channel=CHANNEL)

    li.choose("Åbn en opgave … · 打开待办…", "1.2 CLEAN sender tal inden 1. marts", on=card(li))
    li.press(action_id="item.edit")
    mette.press("Ret · 修改", on=card(mette))
    mette.submit({"Referat": "Beslutning: Vi mødes i juli."})
    li.submit({"负责方": "省厅"})

    assert li.modal is not None
    assert li.modal.errors == {"text": "这一条已经不存在，或者你不能查看。"}
    assert li.modal.fields["负责方"].value == "省厅"


@pytest.mark.parametrize("asked", ["待办", "摘要", "合作", "纪要", "纪要：决定：七月再谈。"])
def test_a_person_in_no_space_hears_what_to_do(bot: Bot, asked: str) -> None:
    wang = bot.user("wang", "zh")

    wang.dm(asked)

    told = "你还没有加入任何合作。请在有土桥的频道里发一条消息提到 @jordbro，或请同事邀请你。"
    kept = "\n这是你写的内容：\n决定：七月再谈。" if "：" in asked else ""
    assert wang.last().plain == told + kept


@pytest.mark.parametrize("asked", ["opgaver", "resumé", "samarbejde", "referat"])
def test_a_channel_in_no_space_offers_to_make_one(bot: Bot, asked: str) -> None:
    wang = bot.user("wang", "da")

    wang.mention(f"@jordbro {asked}", channel="jord-internt")

    assert wang.last("jord-internt").plain == (
        "Kanalen hører ikke til et samarbejde endnu.\n[Opret et samarbejde] [Brug et andet samarbejde]"
    )


def test_nobody_sees_what_is_of_another_space(bot: Bot) -> None:
    mette, wang = bot.user("mette", "da"), bot.user("wang", "zh")
    bot.space("jord-internt", "Internt")
    mette.command("/note", NOTE, channel=CHANNEL)

    wang.mention("@jordbro 待办 全部", channel="jord-internt")
    assert wang.last("jord-internt").plain == "没有找到符合的待办。"
    wang.mention("@jordbro 摘要 1", channel="jord-internt")
    assert wang.last("jord-internt").plain.startswith("没有找到与“1”有关的会议。")
    wang.open_home()
    assert wang.home is not None
    assert "CLEAN" not in wang.home.plain


def test_an_unknown_word_with_much_behind_it_gives_it_back(bot: Bot) -> None:
    mette = bot.user("mette", "da")
    typed = "Her er det, vi talte om i går med vores partnere:\nBeslutning: Vi mødes i juli."

    mette.command("/jordbro", typed, channel=CHANNEL)

    second, first = (message.plain for message in mette.messages(CHANNEL))
    assert first.splitlines()[0] == "Jeg kender ikke »Her«. Mente du en af disse?"
    assert first.splitlines()[1].startswith("[Skriv referat]")
    assert second == f"{TYPED}\n{typed}"
