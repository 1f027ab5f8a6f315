"""`jordbro owner`: say who owns a space, or make somebody an owner of it, where nobody else can."""

import argparse
import sys
from datetime import UTC, datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import SlackUser, keeper
from bot.i18n import t
from bot.render import answers
from bot.services.find_space import find_space
from bot.services.make_owner import list_owners, make_owner
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.store.roles import Owner
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Do it, and say who owns the space; 1, with a sentence, where it failed."""
    settings, locale = for_store(options), terminal_language()
    team, slash, user = options.person.partition("/")
    if options.person and not (team and slash and user):
        print(t("terminal.forget_who", locale), file=sys.stderr)
        return 1
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            return _owners(db, options.space, SlackUser(team, user) if slash else None, locale)
        finally:
            db.close()
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _owners(db: Database, space: str, user: SlackUser | None, locale: Language) -> int:
    space_id = find_space(db, space)
    if user is not None:
        owners: tuple[Owner, ...] = (make_owner(db, keeper(space_id), space_id, user, now=datetime.now(UTC)),)
    else:
        owners = list_owners(db, space_id)
    for one in owners:
        told = {"name": one.name, "id": "/".join(one.slack), "space": space}
        print(shown(t("terminal.owner_here" if one.is_there else "terminal.owner_away", locale, **told)))
    if not owners:
        print(shown(t("terminal.owner_none", locale, space=space)))
    return 0
