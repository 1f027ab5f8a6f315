"""The two panes: who is shown, typing, commands, live changes, threads, narrow windows and keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Shot

from .content import LIN, METTE, SHARED, WANG, bot_message, mrkdwn, section, with_ids
from .server import ControlServer, message

pytestmark = pytest.mark.browser

Json = dict[str, Any]


def left(page: Page) -> Locator:
    return page.locator("#pane-left")


def right(page: Page) -> Locator:
    return page.locator("#pane-right")


def write_box(pane: Locator) -> Locator:
    return pane.locator(".compose-input")


def suggestions(pane: Locator) -> Locator:
    return pane.locator(".suggestions").get_by_role("option")


def add(control: ControlServer, user: str, new: Json) -> None:
    control.change(user, lambda view: view["channels"][0]["messages"].append(new))


def test_page_says_in_three_languages_that_it_is_not_slack(opened: Page) -> None:
    said = {p.get_attribute("lang"): p.inner_text() for p in opened.locator(".banner-words p").all()}

    assert set(said) == {"da", "zh-Hans", "en"}
    assert "Det er ikke Slack." in said["da"]
    assert "不是 Slack。" in said["zh-Hans"]
    assert "It is not Slack." in said["en"]
    assert opened.locator("#notes li").all_text_contents()[1] == "Slå en motor til: make demo ENGINES=local"


def test_panes_open_with_a_danish_and_a_chinese_colleague(opened: Page) -> None:
    expect(left(opened)).to_have_attribute("lang", "da")
    expect(right(opened)).to_have_attribute("lang", "zh-Hans")
    assert left(opened).get_by_role("tab").all_inner_texts() == [
        "#jord-jiangsu⇄",
        "#team-jord",
        "Besked til Jordbro",
        "Jordbro · Hjem",
    ]
    assert right(opened).get_by_role("tab").all_inner_texts() == ["#jord-jiangsu⇄", "与 Jordbro 私聊", "Jordbro · 主页"]
    assert f"#left={METTE}&right={WANG}" in opened.url


def test_person_is_chosen_and_remembered_in_the_address(opened: Page) -> None:
    left(opened).get_by_role("combobox", name="Vis som").select_option("Lin Guest")
    expect(left(opened)).to_have_attribute("lang", "en")
    expect(write_box(left(opened))).to_have_attribute("aria-label", "Write in #jord-jiangsu")

    opened.reload()

    expect(left(opened).get_by_role("combobox", name="View as")).to_have_value(LIN)


def test_enter_sends_and_shift_enter_makes_a_line(opened: Page, control: ControlServer) -> None:
    box = write_box(left(opened))

    box.press_sequentially("Første linje")
    box.press("Shift+Enter")
    box.press_sequentially("<b>anden</b> & tredje")
    box.press("Enter")

    expect(box).to_have_value("")
    assert control.called("message") == [
        {"user": METTE, "channel": SHARED, "text": "Første linje\n<b>anden</b> & tredje"}
    ]
    expect(right(opened).locator(".message").last).to_contain_text("<b>anden</b> & tredje")


def test_enter_of_an_input_method_does_not_send(opened: Page, control: ControlServer) -> None:
    box = write_box(right(opened))
    box.fill("nihao")

    for key in ({"key": "Enter", "isComposing": True}, {"key": "Enter", "keyCode": 229}):
        how = {"bubbles": True, "cancelable": True} | key
        box.evaluate("(box, how) => box.dispatchEvent(new KeyboardEvent('keydown', how))", how)

    expect(box).to_have_value("nihao")
    assert control.called("message") == []


def test_commands_are_listed_and_completed_by_keyboard(opened: Page, control: ControlServer, shot: Shot) -> None:
    box = write_box(left(opened))

    box.press_sequentially("/")
    options = left(opened).get_by_role("listbox", name="Kommandoer").get_by_role("option")
    expect(options).to_have_count(4)
    shot(opened, "command-list")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value("/summary ")
    box.press_sequentially("week")
    box.press("Enter")

    expect(box).to_have_value("")
    assert control.called("command") == [{"user": METTE, "channel": SHARED, "command": "/summary", "text": "week"}]


def test_command_list_narrows_and_escape_hides_it(opened: Page) -> None:
    box = write_box(left(opened))
    options = suggestions(left(opened))

    box.press_sequentially("/ac")
    expect(options).to_have_count(1)
    box.press("Escape")

    expect(options).to_have_count(0)
    expect(box).to_have_value("/ac")


def test_multiline_command_keeps_its_lines(opened: Page, control: ControlServer) -> None:
    box = write_box(left(opened))

    box.fill("/note Møde\n1. Punkt\n\n待办：CLEAN")
    box.press("Enter")

    expect(box).to_have_value("")
    assert control.called("command")[0]["text"] == "Møde\n1. Punkt\n\n待办：CLEAN"


def test_no_commands_where_the_app_is_not_installed(opened: Page, control: ControlServer) -> None:
    box = write_box(right(opened))

    box.press_sequentially("/")
    expect(suggestions(right(opened))).to_have_count(0)
    expect(right(opened).locator(".compose-hint")).to_have_text(
        "您的工作区没有安装 Jordbro，因此这里没有命令。请改用提及：@jordbro 帮助"
    )
    box.press_sequentially("note hej")
    box.press("Enter")

    expect(right(opened).locator(".compose-status")).to_contain_text("没有命令")
    expect(box).to_have_value("/note hej")
    assert control.called("command") == []


def test_mention_is_completed(opened: Page, control: ControlServer) -> None:
    box = write_box(right(opened))

    box.press_sequentially("@jo")
    expect(suggestions(right(opened))).to_have_count(1)
    box.press("Tab")
    box.press_sequentially("待办")
    box.press("Enter")

    expect(box).to_have_value("")
    assert control.called("message")[0]["text"] == "@jordbro 待办"


def test_text_stays_when_the_app_does_not_answer(opened: Page, control: ControlServer) -> None:
    control.answers["command"] = lambda _body: {"ok": False, "error": "operation_timeout", "detail": "no ack"}
    box = write_box(left(opened))

    box.fill("/note Vigtigt")
    box.press("Enter")

    expect(left(opened).locator(".notice")).to_contain_text("Jordbro svarede ikke inden for 3 sekunder.")
    expect(left(opened).locator(".notice")).to_contain_text("Det, du skrev, står her stadig.")
    expect(box).to_have_value("/note Vigtigt")


def test_draft_survives_another_channel_and_a_reload(opened: Page) -> None:
    box = write_box(left(opened))
    box.fill("halvt skrevet")
    left(opened).get_by_role("tab", name="#team-jord").click()
    expect(box).to_have_value("")

    opened.reload()
    left(opened).get_by_role("tab", name="#jord-jiangsu").click()

    expect(box).to_have_value("halvt skrevet")


def test_new_message_comes_by_the_feed_and_typing_goes_on(opened: Page, control: ControlServer) -> None:
    box = write_box(left(opened))
    box.press_sequentially("jeg skri")

    add(control, METTE, message("1484041000.000100", WANG, "新消息", name="王江峰"))
    expect(left(opened).locator(".message").last).to_contain_text("新消息")
    box.press_sequentially("ver")

    expect(box).to_be_focused()
    expect(box).to_have_value("jeg skriver")


def test_changed_message_is_updated_in_place(opened: Page, control: ControlServer) -> None:
    other = left(opened).locator(".message").first
    other.evaluate("node => { node.marked = true }")
    text = left(opened).locator('[data-ts="1484039100.000100"]')

    control.change(METTE, lambda view: view["channels"][0]["messages"][4].update(text="<@U1BOT> resumé", edited=True))

    expect(text).to_contain_text("@Jordbro resumé")
    expect(text.locator(".edited")).to_have_text("(redigeret)")
    assert other.evaluate("node => node.marked")


def test_scroll_stays_when_the_reader_has_scrolled_up(opened: Page, control: ControlServer) -> None:
    messages = left(opened).locator(".messages")
    messages.evaluate("node => { node.scrollTop = 50 }")
    opened.wait_for_timeout(100)

    add(control, METTE, message("1484041000.000100", WANG, "新消息", name="王江峰"))
    expect(left(opened).locator(".message").last).to_contain_text("新消息")

    assert messages.evaluate("node => node.scrollTop") == 50
    messages.evaluate("node => { node.scrollTop = node.scrollHeight }")
    opened.wait_for_timeout(100)
    add(control, METTE, message("1484041001.000100", WANG, "最后一条", name="王江峰"))
    expect(left(opened).get_by_text("最后一条")).to_be_in_viewport()


def test_feed_connects_again_and_catches_up(opened: Page, control: ControlServer) -> None:
    control.break_feeds(down=True)
    expect(left(opened).locator(".offline")).to_have_text(
        "Ingen forbindelse til det lokale arbejdsområde. Prøver igen …"
    )
    add(control, METTE, message("1484041000.000100", WANG, "断线时的消息", name="王江峰"))

    control.break_feeds(down=False)

    expect(left(opened).locator(".message").last).to_contain_text("断线时的消息")
    expect(left(opened).locator(".offline")).to_have_text("")


def test_ephemeral_edited_and_threaded_messages_are_marked(opened: Page) -> None:
    expect(left(opened).locator(".ephemeral .only-you")).to_have_text("Kun synlig for dig")
    expect(left(opened).locator('[data-ts="1484039000.000100"] .edited')).to_have_text("(redigeret)")
    expect(right(opened).locator('[data-ts="1484039000.000100"] .edited')).to_have_text("(已编辑)")
    order = [node.get_attribute("data-ts") for node in left(opened).locator(".message").all()]
    assert order[1:3] == ["1484038860.000100", "1484038920.000100"]
    expect(left(opened).locator(".message.reply")).to_have_count(1)


def test_reply_goes_into_the_thread(opened: Page, control: ControlServer) -> None:
    first = left(opened).locator(".message").first
    first.hover()
    first.get_by_role("button", name="Svar i tråd").click()
    box = write_box(left(opened))
    expect(box).to_be_focused()

    box.press_sequentially("Et svar")
    box.press("Enter")

    expect(left(opened).locator(".thread-chip")).to_be_hidden()
    assert control.called("message")[0]["thread_ts"] == "1484038800.000100"


def test_message_shortcuts_only_where_offered(opened: Page, control: ControlServer) -> None:
    expect(right(opened).get_by_label("该消息的更多操作")).to_have_count(0)
    more = left(opened).locator(".message").first.get_by_label("Flere handlinger for beskeden")

    more.focus()
    opened.keyboard.press("Enter")
    opened.keyboard.press("Enter")
    opened.wait_for_timeout(200)

    assert control.called("shortcut") == [
        {"user": METTE, "callback_id": "log_note", "channel": SHARED, "ts": "1484038800.000100"}
    ]


def test_unread_channel_has_a_dot(opened: Page, control: ControlServer) -> None:
    control.change(
        METTE, lambda view: view["channels"][1]["messages"].append(bot_message("1484041000.000100", "Godmorgen"))
    )

    tab = left(opened).get_by_role("tab", name="#team-jord")
    expect(tab.get_by_label("nye beskeder")).to_be_visible()
    tab.click()

    expect(tab.get_by_label("nye beskeder")).to_have_count(0)


def test_home_asks_the_app_and_shows_its_view(opened: Page, control: ControlServer, shot: Shot) -> None:
    left(opened).get_by_role("tab", name="Jordbro · Hjem").click()

    expect(left(opened).get_by_role("heading", name="Goddag, Mette")).to_be_visible()
    shot(opened, "home")
    expect(write_box(left(opened))).to_be_hidden()
    left(opened).get_by_role("button", name="Nyt referat").click()
    opened.wait_for_timeout(200)
    assert control.called("home") == [{"user": METTE}]
    assert control.called("action")[0]["container"] == {"type": "view", "view_id": "V0HOME"}


def test_direct_messages_are_opened_when_there_are_none(opened: Page, control: ControlServer) -> None:
    right(opened).get_by_role("tab", name="与 Jordbro 私聊").click()
    opened.wait_for_timeout(200)

    assert control.called("dm") == [{"user": WANG}]


def test_tabs_move_by_arrow_keys(opened: Page) -> None:
    left(opened).get_by_role("tab", selected=True).focus()

    opened.keyboard.press("ArrowRight")
    expect(left(opened).get_by_role("tab", name="#team-jord")).to_have_attribute("aria-selected", "true")
    opened.keyboard.press("End")

    expect(left(opened).get_by_role("tab", name="Jordbro · Hjem")).to_be_focused()


def test_narrow_window_shows_one_colleague_at_a_time(opened: Page, control: ControlServer, shot: Shot) -> None:
    opened.set_viewport_size({"width": 390, "height": 800})
    expect(left(opened)).to_be_visible()
    expect(right(opened)).to_be_hidden()

    add(control, METTE, message("1484041000.000100", WANG, "新消息", name="王江峰"))
    opened.locator("#switch").get_by_role("button", name="王江峰").click()

    expect(left(opened)).to_be_hidden()
    expect(right(opened)).to_be_visible()
    shot(opened, "narrow")
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


def test_f6_goes_to_the_other_colleague(opened: Page) -> None:
    write_box(left(opened)).focus()

    opened.keyboard.press("F6")

    expect(write_box(right(opened))).to_be_focused()


def test_every_control_has_a_name(opened: Page) -> None:
    nameless = opened.evaluate(
        """() => [...document.querySelectorAll('button, input, select, textarea, a[href]')]
          .filter(node => node.checkVisibility() && !node.textContent.trim() && !node.getAttribute('aria-label')
            && !node.labels?.length && !node.getAttribute('aria-labelledby')).map(node => node.outerHTML)"""
    )

    assert nameless == []


def test_notes_and_commands_follow_the_world(opened: Page, control: ControlServer) -> None:
    control.world["notes"] = ["Motor: lokal"]
    add(control, METTE, bot_message("1484041000.000100", "", with_ids([section("x") | {"text": mrkdwn("y")}])))

    expect(opened.locator("#notes li")).to_have_text(["Motor: lokal"])
