"""The card that says in a channel how everything is done, also to partners whose workspace knows no slash command."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.vault import new_key
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.seen import Seen
from bot.workspace.setups import both_sides
from handlers.routes import words
from tests.scenarios.bot import CHANNEL, Bot, cards

REGION, JEPD = "T0REGION", "T0JEPD"
OURS, THEIRS = "U0JORDBRO0REGION", "U0JORDBRO0JEPD"

FIRST = """\
Jordbro is here
I keep notes, decisions, agreements and actions in several languages, such as Danish, Chinese. \
First tell me what this cooperation is called: press “This cooperation”.
Write @Jordbro and a word, for example: @Jordbro help. Or press a button below, write to me directly, or open my page \
(Home).
Commands such as /note work only in the workspace that has installed me. Typed in another one they never reach me, and \
no answer comes."""
BOUND_ZH = """\
土桥在这里
我用多种语言记录“Jiangsu”的纪要、决定、协议和待办。频道里的每个人都能查看，也能填写。
写 @Jordbro 加一个词，例如：@Jordbro 帮助。也可以点击下面的按钮、直接给我发消息，或打开我的主页（Home）。
/note 这样的命令只在安装了我的工作区里有效。在别的工作区输入，我收不到，也不会有回答。"""
BUTTONS = [
    "Skriv referat · 写纪要",
    "Åbne opgaver · 待办",
    "Resumé · 摘要",
    "Søg · 查找",
    "Gennemse · 审校译文",
    "Ordliste · 术语表",
    "Rejserapporter · 出访报告",
    "Læs som sider · 在网页上阅读",
    "Udgiv · 发布",
    "Overblik · 简报",
    "Sprog · 语言",
    "Samarbejdet · 这个合作",
    "Hjælp · 帮助",
]


@pytest.fixture(scope="module")
def running_both() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start(both_sides()) as made:
        made.ws.deliveries.retry_delays = ()
        yield made


@pytest.fixture
def on_both(running_both: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    """A bot installed on both sides that is in no channel yet."""
    running_both.reset()
    made = Bot(running_both, f"sqlite:///{store_path}", token_keys=(new_key(),))
    for team in (REGION, JEPD):
        made.install(team)
    yield made
    made.runtime.stop()


def buttons(seen: Seen) -> list[str]:
    return [one["text"]["text"] for block in seen.blocks or [] for one in block.get("elements", ())]


def shown(person: Person, channel: str = CHANNEL) -> Seen:
    (only,) = [seen for seen in cards(person, channel) if seen.pinned]
    return only


def test_the_card_of_a_channel_without_a_space_is_in_all_languages_and_leads_to_one(
    bot: Bot, workspace: LocalWorkspace
) -> None:
    mette = bot.user("mette", "da")

    workspace.join(OURS, "kantine")

    card = shown(mette, "kantine")
    assert [line.split("\n")[0] for line in card.plain.split("[")[:1]] == ["Jordbro er her"]
    assert FIRST in card.plain
    assert buttons(card) == [
        "Samarbejdet · 这个合作 · This cooperation",
        "Skriv referat · 写纪要 · Log a note",
        "Sprog · 语言 · Language",
        "Hjælp · 帮助 · Help",
    ]
    mette.press("Samarbejdet · 这个合作 · This cooperation", on=card)
    mette.press("Opret et samarbejde", on=mette.last("kantine"))
    mette.submit({"Samarbejdets navn": "Frokost"})
    (card,) = cards(mette, "kantine")
    assert "Jeg fører »Frokost« på flere sprog" in card.plain
    assert buttons(card) == BUTTONS


def test_a_channel_has_one_card_however_often_it_is_shared_and_we_come(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")

    workspace.leave(OURS, CHANNEL)
    workspace.join(OURS, CHANNEL)
    workspace.redeliver_last_event()
    workspace.leave(OURS, CHANNEL)
    workspace.join(OURS, CHANNEL)

    (card,) = cards(li)
    assert BOUND_ZH in card.plain
    assert buttons(card) == BUTTONS
    assert card.pinned
    assert f"<@{OURS}>" in str(card.blocks)


def test_a_channel_that_becomes_shared_gets_the_card(bot: Bot, workspace: LocalWorkspace) -> None:
    bot.space("jord-internt", "Internt")
    lars = bot.user("lars", "da")
    assert cards(lars, "jord-internt") == []

    workspace.share("jord-internt", JEPD)

    assert buttons(shown(lars, "jord-internt")) == BUTTONS


def test_a_card_that_cannot_be_pinned_is_there_all_the_same(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")
    workspace.faults("pins.add", error="not_pinnable", times=1)

    li.mention("@jordbro 合作 卡片", channel=CHANNEL)

    (card,) = cards(li)
    assert (card.pinned, BOUND_ZH in card.plain) == (False, True)


def test_a_card_that_was_taken_away_comes_again_only_when_somebody_asks(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")
    li.mention("@jordbro 合作 卡片", channel=CHANNEL)
    world = workspace.world.channels["C0JIANGSU"]
    world.messages = [one for one in world.messages if one.reader is not None]
    world.pins.clear()

    bot.space("jord-internt", "Internt")
    assert cards(li) == []
    li.mention("@jordbro 合作 卡片", channel=CHANNEL)

    assert buttons(shown(li)) == BUTTONS


def test_a_partner_without_slash_commands_reaches_everything_from_the_card(bot: Bot) -> None:
    li = bot.user("li", "zh")
    li.mention("@jordbro 合作 卡片", channel=CHANNEL)
    reached = {}

    for label in BUTTONS:
        li.press(label, on=shown(li))
        modal = li.modal
        reached[label.split(" · ")[0]] = modal.title if modal else li.last(CHANNEL).plain.splitlines()[0]
        if modal:
            li.close_modal()

    assert reached == {
        "Skriv referat": "写会议纪要",
        "Åbne opgaver": "这里没有未完成的待办。",
        "Resumé": reached["Resumé"],
        "Søg": "查找记录",
        "Gennemse": reached["Gennemse"],
        "Ordliste": reached["Ordliste"],
        "Rejserapporter": reached["Rejserapporter"],
        "Læs som sider": reached["Læs som sider"],
        "Udgiv": "Jiangsu 在维基中",
        "Overblik": reached["Overblik"],
        "Sprog": reached["Sprog"],
        "Samarbejdet": "Jiangsu",
        "Hjælp": "土桥能做什么",
    }
    assert all(reached.values())


def test_the_buttons_are_the_words_of_the_table_of_routes(bot: Bot) -> None:
    li = bot.user("li", "zh")

    li.mention("@jordbro 合作 卡片", channel=CHANNEL)

    asked = [one["value"] for block in shown(li).blocks or [] for one in block.get("elements", ())]
    assert set(asked) == set(words()) - {"settings"}  # which everyone has for themselves


def test_with_the_app_on_both_sides_one_of_the_two_posts_the_one_card(on_both: Bot) -> None:
    workspace = on_both.workspace
    on_both.space()
    for bot_user in (OURS, THEIRS, OURS):
        workspace.leave(bot_user, CHANNEL)
        workspace.join(bot_user, CHANNEL)

    posted = [one for one in workspace.world.channels["C0JIANGSU"].messages if one.app_id and one.reader is None]

    assert [one.installed_team for one in posted] == [JEPD]  # who spoke when the first came back
    assert list(workspace.world.channels["C0JIANGSU"].pins) == [posted[0].ts]


def test_both_bots_invited_into_a_channel_without_a_space_post_one_card(on_both: Bot) -> None:
    workspace = on_both.workspace
    on_both.paused = True
    for bot_user in (OURS, THEIRS):
        workspace.leave(bot_user, CHANNEL)
        workspace.join(bot_user, CHANNEL)
    on_both.paused = False

    on_both.drain()

    posted = [one for one in workspace.world.channels["C0JIANGSU"].messages if one.app_id and one.reader is None]
    assert len(posted) == 1


def test_the_other_side_posts_a_card_when_the_first_one_is_gone(on_both: Bot) -> None:
    workspace = on_both.workspace
    on_both.space()
    on_both.user("mette", "da").mention("@jordbro samarbejde kort", channel=CHANNEL)

    workspace.uninstall(REGION)
    on_both.user("li", "zh").mention("@jordbro 合作 卡片", channel=CHANNEL)

    posted = [one for one in workspace.world.channels["C0JIANGSU"].messages if one.app_id and one.reader is None]
    assert [one.installed_team for one in posted] == [REGION, JEPD]
    assert f"<@{THEIRS}>" in str(posted[-1].blocks)
