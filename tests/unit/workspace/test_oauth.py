"""OAuth v2: the page that asks, the code, the token, and tokens that rotate; with the SDK's own clients."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace
from bot.workspace.errors import SlackError
from tests.unit.workspace.conftest import Json
from tests.unit.workspace.test_chat import refusal

BACK = "http://127.0.0.1:3000/slack/oauth_redirect"
SCOPES = ["chat:write", "commands", "users:read"]


@pytest.fixture
def anyone(ws: LocalWorkspace) -> WebClient:
    return WebClient(base_url=ws.api_url)


@pytest.fixture
def http(ws: LocalWorkspace) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=ws.url) as found:
        yield found


def secret(ws: LocalWorkspace) -> dict[str, str]:
    return {"client_id": ws.app.client_id, "client_secret": ws.app.client_secret}


def asked(ws: LocalWorkspace, **more: str) -> str:
    """The address an app sends people to, as the SDK makes it."""
    page = AuthorizeUrlGenerator(
        client_id=ws.app.client_id, scopes=SCOPES, redirect_uri=BACK,
        authorization_url=f"{ws.url}/oauth/v2/authorize",
    )  # fmt: skip
    return page.generate(quote("tilstand & mere")) + ("&" + urlencode(more) if more else "")


def answer_in(address: str) -> dict[str, str]:
    assert address.startswith(f"{BACK}?")
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


def code_of(ws: LocalWorkspace, team: str = "T0JEPD", who: str | None = None) -> str:
    return answer_in(ws.authorize(asked(ws), team, who))["code"]


def test_the_page_names_app_teams_and_scopes(ws: LocalWorkspace, http: httpx.Client) -> None:
    page = http.get(asked(ws, team="T0JEPD"))

    assert page.status_code == 200
    assert re.findall(r'name="team" value="(\w+)"( checked)?', page.text) == [("T0REGION", ""), ("T0JEPD", " checked")]
    assert re.findall(r"<code>([\w:]+)</code>", page.text) == SCOPES
    assert 'name="state" value="tilstand &amp; mere"' in page.text
    assert "<h1>Jordbro</h1>" in page.text
    assert "form-action 'self' http://127.0.0.1:3000" in page.headers["content-security-policy"]


def pressed(http: httpx.Client, address: str, **more: str) -> httpx.Response:
    """The answer to a form that a browser sends: with the fields of the page and its origin."""
    page = http.get(address).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields = {name: value.replace("&amp;", "&") for name, value in hidden.items()} | more
    return http.post("/oauth/v2/authorize", data=fields, headers={"Origin": str(http.base_url).rstrip("/")})


def test_allowing_leads_back_with_code_and_state(ws: LocalWorkspace, http: httpx.Client, anyone: WebClient) -> None:
    back = pressed(http, asked(ws), team="T0JEPD", choice="allow")

    found = answer_in(back.headers["location"])
    assert (back.status_code, found["state"]) == (302, "tilstand & mere")
    assert anyone.oauth_v2_access(**secret(ws), code=found["code"], redirect_uri=BACK)["team"]["id"] == "T0JEPD"


def test_cancelling_leads_back_with_an_error(ws: LocalWorkspace, http: httpx.Client) -> None:
    back = pressed(http, asked(ws), team="T0JEPD", choice="cancel")

    assert answer_in(back.headers["location"]) == {"error": "access_denied", "state": "tilstand & mere"}
    assert "T0JEPD" not in ws.app.installations


def test_a_page_from_elsewhere_cannot_allow(ws: LocalWorkspace, http: httpx.Client) -> None:
    fields = {"client_id": ws.app.client_id, "scope": "commands", "redirect_uri": BACK, "choice": "allow"}

    answer = http.post("/oauth/v2/authorize", data=fields, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, ws.world.grants) == (403, {})


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"scope": ""}, "no_scopes"),
        ({"scope": "commands,admin"}, "invalid_scope"),
        ({"user_scope": "chat:write"}, "invalid_scope"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
        ({"redirect_uri": "javascript:alert(1)"}, "bad_redirect_uri"),
    ],
)
def test_what_cannot_be_asked_is_said_on_the_page(
    ws: LocalWorkspace, http: httpx.Client, wrong: dict[str, str], error: str
) -> None:
    right = {"client_id": ws.app.client_id, "scope": "commands", "redirect_uri": BACK, "state": "s"}

    page = http.get("/oauth/v2/authorize", params=right | wrong)

    assert page.status_code == 400
    assert f"<code>{error}</code>" in page.text
    with pytest.raises(SlackError, match=error):
        ws.authorize(f"/oauth/v2/authorize?{urlencode(right | wrong)}", "T0JEPD")


def test_markup_in_the_query_is_shown_as_text(ws: LocalWorkspace, http: httpx.Client) -> None:
    page = http.get(asked(ws).replace("tilstand", "%22%3E%3Cscript%3E"))

    assert "<script" not in page.text
    assert "&quot;&gt;&lt;script&gt;" in page.text


def test_registered_addresses_are_the_only_ones(ws: LocalWorkspace) -> None:
    ws.app.redirect_urls = [BACK]

    with pytest.raises(SlackError, match="bad_redirect_uri"):
        ws.authorize(asked(ws).replace("3000", "4000"), "T0JEPD")
    assert answer_in(ws.authorize(asked(ws).replace(f"redirect_uri={BACK}", ""), "T0JEPD"))["code"]


@pytest.mark.parametrize(("team", "who"), [("T0REGION", "wang"), ("T0REGION", "li"), ("T0NONE", None)])
def test_only_full_members_of_the_team_can_allow(ws: LocalWorkspace, team: str, who: str | None) -> None:
    with pytest.raises(SlackError, match="user_not_found"):
        ws.authorize(asked(ws), team, who)


def test_a_code_becomes_a_token(ws: LocalWorkspace, anyone: WebClient) -> None:
    answer = anyone.oauth_v2_access(**secret(ws), code=code_of(ws, who="zhao"), redirect_uri=BACK)

    at = ws.app.installations["T0JEPD"]
    assert answer.data == {
        "ok": True, "app_id": "A0JORDBRO", "authed_user": {"id": "U0ZHAO"}, "scope": ",".join(SCOPES),
        "token_type": "bot", "access_token": at.bot_token, "bot_user_id": "U0JORDBRO0JEPD",
        "team": {"id": "T0JEPD", "name": "JEPD 江苏省环境保护厅"}, "enterprise": None, "is_enterprise_install": False,
    }  # fmt: skip
    mine = WebClient(token=answer["access_token"], base_url=ws.api_url)
    assert mine.auth_test()["bot_id"] == "B0JORDBRO0JEPD"
    assert mine.auth_test().headers["x-oauth-scopes"] == ",".join(SCOPES)


def test_id_and_secret_may_come_as_fields(ws: LocalWorkspace) -> None:
    fields = secret(ws) | {"code": code_of(ws), "redirect_uri": BACK}

    answer = httpx.post(f"{ws.api_url}oauth.v2.access", data=fields)

    assert answer.json()["ok"]
    assert ws.app.client_secret not in str([call.as_json() for call in ws.calls("oauth.v2.access")])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_secret": "nej"}, "bad_client_secret"),
        ({"code": "opfundet"}, "invalid_code"),
        ({"code": None}, "invalid_code"),
        ({"redirect_uri": BACK + "/x"}, "bad_redirect_uri"),
        ({"redirect_uri": None}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
        ({"grant_type": "refresh_token"}, "invalid_refresh_token"),
    ],
)
def test_a_wrong_exchange_is_refused(ws: LocalWorkspace, anyone: WebClient, wrong: dict[str, Any], error: str) -> None:
    right = {**secret(ws), "code": code_of(ws), "redirect_uri": BACK}

    assert refusal(anyone.oauth_v2_access, **(right | wrong)) == error
    assert "T0JEPD" not in ws.app.installations


def test_a_broken_basic_header_is_refused(ws: LocalWorkspace) -> None:
    answer = httpx.post(f"{ws.api_url}oauth.v2.access", headers={"Authorization": "Basic !!!"})

    assert answer.json() == {"ok": False, "error": "invalid_client_id"}


def test_a_code_works_once_and_for_ten_minutes(ws: LocalWorkspace, anyone: WebClient, clock: ManualClock) -> None:
    first, late = code_of(ws), code_of(ws)
    clock.advance(599)
    anyone.oauth_v2_access(**secret(ws), code=first, redirect_uri=BACK)
    again = refusal(anyone.oauth_v2_access, **secret(ws), code=first, redirect_uri=BACK)
    clock.advance(1)

    assert again == "code_already_used"
    assert refusal(anyone.oauth_v2_access, **secret(ws), code=late, redirect_uri=BACK) == "invalid_code"


def test_allowing_a_team_that_has_it_gives_a_new_token_for_the_same_bot(ws: LocalWorkspace, anyone: WebClient) -> None:
    before = ws.token_of("T0REGION")
    answer = anyone.oauth_v2_access(**secret(ws), code=code_of(ws, "T0REGION"), redirect_uri=BACK)

    assert answer["bot_user_id"] == "U0JORDBRO0REGION"
    assert answer["access_token"] != before
    assert set(answer["scope"].split(",")) == set(ws.app.scopes)


def rotating(ws: LocalWorkspace, anyone: WebClient) -> Json:
    ws.app.token_rotation = True
    answer = anyone.oauth_v2_access(**secret(ws), code=code_of(ws), redirect_uri=BACK).data
    assert isinstance(answer, dict)
    return answer


def test_a_rotating_token_comes_with_its_end(ws: LocalWorkspace, anyone: WebClient) -> None:
    answer = rotating(ws, anyone)

    assert answer["expires_in"] == 43200
    assert answer["access_token"].startswith("xoxe.xoxb-")
    assert answer["refresh_token"].startswith("xoxe-1-")


def test_a_refresh_gives_a_new_pair_and_the_old_token_goes_on(
    ws: LocalWorkspace, anyone: WebClient, clock: ManualClock
) -> None:
    first = rotating(ws, anyone)
    clock.advance(3600)
    refresh = {**secret(ws), "grant_type": "refresh_token"}
    second = anyone.oauth_v2_access(**refresh, refresh_token=first["refresh_token"])

    old, new = (WebClient(token=one["access_token"], base_url=ws.api_url) for one in (first, second))
    assert old.auth_test()["user_id"] == new.auth_test()["user_id"] == "U0JORDBRO0JEPD"
    assert refusal(anyone.oauth_v2_access, **refresh, refresh_token=first["refresh_token"]) == "invalid_refresh_token"
    assert "authed_user" not in second.data
    clock.advance(11 * 3600)
    assert refusal(old.auth_test) == "token_expired"
    assert new.auth_test()["ok"]


def test_the_sdks_rotator_is_served(ws: LocalWorkspace, anyone: WebClient) -> None:
    first = rotating(ws, anyone)
    bot = Bot(
        app_id="A0JORDBRO", team_id="T0JEPD", bot_token=first["access_token"], bot_id="B0JORDBRO0JEPD",
        bot_user_id=first["bot_user_id"], bot_refresh_token=first["refresh_token"], bot_token_expires_at=1,
        installed_at=1.0,
    )  # fmt: skip

    found = TokenRotator(**secret(ws), client=anyone).perform_bot_token_rotation(bot=bot)

    assert found is not None
    assert (found.bot_token, found.bot_refresh_token) == (
        ws.token_of("T0JEPD"), ws.app.installations["T0JEPD"].refresh_token,
    )  # fmt: skip


def test_a_refresh_token_dies_with_its_installation(ws: LocalWorkspace, anyone: WebClient) -> None:
    first = rotating(ws, anyone)
    ws.revoke("T0JEPD")

    given = {**secret(ws), "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    assert refusal(anyone.oauth_v2_access, **given) == "invalid_refresh_token"
