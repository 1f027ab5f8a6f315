"""What the driver reads back: text, items, buttons, fields."""

import pytest
from slack_sdk import WebClient

from bot.workspace import screen
from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.reading import shown
from bot.workspace.scenario import standard_workspace
from bot.workspace.seen import Seen
from tests.unit.workspace.conftest import Json, RecordingApp, button, section

CHANNEL = "jord-jiangsu"
NAMES = {"U0LI": "李明", "C0JIANGSU": "jord-jiangsu"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*fed* _skrå_ ~væk~ `kode`", "fed skrå væk kode"),
        ("2*3*4 og snake_case_navn", "2*3*4 og snake_case_navn"),
        ("<@U0LI> i <#C0JIANGSU> og <#C1|andet>", "@李明 i #jord-jiangsu og #andet"),
        ("<https://x.dk|her> <https://y.dk>", "her https://y.dk"),
        ("<!here> <!date^1^{date}|1. januar>", "@here 1. januar"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("*_begge_*", "begge"),
    ],
)
def test_markup_is_read_as_people_read_it(written: str, read: str) -> None:
    assert shown(written, NAMES) == read


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def test_every_block_is_a_line() -> None:
    cell = {"type": "raw_text", "text": "celle"}
    picture = {"type": "image", "image_url": "https://x", "alt_text": "billede"}
    blocks: list[Json] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Referat *1*"}},
        {"type": "divider"},
        section("1.1 *Jord*") | {"accessory": button("Rediger", "edit")["elements"][0] | {"block_id": "b"}},
        {"type": "section", "fields": [{"type": "plain_text", "text": "a"}, {"type": "plain_text", "text": "b"}]},
        {"type": "context", "elements": [picture, {"type": "mrkdwn", "text": "_note_"}]},
        rich({"type": "text", "text": "hej "}, {"type": "user", "user_id": "U0LI"}, {"type": "emoji", "name": "tada"}),
        {"type": "table", "rows": [[cell, cell]]},
        {"type": "markdown", "text": "# x"},
        picture,
        button("Udført", "done"),
    ]

    seen = Seen(blocks, {}, NAMES)

    assert seen.plain.splitlines() == [
        "Referat *1*", "1.1 Jord [Rediger]", "a b", "billede note", "hej @李明:tada:", "celle | celle", "# x",
        "billede", "[Udført]",
    ]  # fmt: skip
    assert seen.items == ["1.1 Jord [Rediger]"]


def test_buttons_are_found_by_label_action_and_value(client: WebClient, mette: Person) -> None:
    blocks = [button("Udført", "done", "7") | {"block_id": "b1"}, button("Udført", "done", "8") | {"block_id": "b2"}]
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=blocks)

    seen = mette.last(CHANNEL)

    assert seen.buttons == {"Udført": ("b1", "done", "7")}
    with pytest.raises(LookupError, match="only \\['Udført'\\]"):
        mette.press("Udført", value="9", on=seen)


def test_nothing_to_see_is_said_clearly(ws: LocalWorkspace, mette: Person) -> None:
    with pytest.raises(LookupError, match="sees nothing"):
        mette.last(CHANNEL)
    with pytest.raises(LookupError, match="no modal open"):
        mette.submit()
    with pytest.raises(LookupError, match="say on what"):
        mette.press("x")
    with pytest.raises(LookupError, match="meets the app nowhere"):
        ws.user("zhao").dm("x")
    with pytest.raises(KeyError, match="nobody"):
        ws.user("nobody")
    with pytest.raises(TimeoutError):
        ws.wait_until(lambda: False, timeout=0.05)


def test_people_are_found_by_any_of_their_names(ws: LocalWorkspace) -> None:
    assert {ws.user(who).id for who in ("li", "李明", "U0LI")} == {"U0LI"}


def test_the_clock_moves_only_forward() -> None:
    clock = ManualClock(5)
    clock.advance(2)

    assert clock() == 7
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(-1)


def test_timestamps_are_unique_and_grow_while_the_clock_stands(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel="C0JIANGSU", text="x")["ts"] for _ in range(5)]

    assert stamps == sorted(set(stamps))


def test_a_day_passes_at_once(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person, clock: ManualClock
) -> None:
    before = float(client.chat_postMessage(channel="C0JIANGSU", text="i går")["ts"])
    clock.advance(86_400)
    mette.mention("@jordbro hej", channel=CHANNEL)
    mette.command("/nope", channel=CHANNEL)

    assert float(mette.last(CHANNEL).ts) == pytest.approx(before + 86_400, abs=0.001)
    assert app.payloads[-1]["event_time"] == int(before) + 86_400
    assert ws.world.notices["U0METTE"][-1].at == clock()
    assert screen.view(ws.ws, mette.user)["now"] == clock()
    assert ws.calls()[-1].at == clock() - 86_400


def test_reset_comes_back_to_the_start(ws: LocalWorkspace, client: WebClient, mette: Person) -> None:
    client.chat_postMessage(channel="C0JIANGSU", text="x")
    ws.leave("li", CHANNEL)

    ws.reset()

    assert mette.messages(CHANNEL) == []
    assert "U0LI" in ws.world.channels["C0JIANGSU"].members
    assert client.auth_test()["ok"]


def test_two_workspaces_share_nothing() -> None:
    first, second = standard_workspace(), standard_workspace()
    first.apps["A0JORDBRO"].commands[0].should_escape = False
    first.apps["A0JORDBRO"].shortcuts[0].name = "x"
    first.apps["A0JORDBRO"].subscriptions.add("message.channels")

    assert second == standard_workspace()
