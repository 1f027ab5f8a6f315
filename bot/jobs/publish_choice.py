"""Do what somebody decided about a page that was edited in the wiki, if it is still as they saw it."""

from bot.domain.errors import UserError
from bot.domain.publication import Publication
from bot.domain.wiki import WikiRefused, WikiUnreachable
from bot.jobs.parts import Args, JobParts
from bot.jobs.wikis import locale_of, opened, say, writer_of
from bot.render import answers, wiki_question
from bot.render import wikis as render
from bot.services.publish_choice import Choice, Chosen, choose
from bot.services.see_again import SeenAgain, see_again
from bot.store import publications


def run(parts: JobParts, args: Args) -> None:
    """Do it as the person they are by now; say what came of it where they pressed."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    with parts.db.read() as tx:
        publication = publications.get(tx, seen.viewer, args["publication"])
    if publication is None:
        return
    locale = locale_of(args, seen.viewer)
    try:
        chosen = _chosen(parts, args, publication, seen)
    except UserError as problem:
        say(parts, args, answers.told_problem(problem, locale), "choice")
    except WikiRefused as problem:
        say(parts, args, render.not_let_in(publication, problem.reason, locale), "choice")
    except WikiUnreachable:
        say(parts, args, render.unreachable(publication, locale), "choice")
    else:
        say(parts, args, wiki_question.chosen(chosen.title, chosen.question, args["choice"], locale), "choice")


def _chosen(parts: JobParts, args: Args, publication: Publication, seen: SeenAgain) -> Chosen:
    choice: Choice = "theirs" if args["choice"] == "theirs" else "ours"
    shown = "" if args["choice"] == "show" else args["shown"]  # which no page is as: what there is is shown
    with opened(parts, publication) as publisher:
        return choose(
            parts.db,
            seen.viewer,
            args["page"],
            shown,
            choice,
            publisher,
            writer_of(publication),
            now=parts.clock(),
        )
