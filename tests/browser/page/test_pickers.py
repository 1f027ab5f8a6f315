"""Pickers, menus and boxes in messages, modals and App Home, used as a Danish and as a Chinese colleague."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field

from .content import plain

pytestmark = pytest.mark.browser

CHANNEL = "C0JIANGSU"


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


SECTIONS = [
    option("Nyt siden sidst · 新增", "new"),
    option("Forfalder · 到期", "due"),
    option("Besøg · 来访", "visits"),
]
WHO = [option("Mine", "mine"), option("Min organisations", "organisation")]
CONFIRM = {
    "title": plain("Ny frist?"), "text": plain("Alle i kanalen kan se det."), "confirm": plain("Ja"),
    "deny": plain("Nej"),
}  # fmt: skip


def element(kind: str, action_id: str, **more: Any) -> Json:
    return {"type": kind, "action_id": action_id, **more}


def row(block_id: str, *elements: Json) -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def beside(text: str, found: Json) -> Json:
    return section(text) | {"block_id": found["action_id"], "accessory": found}


def card(date: str, time: str) -> list[Json]:
    more = element("overflow", "more", options=[option("Udsæt · 推迟", "snooze"), option("Ikke min · 不是我的", "not")])
    return [
        section("*3.1* Hvornår er »hen på foråret«? · “开春以后”是什么时候？"),
        row("when", element("datepicker", "date", placeholder=plain(date)), element("timepicker", "time",
            placeholder=plain(time), initial_time="09:00"), more),
        row("which", element("radio_buttons", "who", options=WHO, initial_option=WHO[0])),
        beside("Afsnit · 栏目", element("checkboxes", "sections", options=SECTIONS, initial_options=[SECTIONS[1]])),
        beside("Ejere · 负责人", element("multi_users_select", "owners", placeholder=plain("Vælg · 选择"),
               initial_users=["U0LI"], max_selected_items=2)),
        beside("Ugedage · 星期", element("multi_static_select", "days", placeholder=plain("Vælg · 选择"),
               options=[option("mandag · 周一", "mon"), option("onsdag · 周三", "wed")])),
        beside("Kontakt · 联系人", element("users_select", "contact", placeholder=plain("Vælg · 选择"))),
    ]  # fmt: skip


def post(client: WebClient, *blocks: Json) -> None:
    client.chat_postMessage(channel=CHANNEL, text="x", blocks=list(blocks))


def shown(page: Page, side: str = "left") -> Locator:
    return page.locator(f"#pane-{side} .message").last


def actions(workspace: LocalWorkspace, app: RecordingApp, count: int) -> list[Json]:
    """Wait for so many presses and give them."""

    def pressed() -> list[Json]:
        return [dict(payload["actions"][0]) for payload in app.payloads if "actions" in payload]

    workspace.wait_until(lambda: len(pressed()) >= count)
    assert len(pressed()) == count
    return pressed()


def test_everything_on_a_card_is_chosen_by_a_chinese_colleague(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient, shot: Shot
) -> None:
    post(client, *card("选择日期", "选择时间"))
    message = shown(visited, "right")
    expect(message).to_contain_text("选择日期")

    message.get_by_label("选择日期").fill("2017-04-10")
    expect(message.locator(".spelled-out").first).to_have_text("2017年4月10日星期一")
    message.get_by_label("选择时间").fill("14:30")
    expect(message.locator(".spelled-out").nth(1)).to_have_text("14:30")
    message.get_by_label("Min organisations").check()
    message.get_by_label("Besøg · 来访").check()
    message.get_by_role("button", name="Vælg · 选择 已选 1 项").click()
    message.get_by_label("Mette Holm").check()
    expect(message.get_by_text("最多选择 2 项。")).to_be_visible()
    expect(message.get_by_label("赵伟")).to_be_disabled()
    shot(visited, "card-with-pickers")
    message.get_by_role("combobox", name="Vælg · 选择").select_option("Lars Bro (CLEAN)")
    message.get_by_label("更多选项").click()
    message.get_by_role("menuitem", name="Ikke min · 不是我的").click()

    found = {one["action_id"]: one for one in actions(workspace, app, 7)}
    assert found["date"]["selected_date"] == "2017-04-10"
    assert found["time"]["selected_time"] == "14:30"
    assert found["who"]["selected_option"] == WHO[1]
    assert found["sections"]["selected_options"] == [SECTIONS[1], SECTIONS[2]]
    assert found["owners"]["selected_users"] == ["U0METTE", "U0LI"]
    assert found["contact"]["selected_user"] == "U0LARS"
    assert found["more"]["selected_option"]["value"] == "not"


def test_card_with_pickers_reads_on_a_narrow_screen(visited: Page, client: WebClient, shot: Shot) -> None:
    visited.set_viewport_size({"width": 390, "height": 800})
    post(client, *card("Vælg dato", "Vælg tid"))
    message = shown(visited)

    expect(message.locator(".spelled-out").first).to_have_text("Vælg dato")
    expect(message.locator(".spelled-out").nth(1)).to_have_text("kl. 09.00")
    assert message.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert visited.evaluate("document.documentElement.scrollWidth") <= 390
    shot(visited, "card-with-pickers-narrow")


def test_menus_offer_the_people_one_can_see(visited: Page, client: WebClient) -> None:
    post(client, beside("Kontakt", element("users_select", "contact", placeholder=plain("Vælg"))))

    danish = shown(visited).get_by_role("combobox", name="Vælg").locator("option")
    chinese = shown(visited, "right").get_by_role("combobox", name="Vælg").locator("option")

    expect(danish).to_have_text(["Vælg", "Mette Holm", "Lars Bro (CLEAN)", "李明", "王芳"])
    expect(chinese).to_have_text(["Vælg", "Mette Holm", "Lars Bro (CLEAN)", "李明", "赵伟"])


def test_typed_date_is_told_once_and_when_it_is_whole(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient
) -> None:
    post(client, row("when", element("datepicker", "date", placeholder=plain("Vælg dato"))))
    date = shown(visited).get_by_label("Vælg dato")

    date.focus()
    visited.keyboard.type("10102017")  # day and month alike: whichever the browser's language wants first
    expect(date).to_have_value("2017-10-10")
    visited.keyboard.press("Enter")

    assert [one["selected_date"] for one in actions(workspace, app, 1)] == ["2017-10-10"]


def test_date_that_is_not_confirmed_is_taken_back(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient
) -> None:
    ask = element("datepicker", "date", initial_date="2017-03-15", confirm=CONFIRM)
    post(client, row("when", ask, button("Gem", "save")["elements"][0]))
    date = shown(visited).locator("input[type=date]")

    date.fill("2017-05-01")
    visited.get_by_role("alertdialog", name="Ny frist?").get_by_role("button", name="Nej").click()
    expect(date).to_have_value("2017-03-15")
    expect(shown(visited).locator(".spelled-out")).to_have_text("onsdag den 15. marts 2017")
    date.fill("2017-05-01")
    visited.get_by_role("alertdialog", name="Ny frist?").get_by_role("button", name="Ja").click()

    assert [one["selected_date"] for one in actions(workspace, app, 1)] == ["2017-05-01"]


FIELDS: dict[str, Json] = {
    "Frist": element("datepicker", "e", initial_date="2017-03-15"),
    "Klokken": element("timepicker", "e", initial_time="09:00"),
    "Afsnit": element("checkboxes", "e", options=SECTIONS, initial_options=SECTIONS[:2]),
    "Hvis": element("radio_buttons", "e", options=WHO, initial_option=WHO[1]),
    "Ejer": element("users_select", "e", initial_user="U0LI"),
    "Deltagere": element("multi_users_select", "e", initial_users=["U0LI", "U0LARS"]),
    "Parter": element("multi_static_select", "e", options=WHO, initial_options=WHO[:1]),
    "Liste": element("static_select", "e", options=SECTIONS, initial_option=SECTIONS[2], focus_on_load=True),
}


def test_form_begins_with_its_values_and_sends_the_changed_ones(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient, shot: Shot
) -> None:
    workspace.user("mette").command("/note", channel=CHANNEL)
    view = modal("Opgave", *(text_field(label, label, element=found) for label, found in FIELDS.items()))
    client.views_open(trigger_id=app.last()["trigger_id"], view=view)
    form = visited.get_by_role("dialog", name="Opgave")
    expect(form.get_by_role("combobox", name="Liste")).to_be_focused()
    form.get_by_label("Frist").scroll_into_view_if_needed()
    shot(visited, "form-with-pickers")

    form.get_by_label("Klokken").fill("16:45")
    form.get_by_label("Nyt siden sidst").uncheck()
    form.get_by_role("button", name="Fjern 李明").click()
    form.get_by_role("button", name="Deltagere").click()
    form.get_by_label("Mette Holm").check()
    form.get_by_role("button", name="Gem").click()
    expect(form).to_have_count(0)

    values = app.last()["view"]["state"]["values"]
    assert {label: list(values[label]["e"].values())[1] for label in values} == {
        "Frist": "2017-03-15", "Klokken": "16:45", "Afsnit": [SECTIONS[1]], "Hvis": WHO[1], "Ejer": "U0LI",
        "Deltagere": ["U0METTE", "U0LARS"], "Parter": [WHO[0]], "Liste": SECTIONS[2],
    }  # fmt: skip


def test_settings_on_the_home_are_chosen_and_published_again(
    visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient, shot: Shot
) -> None:
    def home(said: str) -> Json:
        time = element("timepicker", "time", initial_time="09:00", placeholder=plain("Tid"))
        boxes = element("checkboxes", "sections", options=SECTIONS)
        return {"type": "home", "blocks": [section(said), beside("Påmindelse · 提醒", time), beside("Afsnit", boxes)]}

    def answer(payload: Json) -> None:
        if "actions" in payload:
            chosen = payload["actions"][0]["selected_time"]
            client.views_publish(user_id="U0METTE", hash=payload["view"]["hash"], view=home(f"Gemt: {chosen}"))

    client.views_publish(user_id="U0METTE", view=home("Dine indstillinger"))
    app.answer = answer
    pane = visited.locator("#pane-left")
    pane.get_by_role("tab", name="Jordbro · Hjem").click()
    expect(pane.locator(".home")).to_contain_text("kl. 09.00")

    pane.get_by_label("Tid").fill("08:15")

    expect(pane.locator(".home")).to_contain_text("Gemt: 08:15")
    expect(pane.locator(".home")).to_contain_text("kl. 08.15")
    shot(visited, "home-settings")
    assert [one["selected_time"] for one in actions(workspace, app, 1)] == ["08:15"]
