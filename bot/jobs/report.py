"""Make the printed report of a trip, as far as whoever asked may see it by now, and send it to them directly."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from bot.domain.errors import NotFound
from bot.domain.language import Language
from bot.domain.person import SlackChannel
from bot.domain.trip import ReportForm, TripReport
from bot.jobs.parts import Args, JobParts
from bot.render import trips as told
from bot.render.report.build import as_document
from bot.render.report.docx import BrokenTemplate
from bot.render.report.files import as_file, file_name
from bot.services import write_down
from bot.services.read_trip import read_trip
from bot.services.see_again import SeenAgain, see_again
from bot.slack.gateway import Gateway, SlackRefused
from bot.store import jobs


def run(parts: JobParts, args: Args) -> None:
    """Make one file after the other, and say in a message that is updated how far it is."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    try:
        report = read_trip(parts.db, seen.viewer, args["trip"])
    except NotFound:  # they have left, or it has gone
        return
    sending = _Sending(parts, args, seen, report)
    if not sending.args["sent"]:
        write_down.exported(parts.db, seen.viewer, "report", now=parts.clock())
    sending.send()


class _Sending:
    """A report on its way to somebody; what was sent is not sent again by a later attempt."""

    def __init__(self, parts: JobParts, args: Args, seen: SeenAgain, report: TripReport) -> None:
        self._parts, self.args, self._seen, self._report = parts, dict(args), seen, report
        self._locale = seen.viewer.person.language or cast("Language", args["locale"])
        self._user = seen.viewer.person.slack
        self._gateway: Gateway = parts.slack.to(self._user).gateway
        self._files: list[tuple[tuple[Language, ...], ReportForm]] = [
            (tuple(version), form) for version in args["versions"] for form in args["forms"]
        ]
        self._total = len(self._files) + 1  # reading it is the first step

    def send(self) -> None:
        """All files that were not sent yet."""
        self._say(self.args["sent"] + 1)
        for languages, form in self._files[self.args["sent"] :]:
            self._one(languages, form)
            self._keep(sent=self.args["sent"] + 1)
            self._say(self.args["sent"] + 1)

    def _one(self, languages: tuple[Language, ...], form: ReportForm) -> None:
        now = self._parts.clock()
        document = as_document(self._report, languages, now.astimezone(self._seen.reader.zone).date())
        space_id = self._report.space.id
        try:
            content = as_file(document, form, self._parts.report_template, space_id, now=now)
        except BrokenTemplate as problem:
            self._gateway.direct(
                self._user, told.template_broken(problem.why, self._locale), once=self._parts.once("report:template")
            )
            return
        name = file_name(self._report.trip.id, languages, form, self._locale)
        comment = told.sent(self._report.trip, languages, self._locale)
        try:
            self._gateway.upload(self._user, name, content, comment)
        except SlackRefused as refusal:
            self._gateway.direct(
                self._user, told.refused(refusal.code, self._locale), once=self._parts.once(f"report:{name}")
            )

    def _say(self, done: int) -> None:
        """How far it is, in the place of what was said before."""
        message = told.progress(self._report.trip, done, self._total, self._locale)
        said: Mapping[str, Any] | None = self.args["message"]
        if said is not None:
            with suppress(SlackRefused):  # they have deleted it: the files come all the same
                self._gateway.update(SlackChannel(self._user.team_id, said["channel"]), said["ts"], message)
            return
        channel = self._gateway.direct_channel(self._user)
        ts = self._gateway.post(channel, message, once=self._parts.once("report"))
        self._keep(message={"channel": channel.channel_id, "ts": ts})

    def _keep(self, **changed: object) -> None:
        self.args |= changed
        with self._parts.db.write() as tx:
            jobs.set_args(tx, self._parts.job_id, self.args)
