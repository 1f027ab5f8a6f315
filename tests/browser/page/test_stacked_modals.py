"""Modals above modals: opened and changed by buttons inside them and by answers, with what was typed below kept."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace
from tests.browser.conftest import Shot
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field

pytestmark = pytest.mark.browser

ITEM = modal("Opgave", text_field("Tekst", "text"), button("Giv videre", "hand"), button("Vis mere", "more"))
OWNER = modal("Ny ejer", text_field("Ejer", "owner"))


def answering(client: WebClient) -> Any:
    """An app with a form, a form above it, and an answer that goes back to the first."""

    def answer(payload: Json) -> Json | None:
        view = payload.get("view", {})
        if payload["type"] == "view_submission" and view["title"]["text"] == "Ny ejer":
            owner = view["state"]["values"]["owner"]["x"]["value"]
            client.views_update(
                view_id=view["previous_view_id"], view=modal("Opgave", *ITEM["blocks"], section(f"Ejer: {owner}"))
            )
        elif payload["type"] == "view_submission":
            return {"response_action": "update", "view": modal("Gemt", section("Kortet følger med."))}
        elif payload["actions"][0]["action_id"] == "hand":
            client.views_push(trigger_id=payload["trigger_id"], view=OWNER)
        else:
            more = modal("Opgave", *ITEM["blocks"], text_field("Frist", "due", optional=True))
            client.views_update(view_id=view["id"], hash=view["hash"], view=more)
        return None

    return answer


@pytest.fixture
def form(visited: Page, workspace: LocalWorkspace, app: RecordingApp, client: WebClient) -> Locator:
    workspace.user("mette").command("/note", channel="jord-jiangsu")
    client.views_open(trigger_id=app.last()["trigger_id"], view=ITEM)
    app.answer = answering(client)
    found = visited.get_by_role("dialog", name="Opgave")
    found.get_by_role("textbox", name="Tekst").fill("CLEAN sender oversigt")
    return found


def test_button_opens_a_modal_above_and_its_answer_changes_the_one_below(
    visited: Page, form: Locator, app: RecordingApp, shot: Shot
) -> None:
    form.get_by_role("button", name="Giv videre").click()
    above = visited.get_by_role("dialog", name="Ny ejer")
    expect(above.get_by_role("textbox", name="Ejer")).to_be_focused()
    expect(form).to_have_count(0)
    above.get_by_role("textbox", name="Ejer").fill("JEPD 外事处")
    shot(visited, "modal-above")
    above.get_by_role("button", name="Gem").click()

    expect(form).to_contain_text("Ejer: JEPD 外事处")
    expect(form.get_by_role("textbox", name="Tekst")).to_have_value("CLEAN sender oversigt")
    shot(visited, "modal-below-again")
    form.get_by_role("button", name="Gem").click()
    done = visited.get_by_role("dialog", name="Gemt")
    expect(done).to_contain_text("Kortet følger med.")
    assert app.last()["view"]["state"]["values"]["text"]["x"]["value"] == "CLEAN sender oversigt"


def test_button_changes_the_modal_it_stands_in(form: Locator) -> None:
    form.get_by_role("button", name="Vis mere").click()

    expect(form.get_by_role("textbox", name="Frist")).to_be_visible()
    expect(form.get_by_role("textbox", name="Tekst")).to_have_value("CLEAN sender oversigt")


def test_answer_clears_all_modals(visited: Page, form: Locator, app: RecordingApp) -> None:
    form.get_by_role("button", name="Giv videre").click()
    above = visited.get_by_role("dialog", name="Ny ejer")
    expect(above).to_be_visible()
    app.answer = lambda _payload: {"response_action": "clear"}
    above.get_by_role("textbox", name="Ejer").fill("CLEAN")
    above.get_by_role("button", name="Gem").click()

    expect(visited.get_by_role("dialog")).to_have_count(0)


def test_answer_pushes_a_modal_above(visited: Page, form: Locator, app: RecordingApp) -> None:
    app.answer = lambda _payload: {"response_action": "push", "view": OWNER}
    form.get_by_role("button", name="Gem").click()
    above = visited.get_by_role("dialog", name="Ny ejer")
    expect(above).to_be_visible()

    app.answer = lambda _payload: None
    above.get_by_role("button", name="Tilbage").click()

    expect(form.get_by_role("textbox", name="Tekst")).to_have_value("CLEAN sender oversigt")
