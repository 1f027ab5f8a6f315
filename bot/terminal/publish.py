"""`jordbro publish`: publish a space to the wikis it is connected to, or connect it to one."""

import argparse
import os
import sys
from datetime import UTC, datetime
from getpass import getpass
from typing import cast

from rich.progress import Progress

from bot.config import Settings
from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.publication import Publication, Tally
from bot.domain.typed_wiki import TypedWiki
from bot.domain.wiki import TargetName, WikiRefused, WikiUnreachable
from bot.i18n import t
from bot.jobs.wikis import writer_of
from bot.render import answers
from bot.render import wikis as render
from bot.services.connect_wiki import connect_wiki
from bot.services.fetch_glossary import Asked
from bot.services.find_space import find_space
from bot.services.publish import Job, publish
from bot.slack.vault import Vault
from bot.store import publications
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language
from bot.wiki.opening import Opening

PASSWORD = "WIKI_PASSWORD"  # noqa: S105  the name of a variable


def run(options: argparse.Namespace) -> int:
    """Publish, or connect and look; 1, with a sentence, where something wants somebody."""
    settings, locale = for_store(options), terminal_language()
    db = Database(settings.database_url)
    try:
        migrate(db)
        space_id = find_space(db, options.space)
        if options.connect:
            _connect(db, options, settings, space_id, locale)
        return _publish(db, settings, space_id, locale)
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    finally:
        db.close()
    return 1


def _connect(db: Database, options: argparse.Namespace, settings: Settings, space_id: int, locale: Language) -> None:
    """As an owner does in the form; the password is asked for, or stands in the environment: never in a command."""
    target = cast("TargetName", options.target)
    password = os.environ.get(PASSWORD, "") or (
        getpass(t("wikis.field_password", locale) + ": ") if options.user else ""
    )
    typed = TypedWiki(target, options.connect, options.user or "", password, automatic=not options.by_hand)
    asked = Asked("terminal", "", "", locale)
    vault = Vault(settings.token_keys)
    connect_wiki(
        db, keeper(space_id), space_id, typed, settings.wikis, vault.seal_for, asked, now=datetime.now(UTC), check=False
    )


def _publish(db: Database, settings: Settings, space_id: int, locale: Language) -> int:
    with db.read() as tx:
        found = publications.of_spaces(tx, keeper(space_id), [space_id])
    wikis = [one for one in found if one.target != "canvas"]  # a canvas is Slack's, and a bot keeps it
    if not wikis:
        print(t("terminal.no_wiki", locale), file=sys.stderr)
        return 1
    return max(_one(db, settings, one, locale) for one in wikis)


def _one(db: Database, settings: Settings, publication: Publication, locale: Language) -> int:
    now = datetime.now(UTC)
    try:
        with Progress() as bar, Opening(Vault(settings.token_keys).open_for, settings.wikis).of(publication) as wiki:
            task = bar.add_task(publication.address, total=None)
            tally = publish(
                db,
                Job(publication.id, publication.space_id, again=True),
                wiki,
                writer_of(publication),
                now=now,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
    except WikiRefused as problem:
        with db.write() as tx:
            publications.set_state(tx, publication.id, "refused", problem.reason)
        print(shown(render.not_let_in(publication, problem.reason, locale).text), file=sys.stderr)
        return 1
    except WikiUnreachable:
        print(shown(render.unreachable(publication, locale).text), file=sys.stderr)
        return 1
    print(shown(render.published(publication, tally, locale).text))
    return _troubled(tally)


def _troubled(tally: Tally) -> int:
    return 1 if tally.refused or tally.conflicts else 0
