"""Ask people about a page that was edited in a wiki: what stands there, what stands here, and which of it counts."""

from bot import log
from bot.domain.errors import NotFound
from bot.domain.person import keeper
from bot.domain.publication import Publication, Question
from bot.domain.wiki import WikiRefused, WikiUnreachable
from bot.jobs.parts import Args, JobParts, Later
from bot.jobs.wikis import connection, deciders, opened, tell_decider, writer_of
from bot.render import wiki_question
from bot.services.publish_choice import question_about
from bot.services.see_again import see_again

logger = log.get(__name__)


def run(parts: JobParts, args: Args) -> None:
    """Look at the page once more, and ask about it as it is; a wiki that is away is asked later."""
    publication = connection(parts, args)
    if publication is None:
        return
    try:
        question = _question(parts, args, publication)
    except NotFound:  # deleted meanwhile, there or here
        return
    except WikiRefused as problem:
        logger.warning("a wiki refuses", publication=publication.id, why=problem.reason)
        return
    except WikiUnreachable as problem:
        raise Later("wiki", problem.after) from problem
    if question is None:
        return
    asker = see_again(parts.db, args["person"]) if args["person"] else None
    still = asker if asker is not None and asker.viewer.sees(publication.space_id) else None
    for seen in deciders(parts, publication, still):
        asked = wiki_question.question(question, seen.reader.language)
        tell_decider(parts, seen, asked, f"wiki:{question.page_id}:{question.shown}:{parts.job_id}")


def _question(parts: JobParts, args: Args, publication: Publication) -> Question | None:
    viewer = keeper(publication.space_id)
    with opened(parts, publication) as publisher:
        return question_about(parts.db, viewer, publication.id, args["page"], publisher, writer_of(publication))
