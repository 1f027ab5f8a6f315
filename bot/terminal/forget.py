"""`jordbro forget`: take a person out of the record, where the law allows it or asks for it."""

import argparse
import sys
from datetime import UTC, datetime

from bot.domain.errors import UserError
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import SlackUser, keeper
from bot.i18n import t
from bot.render import answers
from bot.services.forget_person import find_person, forget_person
from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import migrate
from bot.terminal.printing import shown
from bot.terminal.settings import for_store, terminal_language


def run(options: argparse.Namespace) -> int:
    """Forget them, or without `--yes` say what that would mean; 1, with a sentence, where it failed."""
    settings, locale = for_store(options), terminal_language()
    team, slash, user = options.person.partition("/")
    if not (team and slash and user):
        print(t("terminal.forget_who", locale), file=sys.stderr)
        return 1
    try:
        db = Database(settings.database_url)
        try:
            migrate(db)
            return _forget(db, SlackUser(team, user), options, locale)
        finally:
            db.close()
    except UserError as problem:
        print(shown(answers.problem(problem, locale)), file=sys.stderr)
    except DatabaseUnavailable:
        print(t("terminal.no_store", locale), file=sys.stderr)
    return 1


def _forget(db: Database, user: SlackUser, options: argparse.Namespace, locale: Language) -> int:
    person_id = find_person(db, user)
    if not options.yes:
        print(t("terminal.forget_warning", locale, name=shown(options.person)))
        if options.in_texts:
            print(t("terminal.forget_texts", locale))
        print(t("terminal.forget_not_yet", locale))
        return 1
    # the words of each language, as readers get them too where the name stood as a field
    instead = {language: t("person.former", language, number=person_id) for language in LANGUAGES}
    in_texts = instead if options.in_texts else None
    done = forget_person(db, keeper(0), person_id, now=datetime.now(UTC), in_texts=in_texts)
    print(t("terminal.forgotten", locale, count=done.actions))
    return 0
