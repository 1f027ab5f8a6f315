"""What people are asked about pages of a wiki: by the jobs that a run left."""

import json

from bot.domain.person import keeper
from bot.domain.publication import Question
from bot.domain.wiki import Publisher
from bot.domain.wiki_page import Writer
from bot.services.publish_choice import question_about
from bot.store.database import Database
from tests.integration.making import execute, rows


def asked_about(db: Database, publication: int, wiki: Publisher, writer: Writer) -> list[Question]:
    """The questions that are to be put since this was asked last."""
    found = [row[0] for row in rows(db, "SELECT args FROM jobs WHERE kind = 'ask_page' ORDER BY id")]
    execute(db, "DELETE FROM jobs WHERE kind = 'ask_page'")
    wanted = [args if isinstance(args, dict) else json.loads(args) for args in found]
    questions = [question_about(db, keeper(args["space"]), publication, args["page"], wiki, writer) for args in wanted]
    return [question for question in questions if question is not None]
