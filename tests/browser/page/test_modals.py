"""Modals: opened in their pane, filled in, refused, updated, stacked, slow and closed, and nothing typed is lost."""

import threading
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Shot

from . import content
from .content import METTE, WANG, button, modal, plain
from .server import ControlServer

pytestmark = pytest.mark.browser

Json = dict[str, Any]


def field(block_id: str, label: str, **element: object) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"type": "plain_text_input", "action_id": block_id} | element,
    }


TITLE = field("title", "Titel")
NOTE = field("note", "Tekst", multiline=True)


def open_modal(control: ControlServer, view: Json, user: str = METTE, errors: Json | None = None) -> None:
    control.change(user, lambda seen: seen["modals"].append({"view": view, "errors": errors or {}}))


def dialog(page: Page, name: str = "Nyt referat") -> Locator:
    return page.get_by_role("dialog", name=name)


def test_every_input_gives_its_state(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal(content.EVERY_INPUT))
    form = dialog(opened)
    form.get_by_role("textbox", name="Titel").fill("Møde")
    form.get_by_role("textbox", name="Referat").fill("1. linje\n待办")
    form.get_by_label("Klokken").fill("14:05")
    form.get_by_role("combobox", name="Sprog").select_option("中文")
    form.get_by_role("button", name="Organisationer").click()
    form.get_by_label("NIES").check()
    form.get_by_label("Beslutninger").check()
    form.get_by_label("Kun mig").check()
    form.get_by_role("combobox", name="Ansvarlig").select_option("王江峰")
    form.get_by_label("Antal prøver").fill("7")
    form.get_by_label("E-mail").fill("a@b.dk")
    form.get_by_label("Link").fill("https://example.org/")
    form.get_by_role("button", name="Gem referat").click()
    expect(form).to_have_count(0)

    [sent] = control.called("submit")
    state = {action: value for block in sent["state"].values() for action, value in block.items()}
    assert sent["view_id"] == "V1NOTE"
    assert state == {
        "title": {"type": "plain_text_input", "value": "Møde"},
        "date": {"type": "datepicker", "selected_date": "2017-01-10"},
        "time": {"type": "timepicker", "selected_time": "14:05"},
        "language": {"type": "static_select", "selected_option": {"text": plain("中文"), "value": "zh"}},
        "orgs": {
            "type": "multi_static_select",
            "selected_options": [{"text": plain(n), "value": n} for n in ("CLEAN", "NIES")],
        },
        "kinds": {"type": "checkboxes", "selected_options": [content.EVERY_INPUT[5]["element"]["options"][0]]},
        "who": {"type": "radio_buttons", "selected_option": {"text": plain("Kun mig"), "value": "me"}},
        "owner": {"type": "users_select", "selected_user": WANG},
        "people": {"type": "multi_users_select", "selected_users": [METTE]},
        "where": {"type": "conversations_select", "selected_conversation": content.SHARED},
        "public": {"type": "channels_select", "selected_channel": None},
        "amount": {"type": "number_input", "value": "7"},
        "mail": {"type": "email_text_input", "value": "a@b.dk"},
        "link": {"type": "url_text_input", "value": "https://example.org/"},
        "file": {"type": "file_input", "files": []},
        "note": {"type": "plain_text_input", "value": "1. linje\n待办"},
    }


def test_modal_takes_the_focus_keeps_it_and_gives_it_back(opened: Page, control: ControlServer) -> None:
    box = opened.locator("#pane-left .compose-input")
    box.focus()
    open_modal(control, modal([TITLE, NOTE]))
    expect(dialog(opened).get_by_role("textbox", name="Titel")).to_be_focused()

    for _ in range(9):
        opened.keyboard.press("Tab")
        assert dialog(opened).evaluate("node => node.contains(document.activeElement)")
    opened.keyboard.press("Escape")

    expect(dialog(opened)).to_have_count(0)
    expect(box).to_be_focused()
    assert control.called("close") == [{"user": METTE, "view_id": "V1NOTE"}]


def test_modal_of_the_other_colleague_takes_no_focus(opened: Page, control: ControlServer) -> None:
    box = opened.locator("#pane-left .compose-input")
    box.focus()

    open_modal(control, modal([TITLE]), user=WANG)
    expect(dialog(opened)).to_be_visible()

    expect(box).to_be_focused()


def test_empty_required_field_is_not_sent(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([TITLE, NOTE]))
    dialog(opened).get_by_role("textbox", name="Titel").fill("Møde")

    dialog(opened).get_by_role("button", name="Gem referat").click()

    note = dialog(opened).get_by_role("textbox", name="Tekst")
    expect(note).to_be_focused()
    expect(note).to_have_attribute("aria-invalid", "true")
    expect(note).to_have_accessible_description("Udfyld feltet.")
    assert control.called("submit") == []


def test_too_long_text_is_kept_and_counted(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([field("title", "标题", max_length=10)]), user=WANG)
    title = dialog(opened).get_by_role("textbox", name="标题")

    title.fill("一二三四五六七八九十十一")
    dialog(opened).get_by_role("button", name="Gem referat").click()

    expect(dialog(opened)).to_contain_text("超出 2 个字符（最多 10 个）。")
    expect(title).to_have_value("一二三四五六七八九十十一")
    assert control.called("submit") == []


def test_errors_of_the_app_stand_under_their_fields(opened: Page, control: ControlServer, shot: Shot) -> None:
    def refuse(_body: Json) -> Json:
        control.change(METTE, lambda view: view["modals"][0].update(errors={"title": "Titlen er taget."}))
        return {"ok": False, "error": "errors", "detail": "Titlen er taget."}

    control.answers["submit"] = refuse
    open_modal(control, modal([NOTE, TITLE]))
    title = dialog(opened).get_by_role("textbox", name="Titel")
    title.fill("Møde")
    dialog(opened).get_by_role("textbox", name="Tekst").fill("noget")

    dialog(opened).get_by_role("button", name="Gem referat").click()

    expect(title).to_have_accessible_description("Titlen er taget.")
    shot(opened, "modal-with-errors")
    expect(title).to_be_focused()
    expect(title).to_have_value("Møde")
    expect(dialog(opened).locator(".dialog-notice")).to_have_text("Ret de markerede felter. Intet er sendt endnu.")


def test_update_keeps_what_was_typed_where_the_ids_stay(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([TITLE, NOTE]))
    note = dialog(opened).get_by_role("textbox", name="Tekst")
    dialog(opened).get_by_role("textbox", name="Titel").fill("Møde")
    note.press_sequentially("halv")

    bigger = field("note", "Tekst", multiline=True, initial_value="noget andet")
    blocks = [field("title", "Ny titel"), field("place", "Sted", initial_value="Nanjing"), bigger]
    control.change(METTE, lambda view: view["modals"][0].update(view=modal(blocks)))
    expect(dialog(opened).get_by_role("textbox", name="Sted")).to_have_value("Nanjing")
    opened.keyboard.type("t skrevet")

    expect(dialog(opened).get_by_role("textbox", name="Ny titel")).to_have_value("Møde")
    expect(note).to_have_value("halvt skrevet")


def test_list_changes_leave_an_open_modal_alone(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([TITLE]))
    title = dialog(opened).get_by_role("textbox", name="Titel")
    title.press_sequentially("Mø")
    title.evaluate("node => { node.marked = true }")

    control.change(
        METTE, lambda view: view["channels"][0]["messages"].append(content.bot_message("1484041000.000100", "ny"))
    )
    expect(opened.locator("#pane-left .message").last).to_contain_text("ny")
    title.press_sequentially("de")

    expect(title).to_have_value("Møde")
    assert title.evaluate("node => node.marked")


def test_pushed_view_covers_the_first_and_goes_back_to_it(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([TITLE]))
    dialog(opened).get_by_role("textbox", name="Titel").fill("Møde")
    open_modal(control, modal([NOTE], id="V2", title=plain("Deltagere")))
    expect(dialog(opened, "Deltagere")).to_be_visible()
    expect(dialog(opened)).to_have_count(0)

    dialog(opened, "Deltagere").get_by_role("button", name="Tilbage").click()

    expect(dialog(opened).get_by_role("textbox", name="Titel")).to_have_value("Møde")
    assert control.called("close") == [{"user": METTE, "view_id": "V2"}]


def test_slow_app_is_reported_after_three_seconds_and_the_text_stays(opened: Page, control: ControlServer) -> None:
    go_on = threading.Event()

    def answer_late(_body: Json) -> Json:
        go_on.wait(10)
        return {"ok": False, "error": "operation_timeout", "detail": "no ack within 3 s"}

    control.answers["submit"] = answer_late
    open_modal(control, modal([TITLE]))
    title = dialog(opened).get_by_role("textbox", name="Titel")
    title.fill("Møde")
    title.press("Enter")
    expect(dialog(opened)).to_have_attribute("aria-busy", "true")
    expect(dialog(opened).get_by_role("button", name="Sender …")).to_be_visible()
    notice = dialog(opened).locator(".dialog-notice")
    expect(notice).to_have_text("")

    expect(notice).to_contain_text("Jordbro svarede ikke inden for 3 sekunder.", timeout=5000)
    go_on.set()
    expect(dialog(opened)).to_have_attribute("aria-busy", "false")

    expect(notice).to_contain_text("Det, du skrev, står her stadig.")
    expect(title).to_have_value("Møde")


def test_typed_text_survives_looking_as_somebody_else(opened: Page, control: ControlServer) -> None:
    open_modal(control, modal([TITLE]))
    dialog(opened).get_by_role("textbox", name="Titel").fill("Møde")

    person = opened.locator("#pane-left .pane-head select")
    person.select_option(content.LIN)
    expect(dialog(opened)).to_have_count(0)
    person.select_option(METTE)

    expect(dialog(opened).get_by_role("textbox", name="Titel")).to_have_value("Møde")


def test_button_in_a_modal_sends_the_state(opened: Page, control: ControlServer) -> None:
    open_modal(
        control, modal([TITLE, {"type": "actions", "block_id": "more", "elements": [button("Mere plads", "bigger")]}])
    )
    dialog(opened).get_by_role("textbox", name="Titel").fill("Møde")

    dialog(opened).get_by_role("button", name="Mere plads").click()
    opened.wait_for_timeout(200)

    [sent] = control.called("action")
    assert sent["container"] == {"type": "view", "view_id": "V1NOTE"}
    assert sent["state"] == {"title": {"title": {"type": "plain_text_input", "value": "Møde"}}}


def test_input_with_dispatch_action_tells_the_app(opened: Page, control: ControlServer) -> None:
    options = [{"text": plain("Dansk"), "value": "da"}, {"text": plain("中文"), "value": "zh"}]
    choose = {
        "type": "input",
        "block_id": "language",
        "dispatch_action": True,
        "label": plain("Sprog"),
        "element": {"type": "static_select", "action_id": "language", "options": options},
    }
    open_modal(control, modal([choose, field("quiet", "Stille")]))

    dialog(opened).get_by_label("Sprog").select_option("中文")
    dialog(opened).get_by_role("textbox", name="Stille").fill("x")
    opened.wait_for_timeout(200)

    assert [call["value"] for call in control.called("action")] == [options[1]]
