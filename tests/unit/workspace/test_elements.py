"""Pickers, menus, boxes: what apps may send, what people choose anywhere, and what apps then get."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.errors import SlackError
from bot.workspace.rules import check_message_blocks, check_view
from tests.unit.workspace.conftest import Json, RecordingApp, button, modal, section, text_field

CHANNEL = "jord-jiangsu"


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str = "", **more: Any) -> Json:
    return {"text": words(text), "value": value or text, **more}


DANISH, CHINESE, ENGLISH = option("Dansk", "da"), option("中文", "zh"), option("English", "en")
LANGUAGES: Json = {"options": [DANISH, CHINESE, ENGLISH]}
GROUPS: Json = {
    "option_groups": [
        {"label": words("Norden"), "options": [DANISH]},
        {"label": words("Andre"), "options": [CHINESE, ENGLISH]},
    ]
}


def row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def beside(text: str, element: Json) -> Json:
    return section(text) | {"accessory": element}


def one(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": "e", **more}


def reasons(*blocks: Json) -> list[str]:
    with pytest.raises(SlackError, match="invalid_blocks") as caught:
        check_message_blocks(list(blocks))
    return [reason.partition(" [json-pointer:")[0] for reason in caught.value.reasons]


GOOD: list[Json] = [
    one("datepicker", initial_date="2020-02-29", placeholder=words("Vælg dato")),
    one("timepicker", initial_time="00:00", timezone="Asia/Shanghai"),
    one("timepicker", initial_time="23:59", focus_on_load=True),
    one("checkboxes", **LANGUAGES, initial_options=[CHINESE, DANISH]),
    one("radio_buttons", **LANGUAGES, initial_option=CHINESE),
    one("static_select", **LANGUAGES, initial_option=DANISH),
    one("static_select", **GROUPS, initial_option=ENGLISH),
    one("multi_static_select", **LANGUAGES, initial_options=[DANISH, ENGLISH], max_selected_items=2),
    one("multi_static_select", **GROUPS, initial_options=[CHINESE, ENGLISH]),
    one("users_select", initial_user="U0LI"),
    one("multi_users_select", initial_users=["U0LI", "U0METTE"], max_selected_items=3),
    one("conversations_select", default_to_current_conversation=True, response_url_enabled=True),
    one("multi_channels_select", initial_channels=["C0JIANGSU"]),
    one("overflow", options=[option("Åbn", "o", url="https://example.org")]),
]
DATE = "must be a date in the format YYYY-MM-DD"
TIME = "must be a time in the format HH:mm"
OFFERED = "must be one of the provided options"
BAD: list[tuple[Json, str]] = [
    (one("datepicker", initial_date="2017-02-29"), DATE),
    (one("datepicker", initial_date="2017-2-1"), DATE),
    (one("datepicker", initial_date="20170201"), DATE),
    (one("datepicker", initial_date=""), DATE),
    (one("datepicker", initial_date=20170201), DATE),
    (one("datepicker", initial_time="10:00"), "no additional properties allowed: initial_time"),
    (one("timepicker", initial_time="24:00"), TIME),
    (one("timepicker", initial_time="9:30"), TIME),
    (one("timepicker", initial_time="09:30:00"), TIME),
    (one("timepicker", initial_time="09:60"), TIME),
    (one("checkboxes", **LANGUAGES, initial_options=[]), OFFERED),
    (one("checkboxes", **LANGUAGES, initial_option=DANISH), "no additional properties allowed: initial_option"),
    (one("radio_buttons", **LANGUAGES, initial_option=option("Norsk", "no")), OFFERED),
    (one("static_select", **LANGUAGES, initial_option=option("dansk", "da")), OFFERED),
    (one("static_select", **LANGUAGES, initial_option=DANISH | {"description": words("x")}), OFFERED),
    (one("static_select", **LANGUAGES, initial_option="da"), OFFERED),
    (one("static_select", **LANGUAGES, max_selected_items=1), "no additional properties allowed: max_selected_items"),
    (one("static_select", options=[option("x", url="https://x.dk")]), "no additional properties allowed: url"),
    (one("overflow", options=[option("x", url="")]), "must be more than 0 characters"),
    (one("multi_static_select", **GROUPS, initial_options=[DANISH, ENGLISH]), OFFERED),
    (one("multi_static_select", **LANGUAGES, initial_options=DANISH), OFFERED),
    (one("multi_static_select", **LANGUAGES, max_selected_items=0), "must be at least 1"),
    (one("multi_users_select", max_selected_items="3"), "must be at least 1"),
    (one("users_select", initial_user=["U0LI"]), "must be an id"),
    (one("users_select", initial_users=["U0LI"]), "no additional properties allowed: initial_users"),
    (one("multi_users_select", initial_users="U0LI"), "must be a list of ids"),
    (one("multi_users_select", initial_users=["U0LI", 7]), "must be a list of ids"),
    (one("channels_select", initial_user="U0LI"), "no additional properties allowed: initial_user"),
    (one("datepicker", focus_on_load="ja"), "must be true or false"),
]


@pytest.mark.parametrize("element", GOOD)
def test_elements_are_taken_as_slack_takes_them(element: Json) -> None:
    check_message_blocks([beside("x", element)])


@pytest.mark.parametrize(("element", "reason"), BAD)
def test_elements_are_refused_with_a_reason(element: Json, reason: str) -> None:
    assert reasons(beside("x", element)) == [reason]


@pytest.mark.parametrize("moment", [999_999_999, 10**10, "1490000000", True])
def test_a_moment_has_ten_digits(moment: object) -> None:
    check_message_blocks([row(one("datetimepicker", initial_date_time=1_490_000_000))])

    assert reasons(row(one("datetimepicker", initial_date_time=moment))) == ["must be a UNIX timestamp of 10 digits"]


@pytest.mark.parametrize("name", ["static", "users", "conversations", "channels", "external"])
def test_menus_of_several_do_not_stand_among_buttons(name: str) -> None:
    element = one(f"multi_{name}_select", **(LANGUAGES if name == "static" else {}))

    check_message_blocks([beside("x", element)])

    assert reasons(row(element)) == [f"unsupported type of element: {element['type']}"]


def test_a_picker_of_date_and_time_does_not_stand_beside_a_text() -> None:
    assert reasons(beside("x", one("datetimepicker"))) == ["unsupported type of element: datetimepicker"]


def focused(*labels: str) -> Json:
    fields = [text_field(label, label, element={"focus_on_load": label in labels}) for label in ("Titel", "Sted")]
    return modal("T", *fields)


def test_one_element_of_a_view_may_take_the_focus() -> None:
    check_view(focused("Sted"), "modal")

    with pytest.raises(SlackError, match="only one element may have focus_on_load"):
        check_view(focused("Titel", "Sted"), "modal")


def posted(client: WebClient, person: Person, *blocks: Json) -> Any:
    client.chat_postMessage(channel="C0JIANGSU", text="x", blocks=list(blocks))
    return person.last(CHANNEL)


USERS = one("multi_users_select", placeholder=words("Ejere"))


@pytest.mark.parametrize(
    ("element", "given", "sent"),
    [
        (one("datepicker"), "2017-03-15", {"selected_date": "2017-03-15"}),
        (one("datepicker"), None, {"selected_date": None}),
        (one("timepicker"), "09:05", {"selected_time": "09:05"}),
        (one("checkboxes", **LANGUAGES), ["中文", "da"], {"selected_options": [CHINESE, DANISH]}),
        (one("checkboxes", **LANGUAGES), [], {"selected_options": []}),
        (one("radio_buttons", **LANGUAGES), "English", {"selected_option": ENGLISH}),
        (one("static_select", **GROUPS), "zh", {"selected_option": CHINESE}),
        (one("multi_static_select", **GROUPS), ["English", "Dansk", "en"], {"selected_options": [ENGLISH, DANISH]}),
        (one("overflow", **LANGUAGES), "中文", {"selected_option": CHINESE}),
        (one("users_select"), "李明", {"selected_user": "U0LI"}),
        (one("users_select"), "", {"selected_user": None}),
        (USERS, ["lars", "U0LI", "Mette Holm"], {"selected_users": ["U0LARS", "U0LI", "U0METTE"]}),
        (one("conversations_select"), "#kantine", {"selected_conversation": "C0KANTINE"}),
        (one("multi_channels_select"), ["jord-internt"], {"selected_channels": ["C0INTERNT"]}),
    ],
)
def test_what_is_chosen_in_a_message_is_sent_and_kept(
    app: RecordingApp, client: WebClient, mette: Person, element: Json, given: object, sent: Json
) -> None:
    seen = posted(client, mette, beside("Hvad?", element) | {"block_id": "b"})

    assert mette.choose("Hvad?", given, on=seen).ok

    action = app.last()["actions"][0]
    assert {key: action[key] for key in sent} == sent
    kept = app.last()["state"]["values"].get("b", {}).get("e")
    assert kept == (None if element["type"] == "overflow" else {"type": element["type"], **sent})


@pytest.mark.parametrize(
    ("element", "given", "detail"),
    [
        (one("datepicker"), "2017-02-30", "no date YYYY-MM-DD: 2017-02-30"),
        (one("timepicker"), "24:00", "no time HH:MM: 24:00"),
        (one("checkboxes", **LANGUAGES), ["norsk"], "not offered: norsk"),
        (one("users_select"), "赵伟", "not offered: 赵伟"),
        (one("users_select"), "U0JORDBRO0REGION", "not offered: U0JORDBRO0REGION"),
        (USERS | {"max_selected_items": 1}, ["lars", "li"], "at most 1 can be chosen"),
        (one("channels_select"), "ingen", "not offered: ingen"),
    ],
)
def test_what_is_not_offered_cannot_be_chosen(
    app: RecordingApp, client: WebClient, mette: Person, element: Json, given: object, detail: str
) -> None:
    refused = mette.choose("Hvad?", given, on=posted(client, mette, beside("Hvad?", element)))

    assert (refused.error, refused.detail) == ("invalid_value", detail)
    assert app.payloads == []


def test_people_of_other_teams_are_offered_where_one_meets_them(
    app: RecordingApp, client: WebClient, ws: LocalWorkspace, li: Person
) -> None:
    seen = posted(client, li, beside("Hvem?", one("users_select")))

    assert [li.choose("Hvem?", who, on=seen).ok for who in ("mette", "zhao", "wang")] == [True, True, False]
    assert app.last()["actions"][0]["selected_user"] == "U0ZHAO"
    assert ws.user("wang").messages(CHANNEL) == []


def test_an_option_is_picked_by_its_words_wherever_it_is_offered(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    more = one("overflow", options=[option("Giv videre", "hand:7"), option("Ikke min", "not:7")])
    boxes = {"type": "checkboxes", "action_id": "c", **LANGUAGES}
    seen = posted(client, mette, row(button("Udført", "done")["elements"][0], more), row(boxes))

    results = [mette.pick(one, on=seen).ok for one in ("Ikke min", "hand:7", "中文")]

    assert results == [True] * 3
    actions = [payload["actions"][0] for payload in app.payloads]
    assert [one.get("selected_option", {}).get("value") for one in actions] == ["not:7", "hand:7", None]
    assert actions[2]["selected_options"] == [CHINESE]
    with pytest.raises(LookupError, match="nothing offers 'Slet' here, only \\['Giv videre', 'Ikke min', 'Dansk'"):
        mette.pick("Slet", on=seen)


def form() -> Json:
    elements: dict[str, Json] = {
        "Dato": one("datepicker", initial_date="2017-03-15"),
        "Klokken": one("timepicker", initial_time="09:00"),
        "Sprog": one("static_select", **LANGUAGES, initial_option=DANISH),
        "Afsnit": one("checkboxes", **LANGUAGES, initial_options=[DANISH]),
        "Form": one("radio_buttons", **LANGUAGES, initial_option=ENGLISH),
        "Parter": one("multi_static_select", **LANGUAGES, initial_options=[CHINESE]),
        "Ejer": one("users_select", initial_user="U0LI"),
        "Deltagere": one("multi_users_select", initial_users=["U0LI", "U0METTE"]),
    }
    return modal("Opgave", *(text_field(label, label, element=found) for label, found in elements.items()))


def opened(app: RecordingApp, client: WebClient, person: Person, view: Json) -> Json:
    person.command("/note", channel=CHANNEL)
    return dict(client.views_open(trigger_id=app.last()["trigger_id"], view=view)["view"])


def test_a_form_begins_with_its_initial_values(app: RecordingApp, client: WebClient, mette: Person) -> None:
    opened(app, client, mette, form())

    assert mette.modal is not None
    assert {label: field.value for label, field in mette.modal.fields.items()} == {
        "Dato": "2017-03-15", "Klokken": "09:00", "Sprog": DANISH, "Afsnit": [DANISH], "Form": ENGLISH,
        "Parter": [CHINESE], "Ejer": "U0LI", "Deltagere": ["U0LI", "U0METTE"],
    }  # fmt: skip


def test_a_form_is_filled_with_dates_times_several_options_and_people(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    opened(app, client, mette, form())
    mette.fill({"Dato": "2017-04-01", "Deltagere": ["lars", "李明"]})

    assert mette.submit({
        "Klokken": "14:30", "Sprog": "中文", "Afsnit": ["English", "zh"], "Form": "Dansk", "Parter": ["da", "en"],
        "Ejer": "Lars Bro (CLEAN)",
    }).ok  # fmt: skip

    values = app.last()["view"]["state"]["values"]
    assert {label: list(values[label]["e"].values())[1] for label in values} == {
        "Dato": "2017-04-01", "Klokken": "14:30", "Sprog": CHINESE, "Afsnit": [ENGLISH, CHINESE], "Form": DANISH,
        "Parter": [DANISH, ENGLISH], "Ejer": "U0LARS", "Deltagere": ["U0LARS", "U0LI"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"Klokken": "kl. 14"}, "no time HH:MM: kl. 14"),
        ({"Dato": "15. marts"}, "no date YYYY-MM-DD: 15. marts"),
        ({"Afsnit": "norsk"}, "not offered: norsk"),
        ({"Deltagere": ["zhao"]}, "not offered: zhao"),
    ],
)
def test_a_form_takes_nothing_else(
    app: RecordingApp, client: WebClient, mette: Person, values: Json, match: str
) -> None:
    opened(app, client, mette, form())

    with pytest.raises(ValueError, match=match):
        mette.submit(values)


def test_fields_can_be_emptied_and_required_ones_are_missed(
    app: RecordingApp, client: WebClient, mette: Person
) -> None:
    opened(app, client, mette, form())

    refused = mette.submit({"Dato": None, "Afsnit": [], "Ejer": "", "Deltagere": []})

    assert refused.error == "invalid_input"
    assert mette.modal is not None
    assert set(mette.modal.errors) == {"Dato", "Afsnit", "Ejer", "Deltagere"}


def test_too_many_in_a_form_are_refused_by_slack_itself(
    app: RecordingApp, client: WebClient, ws: LocalWorkspace, mette: Person
) -> None:
    element = one("multi_users_select", max_selected_items=1)
    view = opened(app, client, mette, modal("T", text_field("Ejere", "o", element=element)))
    entry = {"type": "multi_users_select", "selected_users": ["U0LI", "U0LARS"]}

    answer = ws.server.web.control.act(
        "submit", {"user": "U0METTE", "view_id": view["id"], "state": {"o": {"e": entry}}}
    )

    assert answer is not None
    assert (answer["error"], answer["detail"]) == ("invalid_input", "Choose at most 1.")


def test_settings_on_the_home_are_changed_and_kept(app: RecordingApp, client: WebClient, mette: Person) -> None:
    blocks = [
        beside("Påmindelser", one("timepicker", initial_time="09:00")) | {"block_id": "remind"},
        beside("Sprog", one("static_select", **LANGUAGES, initial_option=DANISH)) | {"block_id": "language"},
        row(one("checkboxes", **LANGUAGES)) | {"block_id": "sections"},
    ]
    client.views_publish(user_id="U0METTE", view={"type": "home", "blocks": blocks})

    mette.pick_time("Påmindelser", "08:30")
    mette.choose("Sprog", "中文")
    mette.choose("sections", ["English"])

    values = app.last()["view"]["state"]["values"]
    assert {block: list(values[block]["e"].values())[1] for block in values} == {
        "remind": "08:30", "language": CHINESE, "sections": [ENGLISH],
    }  # fmt: skip
    assert [payload["actions"][0]["type"] for payload in app.payloads] == ["timepicker", "static_select", "checkboxes"]


def test_a_date_is_picked_on_a_message(app: RecordingApp, client: WebClient, li: Person) -> None:
    seen = posted(client, li, row(one("datepicker", placeholder=words("选择日期"))))

    assert li.pick_date("选择日期", "2017-03-15", on=seen).ok
    assert app.last()["actions"][0]["selected_date"] == "2017-03-15"
