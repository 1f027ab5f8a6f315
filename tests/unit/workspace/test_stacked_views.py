"""Modals upon modals, and views changed later: by buttons inside them, by answers to submissions, with a hash."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import Person
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field
from tests.unit.workspace.test_chat import refusal

CHANNEL = "jord-jiangsu"
ITEM = modal("Opgave", text_field("Tekst", "text"), button("Giv videre", "hand"), notify_on_close=True)
OWNER = modal("Ny ejer", text_field("Ejer", "owner"), button("Flere", "more"), notify_on_close=True)


def opened(app: RecordingApp, client: WebClient, person: Person, view: Json = ITEM) -> Json:
    person.command("/note", channel=CHANNEL)
    return dict(client.views_open(trigger_id=app.last()["trigger_id"], view=view)["view"])


def pushing(client: WebClient) -> Any:
    """An app that opens a second modal when a button is pressed."""

    def answer(payload: Json) -> None:
        if payload["type"] == "block_actions":
            client.views_push(trigger_id=payload["trigger_id"], view=OWNER)

    return answer


def titles(person: Person) -> list[str]:
    """The titles of the modals, as one after the other is closed."""
    found: list[str] = []
    while person.modal is not None:
        found.append(person.modal.title)
        person.close_modal()
    return found


def test_a_button_in_a_modal_opens_one_above_it(app: RecordingApp, client: WebClient, mette: Person) -> None:
    first = opened(app, client, mette)
    mette.fill({"Tekst": "halvt skrevet"})
    app.answer = pushing(client)

    assert mette.press("Giv videre").ok

    assert mette.modal is not None
    assert (mette.modal.title, mette.modal.view["previous_view_id"], mette.modal.view["root_view_id"]) == (
        "Ny ejer", first["id"], first["id"],
    )  # fmt: skip
    mette.close_modal()
    assert mette.modal.fields["Tekst"].value == "halvt skrevet"
    assert (app.last()["type"], app.last()["view"]["title"]["text"]) == ("view_closed", "Ny ejer")


def test_what_is_submitted_above_goes_back_to_the_one_below(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    first = opened(app, client, mette)
    app.answer = pushing(client)
    mette.press("Giv videre")

    def change_the_one_below(payload: Json) -> None:
        below = payload["view"]["previous_view_id"]
        owner = payload["view"]["state"]["values"]["owner"]["x"]["value"]
        client.views_update(view_id=below, view=modal("Opgave", section(f"Ejer: {owner}"), *ITEM["blocks"]))

    app.answer = change_the_one_below
    assert mette.submit({"Ejer": "CLEAN"}).ok

    assert mette.modal is not None
    assert (mette.modal.id, mette.modal.plain) == (first["id"], "Ejer: CLEAN\nTekst\n[Giv videre]")


def test_a_button_in_a_modal_changes_it(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette)
    mette.fill({"Tekst": "står her"})

    def update(payload: Json) -> None:
        view = payload["view"]
        more = modal("Opgave", *ITEM["blocks"], text_field("Frist", "due", optional=True))
        client.views_update(view_id=view["id"], hash=view["hash"], view=more)

    app.answer = update
    assert mette.press("Giv videre").ok

    assert mette.modal is not None
    assert {label: field.value for label, field in mette.modal.fields.items()} == {"Tekst": "står her", "Frist": None}


def test_an_answer_pushes_updates_and_clears(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette)
    seen: list[tuple[str, bool]] = []

    for answer in (
        {"response_action": "push", "view": OWNER},
        {"response_action": "update", "view": modal("Er du sikker?", section("Ejer: CLEAN"))},
        {"response_action": "clear"},
    ):
        app.answer = lambda _payload, found=answer: found  # type: ignore[misc]  # mypy cannot type a lambda's default
        done = mette.submit(dict.fromkeys(mette.modal.fields if mette.modal else {}, "CLEAN"))
        seen.append((mette.modal.title if mette.modal else "", done.ok))

    assert seen == [("Ny ejer", True), ("Er du sikker?", True), ("", True)]


def test_an_updated_one_above_leaves_the_one_below(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette)
    app.answer = pushing(client)
    mette.press("Giv videre")
    app.answer = lambda _payload: {"response_action": "update", "view": modal("Tak", section("Gemt"))}

    mette.submit({"Ejer": "CLEAN"})

    app.answer = lambda _payload: None
    assert titles(mette) == ["Tak", "Opgave"]


def test_three_are_the_most_for_buttons_and_answers(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette)
    app.answer = pushing(client)
    mette.press("Giv videre")
    mette.press("Flere")
    errors: list[str] = []

    def once_more(payload: Json) -> None:
        errors.append(refusal(client.views_push, trigger_id=payload["trigger_id"], view=OWNER))

    app.answer = once_more
    mette.press("Flere")
    app.answer = lambda _payload: {"response_action": "push", "view": OWNER}
    answered = mette.submit({"Ejer": "CLEAN"})

    app.answer = lambda _payload: None
    assert (errors, answered.error) == (["push_limit_reached"], "push_limit_reached")
    assert titles(mette) == ["Ny ejer", "Ny ejer", "Opgave"]


@pytest.mark.parametrize("seconds", [3.5, 3600.0])
def test_a_modal_opened_earlier_is_updated_and_its_trigger_is_spent(
    app: RecordingApp, client: WebClient, mette: Person, clock: ManualClock, seconds: float
) -> None:
    view = opened(app, client, mette)
    mette.press("Giv videre")
    trigger = app.last()["trigger_id"]
    clock.advance(seconds)

    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal("Senere", section("x")))["view"]

    assert mette.modal is not None
    assert (mette.modal.title, mette.modal.view["hash"]) == ("Senere", newer["hash"])
    assert newer["hash"] != view["hash"]
    assert refusal(client.views_push, trigger_id=trigger, view=OWNER) == "expired_trigger_id"
    assert refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=ITEM) == "hash_conflict"


def test_an_update_after_closing_finds_nothing(app: RecordingApp, client: WebClient, mette: Person) -> None:
    view = opened(app, client, mette)
    mette.close_modal()

    assert refusal(client.views_update, view_id=view["id"], view=ITEM) == "not_found"


def home(text: str) -> Json:
    times = {"type": "timepicker", "action_id": "e", "initial_time": "09:00"}
    remind = {"type": "section", "block_id": "remind", "text": {"type": "mrkdwn", "text": "Tid"}, "accessory": times}
    return {"type": "home", "blocks": [section(text), remind]}


def test_the_home_is_published_again_only_over_the_version_meant(client: WebClient, mette: Person) -> None:
    first = client.views_publish(user_id="U0METTE", view=home("1"))["view"]
    second = client.views_publish(user_id="U0METTE", hash=first["hash"], view=home("2"))["view"]

    assert refusal(client.views_publish, user_id="U0METTE", hash=first["hash"], view=home("3")) == "hash_conflict"
    assert mette.home is not None
    assert mette.home.plain.splitlines()[0] == "2"
    assert (second["id"], second["root_view_id"]) == (first["id"], first["id"])
    client.views_publish(user_id="U0METTE", view=home("4"))
    assert mette.home.plain.splitlines()[0] == "4"


def test_a_button_on_the_home_opens_a_modal_that_publishes_it_anew(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    with_button = {"type": "home", "blocks": [section("1 opgave"), button("Ny", "new")]}
    client.views_publish(user_id="U0METTE", view=with_button)

    def answer(payload: Json) -> None:
        if payload["type"] == "block_actions":
            client.views_open(trigger_id=payload["trigger_id"], view=ITEM)
        else:
            client.views_publish(user_id="U0METTE", view={"type": "home", "blocks": [section("2 opgaver")]})

    app.answer = answer
    mette.press("Ny")
    assert mette.submit({"Tekst": "x"}).ok

    assert mette.modal is None
    assert mette.home is not None
    assert mette.home.plain == "2 opgaver"


def test_what_was_chosen_on_the_home_stays_when_it_is_published_again(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    client.views_publish(user_id="U0METTE", view=home("1"))
    mette.pick_time("Tid", "08:15")
    assert app.last()["actions"][0]["selected_time"] == "08:15"

    view = client.views_publish(user_id="U0METTE", view=home("2"))["view"]

    assert view["state"]["values"]["remind"]["e"] == {"type": "timepicker", "selected_time": "08:15"}
