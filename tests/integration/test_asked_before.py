"""What somebody asked for while they might, and a job does when they may not any more."""

from bot import i18n
from bot.domain.person import SlackChannel, SlackUser
from bot.domain.shared_file import SharedFile
from bot.engines.chain import Chain
from bot.jobs import import_glossary
from bot.jobs.parts import JobParts
from bot.services.fetch_glossary import Asked, ask_import
from bot.slack.gateway import Gateway
from bot.slack.message import Message
from bot.store import roles
from bot.store.database import Database
from bot.store.jobs import due
from tests.integration.making import NOW, a_place, alone, enter, rows

FILE = b"da,zh\nklorerede opl\xc3\xb8sningsmidler,\xe6\xb0\xaf\xe4\xbb\xa3\xe6\xba\xb6\xe5\x89\x82\n"


class Holding(Gateway):
    """Slack with one file; `told` is what people were told alone."""

    def __init__(self) -> None:
        super().__init__("xoxb-1", "http://127.0.0.1:9/")
        self.told: list[str] = []

    def download(self, file: SharedFile, most: int) -> bytes:
        del file, most
        return FILE

    def whisper(self, channel: SlackChannel, user: SlackUser, message: Message, thread_ts: str = "") -> None:
        del channel, user, thread_ts
        self.told.append(message.text)


def test_who_only_reads_by_now_brings_no_terms_in_and_is_told_why(db: Database) -> None:
    i18n.load()
    place = a_place(db)
    member = enter(db, place, "U0LI", "Li Wei")
    file, asked = SharedFile("F1", "x.csv", 10, ""), Asked("k", "C0JIANGSU", "", "da")
    ask_import(db, member, place.space_id, file, asked, now=NOW)
    with db.write() as tx:
        roles.set_role(tx, place.space_id, member.person.id, "reader")
    with db.read() as tx:
        (job,) = [one for one in due(tx, NOW) if one.kind == "import_glossary"]
    slack = Holding()

    import_glossary.run(JobParts(db, alone(slack), Chain([]), lambda: NOW), job.args)

    assert rows(db, "SELECT 1 FROM terms") == []
    assert [one for one in slack.told if "Mette Holm" in one] != []
