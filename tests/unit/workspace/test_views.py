"""views.*, triggers, and what people do with modals."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field
from tests.unit.workspace.test_chat import refusal

CHANNEL = "jord-jiangsu"
_TITLE = "must be less than 25 characters [json-pointer:/view/title/text]"
_SUBMIT = "missing submit: a submit is required when an input block is in the blocks [json-pointer:/view]"


def trigger(app: RecordingApp, person: Person) -> str:
    assert person.command("/note", channel=CHANNEL).ok
    return str(app.last()["trigger_id"])


def opened(app: RecordingApp, client: WebClient, person: Person, view: Json) -> Json:
    return dict(client.views_open(trigger_id=trigger(app, person), view=view)["view"])


def test_a_modal_opens_for_the_one_who_asked(app: RecordingApp, client: WebClient, mette: Person, li: Person) -> None:
    view = opened(app, client, mette, modal("Referat", text_field("Titel", "t"), private_metadata="p"))

    assert view["app_installed_team_id"] == "T0REGION"
    assert (view["private_metadata"], view["root_view_id"], view["previous_view_id"]) == ("p", view["id"], None)
    assert mette.modal is not None
    assert (mette.modal.title, list(mette.modal.fields)) == ("Referat", ["Titel"])
    assert li.modal is None


def test_a_trigger_works_once_and_for_three_seconds(
    app: RecordingApp, client: WebClient, mette: Person, clock: ManualClock
) -> None:
    view = modal("T", section("x"))
    used, late, in_time = (trigger(app, mette) for _ in range(3))
    clock.advance(2.9)
    client.views_open(trigger_id=used, view=view)
    client.views_open(trigger_id=in_time, view=view)
    clock.advance(0.2)

    assert refusal(client.views_open, trigger_id=used, view=view) == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id=late, view=view) == "expired_trigger_id"
    assert refusal(client.views_open, trigger_id="123.456", view=view) == "invalid_trigger_id"


def test_three_modals_are_the_most(app: RecordingApp, client: WebClient, mette: Person) -> None:
    first = opened(app, client, mette, modal("1", section("x")))
    for title in ("2", "3"):
        view = client.views_push(trigger_id=trigger(app, mette), view=modal(title, section("x")))["view"]

    assert view["root_view_id"] == first["id"]
    assert refusal(client.views_push, trigger_id=trigger(app, mette), view=modal("4", section("x"))) == (
        "push_limit_reached"
    )


def test_push_needs_an_open_modal(app: RecordingApp, client: WebClient, mette: Person) -> None:
    assert refusal(client.views_push, trigger_id=trigger(app, mette), view=modal("1", section("x"))) == (
        "invalid_trigger_id"
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, _TITLE),
        ({"submit": None}, _SUBMIT),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        ({"blocks": [section("x")] * 101}, "no more than 100 items allowed [json-pointer:/view/blocks]"),
        ({"title": None}, "missing required field: title [json-pointer:/view]"),
        ({"type": "home"}, "must be a view of type modal [json-pointer:/view/type]"),
        ({"blocks": [{"type": "markdown"}]}, "unsupported type: markdown [json-pointer:/view/blocks/0/type]"),
    ],
)  # fmt: skip
def test_open_refuses_a_view_against_the_rules(
    app: RecordingApp, client: WebClient, mette: Person, change: Json, reason: str
) -> None:
    view = modal("T", text_field("Titel", "t")) | change

    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger(app, mette), view=view)

    assert caught.value.response["error"] == "invalid_arguments"
    assert f"[ERROR] {reason}" in caught.value.response["response_metadata"]["messages"]


def test_update_by_id_or_external_id_with_the_right_hash(app: RecordingApp, client: WebClient, mette: Person) -> None:
    view = opened(app, client, mette, modal("1", text_field("Titel", "t"), external_id="e"))
    mette.fill({"Titel": "skrevet"})

    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal("2", text_field("Navn", "t")))["view"]

    assert mette.modal is not None
    assert mette.modal.fields["Navn"].value == "skrevet"
    assert newer["hash"] != view["hash"]
    assert refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=modal("3", section("x"))) == (
        "hash_conflict"
    )
    assert refusal(client.views_update, external_id="e", view=modal("3", section("x"))) == "not_found"
    assert refusal(client.views_update, view_id="V0", view=modal("3", section("x"))) == "not_found"


def test_an_external_id_is_unique(app: RecordingApp, client: WebClient, mette: Person, li: Person) -> None:
    del li
    opened(app, client, mette, modal("1", section("x"), external_id="e"))

    again = refusal(client.views_open, trigger_id=trigger(app, mette), view=modal("2", section("x"), external_id="e"))

    assert again == "duplicate_external_id"


def test_submit_sends_what_was_entered(app: RecordingApp, client: WebClient, mette: Person) -> None:
    date = {"type": "datepicker", "action_id": "d", "initial_date": "2017-01-10"}
    blocks = [text_field("Titel", "t"), text_field("Dato", "d", element=date)]
    opened(app, client, mette, modal("T", *blocks))

    assert mette.submit({"Titel": "Møde 会议"}).ok

    sent = app.last()
    assert sent["type"] == "view_submission"
    assert (sent["user"]["id"], sent["team"]["id"]) == ("U0METTE", "T0REGION")
    assert sent["view"]["state"]["values"] == {
        "t": {"x": {"type": "plain_text_input", "value": "Møde 会议"}},
        "d": {"d": {"type": "datepicker", "selected_date": "2017-01-10"}},
    }
    assert mette.modal is None


def test_slack_itself_refuses_an_unfilled_form(app: RecordingApp, client: WebClient, mette: Person) -> None:
    short = text_field("Kort", "k", element={"max_length": 3}, optional=True)
    opened(app, client, mette, modal("T", text_field("Titel", "t"), short))
    before = len(app.payloads)

    result = mette.submit({"Kort": "lang"})

    assert (result.ok, result.error) == (False, "invalid_input")
    assert mette.modal is not None
    assert set(mette.modal.errors) == {"t", "k"}
    assert len(app.payloads) == before


def errors(_payload: Json) -> Json:
    return {"response_action": "errors", "errors": {"t": "Skriv mere"}}


def test_the_app_may_point_at_errors(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette, modal("T", text_field("Titel", "t")))
    app.answer = errors

    result = mette.submit({"Titel": "x"})

    assert (result.ok, result.error) == (False, "errors")
    assert mette.modal is not None
    assert mette.modal.errors == {"t": "Skriv mere"}
    assert mette.modal.fields["Titel"].value == "x"


def test_the_app_may_update_push_and_clear(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette, modal("1", text_field("Titel", "t")))
    titles = []

    for answer in (
        {"response_action": "update", "view": modal("2", text_field("Titel", "t"))},
        {"response_action": "push", "view": modal("3", section("x"))},
    ):
        app.answer = lambda _payload, found=answer: found  # type: ignore[misc]  # mypy cannot type a lambda's default
        assert mette.submit({"Titel": "x"} if mette.modal and mette.modal.fields else None).ok
        titles.append(mette.modal.title if mette.modal else None)
    app.answer = lambda _payload: {"response_action": "clear"}
    assert mette.submit().ok

    assert (titles, mette.modal) == (["2", "3"], None)


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"unknown": "x"}},
        {"response_action": "update", "view": {"type": "modal", "blocks": []}},
        {"response_action": "dance"},
        "tekst",
    ],
)
def test_a_wrong_answer_to_a_submission_is_trouble(
    app: RecordingApp, client: WebClient, mette: Person, answer: Any
) -> None:
    opened(app, client, mette, modal("1", text_field("Titel", "t")))
    app.answer = lambda _payload: answer

    assert not mette.submit({"Titel": "x"}).ok
    assert mette.modal is not None
    assert mette.notices == ["We had some trouble connecting. Try again?"]


def test_a_submission_nobody_answers_keeps_what_was_typed(
    ws: LocalWorkspace, app: RecordingApp, client: WebClient, mette: Person
) -> None:
    opened(app, client, mette, modal("1", text_field("Titel", "t")))
    ws.ws.deliveries.patience = 0.0

    assert mette.submit({"Titel": "lang tekst"}).error == "operation_timeout"
    assert mette.modal is not None
    assert mette.modal.fields["Titel"].value == "lang tekst"
    assert mette.notices == ["We had some trouble connecting. Try again?"]


def test_closing_tells_the_app_only_if_it_asked(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette, modal("1", section("x"), notify_on_close=True))
    client.views_push(trigger_id=trigger(app, mette), view=modal("2", section("x")))
    before = len(app.payloads)

    mette.close_modal()
    silent = len(app.payloads) - before
    mette.close_modal()

    assert silent == 0
    assert (app.last()["type"], app.last()["is_cleared"]) == ("view_closed", False)
    assert mette.modal is None


def test_a_button_and_a_menu_in_a_modal(app: RecordingApp, client: WebClient, mette: Person) -> None:
    options = [{"text": {"type": "plain_text", "text": name}, "value": name[:2]} for name in ("dansk", "中文")]
    menu = {"type": "static_select", "action_id": "lang", "options": options}
    opened(app, client, mette, modal("1", text_field("Sprog", "s", element=menu), button("Mere", "more", "7")))

    quiet = mette.choose("Sprog", "中文")
    mette.press("Mere")

    assert quiet.ok
    sent = app.last()
    assert sent["actions"][0]["value"] == "7"
    assert sent["view"]["state"]["values"]["s"]["lang"]["selected_option"]["value"] == "中文"
    assert sent["container"] == {"type": "view", "view_id": sent["view"]["id"]}
    assert mette.choose("Sprog", "norsk").error == "invalid_value"


def home(text: str) -> Json:
    return {"type": "home", "blocks": [section(text), button("Sprog", "language")]}


def test_app_home_is_opened_and_published(app: RecordingApp, client: WebClient, mette: Person) -> None:
    assert mette.open_home().ok
    client.views_publish(user_id="U0METTE", view=home("Hej"))
    mette.open_home()

    first, second = app.events
    assert (first["type"], first["tab"], first["user"]) == ("app_home_opened", "home", "U0METTE")
    assert "view" not in first
    assert second["view"]["type"] == "home"
    assert mette.home is not None
    assert mette.home.plain == "Hej\n[Sprog]"
    assert mette.press("Sprog").ok
    assert app.last()["view"]["type"] == "home"


def test_publish_refuses(client: WebClient) -> None:
    client.views_publish(user_id="U0METTE", view=home("1"))

    assert refusal(client.views_publish, user_id="U0METTE", hash="0.0", view=home("2")) == "hash_conflict"
    assert refusal(client.views_publish, user_id="U0NOBODY", view=home("2")) == "user_not_found"
    assert refusal(client.views_publish, user_id="U0ZHAO", view=home("2")) == "not_enabled"
    assert refusal(client.views_publish, user_id="U0METTE", view=modal("x", section("x"))) == "invalid_arguments"
