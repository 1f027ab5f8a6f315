"""What the doctor looks at in the wikis that spaces are published to: each is asked whether it lets us in."""

from collections.abc import Iterator
from contextlib import closing

from bot.domain.publication import Publication
from bot.domain.wiki import WikiRefused, WikiUnreachable
from bot.slack.vault import Vault
from bot.store import publications
from bot.store.database import Database, DatabaseUnavailable
from bot.store.examine import file_of
from bot.store.migrate import revisions
from bot.terminal.finding import Finding, Patient, ok, wrong
from bot.wiki.opening import Opening


def wikis(patient: Patient) -> Iterator[Finding]:
    """Log in to each wiki; nothing is read of its pages and nothing is written."""
    if not patient.settings.token_keys:
        return  # no wiki can have been connected
    opening = Opening(Vault(patient.settings.token_keys).open_for, patient.settings.wikis)
    for publication in _connected(patient):
        yield _asked(opening, publication)


def _connected(patient: Patient) -> list[Publication]:
    """All connections but the canvases, which are Slack's; none where the store is not of this version."""
    path = file_of(patient.settings.database_url)
    if path is not None and not path.exists():
        return []
    with closing(Database(patient.settings.database_url)) as db:
        try:
            found = revisions(db)
            if found.of_store != found.of_code:
                return []
            with db.read() as tx:
                return [one for one in publications.all_of_them(tx) if one.target != "canvas"]
        except DatabaseUnavailable:  # said where the store is looked at
            return []


def _asked(opening: Opening, publication: Publication) -> Finding:
    try:
        with opening.of(publication) as wiki:
            wiki.check()
    except WikiRefused as problem:
        return wrong("wiki_wrong", address=publication.address).because(f"wikis.why.{problem.reason}")
    except WikiUnreachable:
        return wrong("wiki_away", address=publication.address)
    return ok("wiki_ok", address=publication.address)
