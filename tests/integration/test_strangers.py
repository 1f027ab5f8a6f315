"""Workspaces that share nothing but a bot: they learn nothing of each other, and write by their own installations."""

import pytest

from bot.domain.errors import NotFound
from bot.domain.person import SlackUser
from bot.engines.chain import Chain
from bot.jobs import ended
from bot.jobs.parts import JobParts
from bot.services.describe_space import describe_space
from bot.services.end_installation import end_installation
from bot.services.join_organisation import join_organisation
from bot.services.recognise import names_of, recognise
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Gateways
from bot.slack.installing import keep
from bot.slack.vault import Vault, new_key
from bot.store import people
from bot.store.database import Database
from tests.integration.making import HOME, NOW, a_place, enter, rows
from tests.integration.test_installations import granted, kept

OTHER, STRANGE = "T0JEPD", "T0STRANGE"


def known(db: Database, team: str, user: str, name: str) -> SlackUser:
    """Somebody of a workspace of whom Slack has told us."""
    viewer = recognise(db, SlackUser(team, user), None, guess=None, now=NOW)
    with db.write() as tx:
        people.set_profile(tx, viewer.person.id, team, name, None)
    return SlackUser(team, user)


def test_the_name_behind_an_id_is_told_to_who_may_meet_them_in_slack(db: Database) -> None:
    place = a_place(db)
    enter(db, place, "U0LI", "Li Wei")
    known(db, OTHER, "U0WANG", "Wang Min")
    stranger, colleague = known(db, STRANGE, "U0EVE", "Eve"), known(db, HOME, "U0BO", "Bo")
    ids = ["U0LI", "U0WANG", "U0EVE", "U0BO", "U0METTE"]

    told = {
        "by a stranger": names_of(db, stranger, STRANGE, ids),
        "of one workspace": names_of(db, colleague, HOME, ids),
        "in one channel": names_of(db, SlackUser("", "U0LI"), "", ids),
    }

    assert told == {
        "by a stranger": {"U0EVE": "Eve"},
        "of one workspace": {"U0LI": "Li Wei", "U0BO": "Bo", "U0METTE": "Mette Holm"},
        "in one channel": {"U0LI": "Li Wei", "U0METTE": "Mette Holm"},
    }


def test_nobody_of_whom_another_workspace_told_is_put_into_an_organisation(db: Database) -> None:
    place = a_place(db)
    known(db, STRANGE, "U0EVE", "Eve")

    with pytest.raises(NotFound, match="person_not_here"):
        join_organisation(db, place.viewer, place.space_id, SlackUser(HOME, "U0EVE"), "CLEAN", now=NOW)

    assert describe_space(db, place.viewer, place.space_id).members == {}
    assert rows(db, "SELECT name FROM organisations") == []


def test_nobody_is_written_to_by_an_installation_of_a_workspace_that_is_neither_theirs_nor_where_they_meet_us(
    db: Database,
) -> None:
    vault = Vault([new_key()])
    for team in (STRANGE, HOME):
        keep(db, vault, granted(team), NOW)
    place, gateways = a_place(db), Gateways(db, vault, "http://127.0.0.1:9/")
    partner = enter(db, place, "U0LI", "Li Wei").person.slack
    ours = gateways.to(SlackUser(OTHER, partner.user_id)).me.team_id

    end_installation(db, HOME, now=NOW)
    gateways.forget(HOME)

    assert ours == HOME
    with pytest.raises(SlackRefused, match="not_installed"):
        gateways.to(place.viewer.person.slack)


def test_an_installation_whose_token_no_key_opens_is_not_taken_for_ended(db: Database) -> None:
    keep(db, Vault([new_key()]), granted(HOME), NOW)
    other_keys = Gateways(db, Vault([new_key()]), "http://127.0.0.1:9/")

    ended.run(JobParts(db, other_keys, Chain([]), lambda: NOW), {"team": HOME})

    assert (kept(db, HOME).is_active, kept(db, HOME).sealed is not None) == (True, True)
