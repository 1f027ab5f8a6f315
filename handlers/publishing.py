"""What the surfaces of publishing have in common: the list of a space's wikis."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import wikis as render
from bot.services.ask_publishing import list_wikis
from bot.services.describe_space import describe_space
from bot.slack.message import Message
from bot.store.database import Database


def page(
    db: Database, viewer: Viewer, locale: Language, space_id: int, wikis: tuple[str, ...], told: str = ""
) -> Message:
    """The wikis of a space as they are now; `told` is what to say above them."""
    found = list_wikis(db, viewer, space_id)
    space, standing = describe_space(db, viewer, space_id).space, viewer.standing(space_id)
    return render.as_page(space, found, locale, standing=standing, may=bool(wikis), told=told)
