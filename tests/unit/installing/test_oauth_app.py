"""Our app beside a local workspace: where people are sent, what a code gives, and tokens that change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack.gateway import SlackLater, SlackRefused
from bot.slack.oauth_app import OAuthApp, Uninvited, WholeOrganisation
from bot.slack.scopes import SCOPES
from bot.slack.vault import Vault, new_key
from bot.web.listening import listen
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import free_port
from tests.unit.project.files import text

PUBLIC = "https://jordbro.region.dk/"


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        yield made


def app_of(workspace: LocalWorkspace, **other: str) -> OAuthApp:
    given = {"client_id": workspace.app.client_id, "client_secret": workspace.app.client_secret} | other
    ours = (given["client_id"], given["client_secret"])
    return OAuthApp(*ours, api_url=workspace.api_url, public_url=PUBLIC, vault=Vault([new_key()]))


def code_for(workspace: LocalWorkspace, app: OAuthApp, team_id: str, who: str | None = None) -> str:
    back = workspace.authorize(app.address("state"), team_id, who)
    return parse_qs(urlsplit(back).query)["code"][0]


def test_people_are_sent_to_slacks_page_with_the_scopes_of_the_manifest_and_no_others() -> None:
    app = OAuthApp("1.2", "s", "https://slack.com/api/", PUBLIC, Vault([]))
    address = urlsplit(app.address("a&b"))

    assert (address.scheme, address.netloc, address.path) == ("https", "slack.com", "/oauth/v2/authorize")
    assert parse_qs(address.query, keep_blank_values=True) == {
        "client_id": ["1.2"],
        "scope": [",".join(yaml.safe_load(text("manifest.yml"))["oauth_config"]["scopes"]["bot"])],
        "user_scope": [""],
        "state": ["a&b"],
        "redirect_uri": ["https://jordbro.region.dk/slack/oauth_redirect"],
    }


def test_a_code_gives_the_tokens_of_a_workspace_and_who_we_are_there(workspace: LocalWorkspace) -> None:
    app = app_of(workspace)

    granted = app.granted(code_for(workspace, app, "T0JEPD", "li"))

    team, bot = workspace.world.teams["T0JEPD"], workspace.app.installations["T0JEPD"]
    assert (granted.me.team_id, granted.me.user_id, granted.me.bot_id) == (team.id, bot.bot_user_id, bot.bot_id)
    assert (granted.team_name, granted.installer, granted.lasts) == (team.name, "U0LI", None)
    assert (sorted(granted.scopes), granted.tokens.access) == (sorted(SCOPES), bot.bot_token)


def test_tokens_that_change_are_changed(workspace: LocalWorkspace) -> None:
    workspace.app.token_rotation = True
    app = app_of(workspace)
    first = app.granted(code_for(workspace, app, "T0JEPD"))

    second = app.renewed(first.tokens)

    assert (first.lasts, second.lasts) == (timedelta(hours=12), timedelta(hours=12))
    assert second.tokens.access == workspace.token_of("T0JEPD") != first.tokens.access
    with pytest.raises(SlackRefused, match="invalid_refresh_token"):
        app.renewed(first.tokens)


def test_a_code_is_good_once(workspace: LocalWorkspace) -> None:
    app = app_of(workspace)
    code = code_for(workspace, app, "T0JEPD")
    app.granted(code)

    with pytest.raises(SlackRefused, match="code_already_used"):
        app.granted(code)


def test_a_wrong_secret_is_refused(workspace: LocalWorkspace) -> None:
    code = code_for(workspace, app_of(workspace), "T0JEPD")

    with pytest.raises(SlackRefused, match="bad_client_secret"):
        app_of(workspace, client_secret="another").granted(code)


def test_a_slack_out_of_reach_is_for_later() -> None:
    app = OAuthApp("1.2", "s", "http://127.0.0.1:1/api/", PUBLIC, Vault([]))

    with pytest.raises(SlackLater):
        app.granted("code")


def test_the_secret_is_not_shown() -> None:
    app = OAuthApp("1.2", "the-client-secret", "https://a:pass@slack.com/api/", PUBLIC, Vault([]))

    assert repr(app) == f"OAuthApp(client_id='1.2', public_url='{PUBLIC}')"


@contextmanager
def slack_that_answers(answer: dict[str, Any]) -> Iterator[tuple[OAuthApp, list[str]]]:
    """A Slack with one answer to a code, and the methods that were called with their tokens."""
    called: list[str] = []

    def saying(content: dict[str, Any]) -> Callable[[Request], Any]:
        async def said(request: Request) -> Response:
            called.append(f"{request.url.path} {request.headers.get('authorization', '').partition(' ')[2][:12]}")
            return JSONResponse(content)

        return said

    port = free_port()
    routes = [
        Route("/api/oauth.v2.access", saying({"ok": True, **answer}), methods=["POST"]),
        Route("/api/auth.revoke", saying({"ok": True, "revoked": True}), methods=["POST"]),
    ]
    close = listen(Starlette(routes=routes), "127.0.0.1", port)
    try:
        yield OAuthApp("1.2", "s", f"http://127.0.0.1:{port}/api/", PUBLIC, Vault([])), called
    finally:
        close()


@pytest.mark.parametrize("answer", [{"is_enterprise_install": True, "team": {"id": "T1"}}, {"team": None}])
def test_what_is_granted_for_a_whole_organisation_is_given_back(answer: dict[str, Any]) -> None:
    org = {"access_token": "org-token-1", "token_type": "bot", "enterprise": {"id": "E1"}, **answer}
    with slack_that_answers(org) as (app, called):
        with pytest.raises(WholeOrganisation):
            app.granted("code")

        assert called[-1] == "/api/auth.revoke org-token-1"


@pytest.mark.parametrize("answer", [{"token_type": "bot"}, {"access_token": "a-token", "token_type": "user"}])
def test_an_answer_without_a_token_of_a_bot_is_refused(answer: dict[str, Any]) -> None:
    with (
        slack_that_answers({"team": {"id": "T1"}, **answer}) as (app, _),
        pytest.raises(SlackRefused, match="no_token"),
    ):
        app.granted("code")


def test_a_workspace_that_may_not_have_the_app_gets_nothing_and_its_token_is_given_back(
    workspace: LocalWorkspace,
) -> None:
    app = replace(app_of(workspace), teams=frozenset({"T0REGION"}))

    with pytest.raises(Uninvited):
        app.granted(code_for(workspace, app, "T0JEPD"))

    assert app.granted(code_for(workspace, app, "T0REGION")).me.team_id == "T0REGION"
    assert len(workspace.calls("auth.revoke")) == 1
