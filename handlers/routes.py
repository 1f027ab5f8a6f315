"""The one table of everything Slack can send us, and what handles it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from slack_bolt import App

from bot.slack import payloads
from handlers.actions import channels as channel_buttons
from handlers.actions import chart as chart_button
from handlers.actions import digest as digest_buttons
from handlers.actions import (
    edit_note,
    history,
    inner_note,
    item_life,
    item_sheet,
    more_room,
    note_summary,
    original,
    share,
    show_note,
    space_forms,
    status,
    turn,
)
from handlers.actions import export as export_actions
from handlers.actions import find as found_buttons
from handlers.actions import forget as forget_button
from handlers.actions import glossary as glossary_buttons
from handlers.actions import keeping as keeping_buttons
from handlers.actions import (
    language as chosen_language,
)
from handlers.actions import open as open_word
from handlers.actions import preferences as open_preferences
from handlers.actions import review as open_review
from handlers.actions import roles as role_forms
from handlers.actions import snooze as put_aside
from handlers.actions import trips as trip_buttons
from handlers.actions import wikis as wiki_buttons
from handlers.commands import (
    actions,
    digest,
    find,
    glossary,
    help,  # noqa: A004  named as the command is
    language,
    note,
    publish,
    report,
    review,
    settings,
    space,
    summary,
    wiki,
)
from handlers.events import channel_life, ended, home, joined, left, mention, renamed
from handlers.middleware import Handle, Reader, Tools, listener
from handlers.shortcuts import log_as_note
from handlers.views import action_edited, find_asked, item_forms, note_edited, note_written, reviewed, wiki_filled
from handlers.views import digest as digest_form
from handlers.views import forget as forget_form
from handlers.views import glossary as glossary_forms
from handlers.views import keeping as retention_form
from handlers.views import preferences as preferences_form
from handlers.views import roles as roles_sent
from handlers.views import space_forms as sent
from handlers.views import trips as trip_forms

Kind = Literal["command", "event", "action", "view", "shortcut"]


@dataclass(frozen=True, slots=True)
class Route:
    """One thing Slack can send: its kind and name, and who handles it.

    `word` is what a mention, a button or /jordbro says for it; its words stand in the catalogues
    below `words.`. A name that ends in "." stands for all names that begin so.
    """

    kind: Kind
    name: str
    handle: Handle
    word: str = ""


ROUTES: tuple[Route, ...] = (
    Route("command", "/note", note.handle, "note"),
    Route("command", "/actions", actions.handle, "actions"),
    Route("command", "/summary", summary.handle, "summary"),
    Route("command", "/find", find.handle, "find"),
    Route("command", "/review", review.handle, "review"),
    Route("command", "/language", language.handle, "language"),
    Route("command", "/digest", digest.handle, "digest"),
    Route("command", "/settings", settings.handle, "settings"),
    Route("command", "/space", space.handle, "space"),
    Route("command", "/glossary", glossary.handle, "glossary"),
    Route("command", "/report", report.handle, "report"),
    Route("command", "/wiki", wiki.handle, "wiki"),
    Route("command", "/publish", publish.handle, "publish"),
    Route("command", "/jordbro", help.handle, "help"),
    Route("event", "app_mention", mention.handle),
    Route("event", "message", mention.handle),
    Route("event", "app_home_opened", home.handle),
    Route("event", "member_joined_channel", joined.handle),
    Route("event", "member_left_channel", left.handle),
    Route("event", "channel_id_changed", renamed.handle),
    Route("event", "channel_shared", channel_life.shared),
    Route("event", "channel_unshared", channel_life.unshared),
    Route("event", "channel_archive", channel_life.archived),
    Route("event", "channel_unarchive", channel_life.archived),
    Route("event", "channel_deleted", channel_life.deleted),
    Route("event", "channel_left", channel_life.removed),
    Route("event", "group_archive", channel_life.archived),
    Route("event", "group_unarchive", channel_life.archived),
    Route("event", "group_deleted", channel_life.deleted),
    Route("event", "group_left", channel_life.removed),
    Route("event", "tokens_revoked", ended.handle),
    Route("event", "app_uninstalled", ended.handle),
    Route("action", "open.", open_word.handle),
    Route("action", "item.done", status.handle),
    Route("action", "item.reopen", status.handle),
    Route("action", "item.open", item_sheet.handle),
    Route("action", "item.edit", item_sheet.edit),
    Route("action", "item.hand_over", item_sheet.hand_over),
    Route("action", "item.split", item_sheet.split),
    Route("action", "item.drop", item_sheet.drop),
    Route("action", "item.comment", item_sheet.comment),
    Route("action", "item.happened", item_sheet.happened),
    Route("action", "item.claim", item_life.claim),
    Route("action", "item.not_mine", item_life.not_mine),
    Route("action", "item.as_expected", item_life.expected),
    Route("action", "item.as_action", item_life.expected),
    Route("action", "item.undo", item_life.undo),
    Route("action", "due.picked.", item_life.picked),
    Route("action", "actions.chart", chart_button.handle),
    Route("action", "list.previous", turn.handle),
    Route("action", "list.next", turn.handle),
    Route("action", "actions.export", export_actions.handle),
    Route("action", "find.next", found_buttons.handle),
    Route("action", "find.further", found_buttons.handle),
    Route("action", "find.previous", found_buttons.handle),
    Route("action", "find.again.", found_buttons.handle),
    Route("action", "note.edit", edit_note.handle),
    Route("action", "note.original", original.handle),
    Route("action", "note.show", show_note.handle),
    Route("action", "note.summary", note_summary.handle),
    Route("action", "note.more_room", more_room.handle),
    Route("action", "note.begin_inner", inner_note.begin),
    Route("action", "note.log_inner.", inner_note.inside),
    Route("action", "note.log_shared", inner_note.shared),
    Route("action", "review.open", open_review.handle),
    Route("action", "history.open", history.show),
    Route("action", "history.undo", history.undo),
    Route("action", "summary.share", share.handle),
    Route("action", "digest.change", digest_buttons.change),
    Route("action", "digest.more", digest_buttons.more),
    Route("action", "digest.", digest_buttons.handle),
    Route("action", "language.", chosen_language.handle),
    Route("action", "preferences.open", open_preferences.handle),
    Route("action", "item.snooze", put_aside.handle),
    Route("action", "item.snooze.", put_aside.handle),
    Route("action", "space.keeping", keeping_buttons.page),
    Route("action", "space.retention", keeping_buttons.retention),
    Route("action", "space.keep", keeping_buttons.keep),
    Route("action", "space.log", keeping_buttons.read_log),
    Route("action", "space.export", keeping_buttons.get_record),
    Route("action", "settings.forget", forget_button.handle),
    Route("action", "space.create", space_forms.create),
    Route("action", "space.bind", space_forms.bind),
    Route("action", "space.channels", channel_buttons.show),
    Route("action", "channel.check", channel_buttons.check),
    Route("action", "channel.card", channel_buttons.card),
    Route("action", "channel.unbind", channel_buttons.ask_unbind),
    Route("action", "channel.unbind_sure", channel_buttons.unbind),
    Route("action", "channel.speaker.", channel_buttons.speaker),
    Route("action", "space.add_person", space_forms.add_person),
    Route("action", "space.contact", space_forms.contact),
    Route("action", "space.engines", space_forms.engines),
    Route("action", "space.people", role_forms.place),
    Route("action", "space.sides", role_forms.sides),
    Route("action", "organisation.confirm", space_forms.confirm),
    Route("action", "glossary.add", glossary_buttons.add),
    Route("action", "glossary.change", glossary_buttons.change),
    Route("action", "glossary.ask_remove", glossary_buttons.ask_remove),
    Route("action", "glossary.remove", glossary_buttons.remove),
    Route("action", "glossary.import", glossary_buttons.paste),
    Route("action", "glossary.export_csv", glossary_buttons.export),
    Route("action", "glossary.export_tbx", glossary_buttons.export),
    Route("action", "trip.new", trip_buttons.new),
    Route("action", "trip.open", trip_buttons.show),
    Route("action", "trip.edit", trip_buttons.edit),
    Route("action", "trip.meetings", trip_buttons.meetings),
    Route("action", "trip.suggested", trip_buttons.suggested),
    Route("action", "trip.texts", trip_buttons.texts),
    Route("action", "trip.letterhead", trip_buttons.letterhead),
    Route("action", "trip.report.", trip_buttons.report),
    Route("action", "wiki.publish", wiki_buttons.publish),
    Route("action", "wiki.connect", wiki_buttons.connect),
    Route("action", "wiki.canvas", wiki_buttons.canvas),
    Route("action", "wiki.settings", wiki_buttons.settings),
    Route("action", "wiki.ask_disconnect", wiki_buttons.ask_disconnect),
    Route("action", "wiki.disconnect", wiki_buttons.disconnect),
    Route("action", "wiki.anew", wiki_buttons.anew),
    Route("action", "wiki.decide.", wiki_buttons.decide),
    Route("view", "wiki_filled", wiki_filled.handle),
    Route("view", "trip_written", trip_forms.written),
    Route("view", "trip_meetings", trip_forms.meetings),
    Route("view", "trip_texts", trip_forms.texts),
    Route("view", "trip_letterhead", trip_forms.letterhead),
    Route("view", "note_written", note_written.handle),
    Route("view", "find_asked", find_asked.handle),
    Route("view", "note_edited", note_edited.handle),
    Route("view", "reviewed", reviewed.handle),
    Route("view", "action_edited", action_edited.handle),
    Route("view", "digest_chosen", digest_form.handle),
    Route("view", "item_handed_over", item_forms.handed_over),
    Route("view", "item_split", item_forms.split),
    Route("view", "item_dropped", item_forms.dropped),
    Route("view", "item_commented", item_forms.commented),
    Route("view", "item_happened", item_forms.happened),
    Route("view", "retention_asked", retention_form.handle),
    Route("view", "forget_me", forget_form.handle),
    Route("view", "space_created", sent.created),
    Route("view", "space_bound", sent.bound),
    Route("view", "person_added", sent.person_added),
    Route("view", "contact_chosen", sent.contact_chosen),
    Route("view", "engines_chosen", sent.engines_chosen),
    Route("view", "person_placed", roles_sent.placed),
    Route("view", "sides_chosen", roles_sent.sides_chosen),
    Route("view", "organisation_confirmed", sent.organisation_confirmed),
    Route("view", "preferences_chosen", preferences_form.handle),
    Route("view", "term_written", glossary_forms.written),
    Route("view", "terms_pasted", glossary_forms.pasted),
    Route("shortcut", "log_as_note", log_as_note.handle),
    Route("shortcut", "log_note", note.handle),
)

READERS: Mapping[Kind, Reader] = {
    "command": payloads.from_command,
    "event": payloads.from_event,
    "action": payloads.from_action,
    "view": payloads.from_form,
    "shortcut": payloads.from_shortcut,
}


def words() -> dict[str, Handle]:
    """The words of the routes that can be asked for by one, in the order of the table."""
    return {route.word: route.handle for route in ROUTES if route.word}


def register(app: App, tools: Tools) -> None:
    """Tell Bolt who handles what."""
    tools = replace(tools, words=words())
    for route in ROUTES:
        ends = route.handle is ended.handle  # no installation answers to that
        on = ended.listener(tools) if ends else listener(route.handle, READERS[route.kind], tools)
        _registrar(app, route.kind)(_matcher(route.name))(on)


def _registrar(app: App, kind: Kind) -> Callable[..., Any]:
    registrars: Mapping[Kind, Callable[..., Any]] = {
        "command": app.command,
        "event": app.event,
        "action": app.action,
        "view": app.view,
        "shortcut": app.shortcut,
    }
    return registrars[kind]


def _matcher(name: str) -> str | re.Pattern[str]:
    return re.compile(rf"^{re.escape(name)}") if name.endswith(".") else name
