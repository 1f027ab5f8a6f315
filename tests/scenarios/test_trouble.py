"""When the store or Slack fails: one clear sentence, or silence where Slack repeats; nothing lost, nothing twice."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import CHANNEL, Bot, card, cards

NOTE = "Møde, 10. januar 2017\nBeslutning: Vi mødes i juli.\n- [ ] CLEAN sender tal inden 1. marts"
LOGGED = "Gemt som referat 1, »Møde«, med 2 punkter. Kortet kommer i kanalen."
SORRY = "Jeg kan ikke komme til arkivet lige nu. Der er ikke gemt noget; prøv igen om et minut."
SORRY_ZH = "现在无法访问记录。没有保存任何内容，请一分钟后再试。"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(path: Path) -> Iterator[None]:
    elsewhere = path.parent.with_name("elsewhere")
    shutil.move(path.parent, elsewhere)
    yield
    shutil.rmtree(path.parent, ignore_errors=True)
    shutil.move(elsewhere, path.parent)


Away = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture(params=[locked, gone], ids=["locked", "gone"])
def away(request: pytest.FixtureRequest) -> Away:
    chosen: Away = request.param
    return chosen


def test_a_command_without_a_store_gives_back_what_was_typed(bot: Bot, store_path: Path, away: Away) -> None:
    mette = bot.user("mette", "da")
    mette.command("/jordbro", channel=CHANNEL)

    with away(store_path):
        answer = mette.command("/note", NOTE, channel=CHANNEL)

    assert answer.ok
    assert mette.last(CHANNEL).plain == f"{SORRY}\nDet her skrev du:\n{NOTE}"
    assert bot.notes() == ()


def test_a_button_without_a_store_says_so(bot: Bot, store_path: Path, away: Away) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", NOTE, channel=CHANNEL)

    with away(store_path):
        answer = mette.press("Udført · 完成", on=card(mette))

    assert answer.ok
    assert mette.last(CHANNEL).plain == SORRY
    action = bot.notes()[0].items[1].action
    assert action is not None
    assert action.status == "open"


def test_a_form_without_a_store_stays_open_with_what_was_typed(bot: Bot, store_path: Path, away: Away) -> None:
    mette = bot.user("mette", "da")
    mette.command("/note", channel=CHANNEL)

    with away(store_path):
        mette.submit({"Referat": NOTE})
    form = mette.modal
    assert form is not None
    assert (form.errors, form.fields["Referat"].value) == ({"text_0": SORRY}, NOTE)
    mette.submit()

    assert mette.modal is None
    assert [note.number for note in bot.notes()] == [1]


def test_a_mention_without_a_store_is_repeated_by_slack_and_handled_once(
    bot: Bot, workspace: LocalWorkspace, store_path: Path, away: Away
) -> None:
    mette = bot.user("mette", "da")
    mette.command("/jordbro", channel=CHANNEL)
    seen = len(mette.messages(CHANNEL))

    with away(store_path):
        mette.mention(f"@jordbro referat\n{NOTE}", channel=CHANNEL)
        assert len(mette.messages(CHANNEL)) == seen + 1
    for _ in range(3):
        assert workspace.redeliver_last_event().ok

    assert [message.plain for message in mette.messages(CHANNEL) if message.ephemeral][1:] == [LOGGED]
    assert len(cards(mette)) == len(bot.notes()) == 1


def test_somebody_new_hears_it_in_the_language_they_write(bot: Bot, store_path: Path) -> None:
    wang = bot.user("wang")

    with gone(store_path):
        wang.command("/jordbro", "待办", channel="jord-internt")

    assert wang.last("jord-internt").plain == f"{SORRY_ZH}\n这是你写的内容：\n待办"


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "error": "ratelimited", "retry_after": 30},
        {"status": 500},
        {"status": 500, "after_effect": True},
        {"error": "internal_error", "after_effect": True},
        {"status": 503, "times": 3},
    ],
    ids=["429", "500", "posted_but_500", "posted_but_internal_error", "three_times_503"],
)
def test_a_card_that_slack_did_not_take_is_there_once_later(
    bot: Bot, workspace: LocalWorkspace, fault: dict[str, object]
) -> None:
    mette = bot.user("mette", "da")
    workspace.faults("chat.postMessage", **fault)

    mette.command("/note", NOTE, channel=CHANNEL)
    for _ in range(4):
        bot.now += timedelta(seconds=31)
        bot.drain()

    assert LOGGED in [message.plain for message in mette.messages(CHANNEL)]
    assert [one.items[0] for one in cards(mette)] == ["1 · Møde"]
    mette.press("Udført · 完成", on=card(mette))
    assert "☑" in card(mette).plain


def test_slack_says_how_long_to_wait_and_is_not_asked_before(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")
    workspace.faults("chat.postMessage", status=429, error="ratelimited", retry_after=30)

    mette.command("/note", NOTE, channel=CHANNEL)
    bot.now += timedelta(seconds=29)
    bot.drain()
    assert cards(mette) == []
    bot.now += timedelta(seconds=2)
    bot.drain()

    assert len(cards(mette)) == 1


def test_a_form_that_slack_does_not_open_is_asked_for_again(bot: Bot, workspace: LocalWorkspace) -> None:
    mette = bot.user("mette", "da")
    workspace.faults("views.open", error="expired_trigger_id")

    mette.command("/note", channel=CHANNEL)

    assert mette.last(CHANNEL).plain == "Slack svarede ikke i tide, så der er ikke ændret noget. Prøv igen."


def test_an_answer_that_slack_did_not_take_comes_later(bot: Bot, workspace: LocalWorkspace) -> None:
    li = bot.user("li", "zh")
    workspace.faults("chat.postEphemeral", status=500)

    li.mention("@jordbro 待办", channel=CHANNEL)
    bot.now += timedelta(seconds=5)
    bot.drain()

    assert li.last(CHANNEL).plain == "这里没有未完成的待办。"


def test_a_refusal_that_is_about_us_leaves_nobody_without_a_name(bot: Bot, workspace: LocalWorkspace) -> None:
    workspace.faults("users.info", error="missing_scope", times=1)
    zhao = bot.user("zhao", "zh")
    workspace.join("zhao", CHANNEL)
    zhao.mention("@jordbro 纪要 决定：七月再见。", channel=CHANNEL)

    assert [note.author for note in bot.notes()] == ["赵伟"]
