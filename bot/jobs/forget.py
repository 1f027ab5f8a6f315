"""Forget a person who asked for it."""

from bot.domain.errors import NotAllowed
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.render.blocks import sentence
from bot.services.forget_person import forget_person
from bot.services.see_again import see_again


def run(parts: JobParts, args: Args) -> None:
    """Take them out of everything; where they have become the only owner of something since, tell them."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    try:
        forget_person(parts.db, seen.viewer, args["person"], now=parts.clock())
    except NotAllowed as problem:
        user = seen.viewer.person.slack
        told = sentence(answers.problem(problem, seen.reader.language))
        parts.slack.to(user).gateway.direct(user, told, once=parts.once("forget"))
