"""Pages for wikis of others: what the record says, in the markup of each, with people's text escaped."""

from collections.abc import Mapping

from bot.domain.wiki import TargetName
from bot.render.wiki.markdown import Markdown
from bot.render.wiki.markup import Markup
from bot.render.wiki.wikitext import Wikitext

MARKUPS: Mapping[TargetName, Markup] = {"mediawiki": Wikitext(), "git": Markdown()}
