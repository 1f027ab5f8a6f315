"""/digest: how the channel gets its digest, or in private the person; changed and previewed by words."""

from datetime import datetime

from bot.domain.digest_change import DigestChange
from bot.domain.digest_request import DigestRequest, read_request
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers import digests
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    address: str,
    now: datetime,
) -> None:
    """Show it, change it or preview it, as the words say."""
    request = read_request(incoming.text, grammar.digest_words, grammar.languages)
    if request.mine or digests.is_private(incoming):
        _own(reply, db, viewer, locale, address, request, now)
    elif viewer.channel is None:
        offer_space(incoming, reply, db, viewer, locale, "", now)
    else:
        _of_channel(reply, db, viewer, locale, address, request, now)


def _of_channel(
    reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, request: DigestRequest, now: datetime
) -> None:
    if request.changes:
        change = DigestChange.asked(request, viewer.person.zone, locale)
        digests.change(reply, db, viewer, locale, change, now)
    elif request.preview or request.week:
        digests.preview(reply, db, viewer, locale, address, now, weekly=request.week)
    else:
        digests.show(reply, db, viewer, locale, now)


def _own(
    reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, request: DigestRequest, now: datetime
) -> None:
    if request.changes:
        change = DigestChange.asked(request, viewer.person.zone, locale)
        digests.change_own(reply, db, viewer, locale, change)
    elif request.preview or request.week:
        digests.preview_mine(reply, db, viewer, locale, address, now, weekly=request.week)
    else:
        digests.show_own(reply, db, viewer, locale)
