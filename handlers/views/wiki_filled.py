"""The form of a wiki was sent."""

from datetime import datetime

from bot.domain.errors import NotAllowed
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_wiki import TypedWiki
from bot.domain.wiki import TargetName
from bot.render import wikis as render
from bot.services.connect_wiki import connect_wiki
from bot.services.fetch_glossary import Asked
from bot.slack.payloads import Incoming, number_in, unpack
from bot.slack.vault import Vault
from bot.store.database import Database
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    vault: Vault,
    wikis: tuple[str, ...],
    now: datetime,
) -> None:
    """Keep it with the password sealed; whether the wiki lets us in is said a moment later."""
    private, state = unpack(incoming.private), incoming.state
    if not vault.has_key:
        raise NotAllowed("wikis_not_allowed")
    target: TargetName = "git" if state.get("target") == "git" else "mediawiki"
    automatic = render.is_ticked(state.get("automatic", ""))
    typed = TypedWiki(target, state.get("address", ""), state.get("user", ""), state.get("password", ""), automatic)
    here = incoming.channel_of(private)
    asked = Asked(f"form:{incoming.key}", here.channel_id if here else "", "", locale, here.team_id if here else "")
    space_id = number_in(private, "space")
    made = connect_wiki(db, viewer, space_id, typed, wikis, vault.seal_for, asked, now=now)
    reply.say(render.checking(made, locale), here)
