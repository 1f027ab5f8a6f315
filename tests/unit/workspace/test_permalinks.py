"""Permalinks: the address of a message, followed by people and by browsers."""

import httpx
import pytest
from slack_sdk import WebClient

from bot.workspace.driver import LocalWorkspace, Person
from bot.workspace.permalinks import target_of
from tests.unit.workspace.conftest import Json, section

CHANNEL = "C0JIANGSU"


def permalink(client: WebClient, ts: str, channel: str = CHANNEL) -> str:
    return str(client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])


def test_a_permalink_names_channel_and_message(ws: LocalWorkspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="kort")["ts"]

    link = permalink(client, ts)

    assert link == f"{ws.url}/archives/{CHANNEL}/p{ts.replace('.', '')}"
    assert target_of(link) == (CHANNEL, ts)


def test_the_permalink_of_a_reply_names_its_thread(ws: LocalWorkspace, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=CHANNEL, text="kort")["ts"]
    reply = client.chat_postMessage(channel=CHANNEL, text="svar", thread_ts=parent)["ts"]

    link = permalink(client, reply)

    assert link == f"{ws.url}/archives/{CHANNEL}/p{reply.replace('.', '')}?thread_ts={parent}&cid={CHANNEL}"
    assert target_of(link) == (CHANNEL, reply)


@pytest.mark.parametrize(
    "address",
    ["", "kort", "https://example.org", "/archives/C1", "/archives/C1/p12", "/archives/x1/p1490000000000001",
     "/archives/C1/p1490000000000001/x", "https://x/archives/C1/q1490000000000001"],
)  # fmt: skip
def test_other_addresses_lead_to_no_message(address: str) -> None:
    assert target_of(address) is None


def test_links_in_messages_are_followed_to_the_card(client: WebClient, mette: Person, li: Person) -> None:
    link = permalink(client, client.chat_postMessage(channel=CHANNEL, text="Kort 3")["ts"])
    go = {"type": "button", "text": {"type": "plain_text", "text": "Vis"}, "action_id": "v", "url": link}
    rich: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
        {"type": "link", "url": link, "text": "3.2"}, {"type": "link", "url": "https://x.dk"},
    ]}]}  # fmt: skip
    text = section(f"<{link}|*3.1* &lt;CLEAN&gt;> <@U0LI> <https://x.dk?a=1&amp;b=2> <!here>")
    client.chat_postMessage(channel=CHANNEL, text="x", blocks=[text, rich, {"type": "actions", "elements": [go]}])

    digest = mette.last(CHANNEL)

    assert digest.links == {
        "*3.1* <CLEAN>": link, "https://x.dk?a=1&b=2": "https://x.dk?a=1&b=2", "3.2": link,
        "https://x.dk": "https://x.dk", "Vis": link,
    }  # fmt: skip
    for person, words in ((mette, "3.2"), (li, "Vis"), (li, link)):
        assert person.follow(words, on=digest).plain == "Kort 3"


def test_a_link_in_a_plain_text_is_followed_too(client: WebClient, li: Person) -> None:
    link = permalink(client, client.chat_postMessage(channel=CHANNEL, text="Kort 3")["ts"])
    client.chat_postMessage(channel="U0LI", text=f"待办：<{link}|3.1> 和 <{link}>")

    assert li.last().links == {"3.1": link, link: link}
    assert li.follow("3.1", on=li.last()).plain == "Kort 3"


def test_a_link_leads_only_those_to_a_message_who_see_it(
    ws: LocalWorkspace, client: WebClient, mette: Person, li: Person
) -> None:
    inside = permalink(client, client.chat_postMessage(channel="C0INTERNT", text="internt")["ts"], "C0INTERNT")
    gone = client.chat_postMessage(channel=CHANNEL, text="væk")["ts"]
    away = permalink(client, gone)
    client.chat_delete(channel=CHANNEL, ts=gone)
    client.chat_postMessage(channel=CHANNEL, text=f"<{inside}|internt> <https://x.dk|ude>")

    assert mette.follow(inside).plain == "internt"
    for person, link in ((li, "internt"), (mette, away), (mette, "ude"), (mette, "findes ikke")):
        with pytest.raises(LookupError, match="is led to no message"):
            person.follow(link, on=ws.user("mette").last(CHANNEL))


def test_a_browser_is_led_to_the_page(ws: LocalWorkspace, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="kort")["ts"]

    answer = httpx.get(permalink(client, ts))

    assert (answer.status_code, answer.headers["location"]) == (302, f"/#go={CHANNEL}/p{ts.replace('.', '')}")
    assert httpx.get(f"{ws.url}/archives/x%0d%0aa/p%22").headers["location"] == "/#go=x%0D%0Aa/p%22"
