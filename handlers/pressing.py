"""What all buttons of an action have in common: where one was pressed, and what is shown there afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.errors import NotAllowed, UserError
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers, item_answers
from bot.render.blocks import escape, message, section
from bot.render.item_sheet import Reading, as_sheet
from bot.services.read_item import read_item
from bot.services.step import Step
from bot.services.undo_change import FOR
from bot.slack.message import Block, View
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers.events import home
from handlers.listing import listed
from handlers.logging_inside import as_settled
from handlers.reply import Reply


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of an action that somebody pressed, or a form of one that they sent."""

    incoming: Incoming
    reply: Reply
    db: Database
    viewer: Viewer
    locale: Language
    grammar: Grammar
    words: tuple[str, ...]
    today: date
    now: datetime
    address: str

    @property
    def item_id(self) -> int:
        """The action, as the button or the form carries it."""
        carried = unpack(self.incoming.private if self.incoming.surface == "form" else self.incoming.value)
        return number_in(carried, "item")

    @property
    def in_form(self) -> bool:
        """Whether it was pressed in the action's sheet, or in a form that was opened from there."""
        return bool(unpack(self.incoming.private).get("sheet"))

    def sheet(self, item_id: int, *, told: str = "", confirm: bool = False) -> View:
        """The action's sheet as it is now."""
        reading = Reading(self.locale, self.viewer.person.id, self.today, self.now, FOR, self.address)
        return as_sheet(read_item(self.db, self.viewer, item_id), reading, told=told, confirm=confirm)

    def show(self, view: View) -> None:
        """Show a form: in the place of the sheet, or on its own."""
        if self.in_form:
            self.reply.update_form(view)
        else:
            self.reply.open(view)

    def tell(self, step: Step, told: str, *, undoable: bool = True) -> None:
        """Say what was done, with the button that takes it back, where it was pressed."""
        item_id = step.item.id
        event = step.event_id if undoable else 0
        if self.in_form:
            self.reply.update_form(self.sheet(item_id, told=told))
            return
        value = pack(item=item_id, event=event, **self._place()) if event else ""
        if self._place():
            self._show_place(item_answers.step_block(told, value, self.locale))
            return
        if self.incoming.view_id:
            self._show_home()
        done = item_answers.step(told, value, self.locale)
        if undoable:
            self.reply.say(done)
        else:
            self.reply.replace(done)

    def refuse(self, item_id: int, problem: UserError) -> None:
        """Say why not, where it was pressed.

        Raises:
            UserError: where nothing has to be shown anew.
        """
        told = answers.problem(problem, self.locale)
        confirm = isinstance(problem, NotAllowed) and problem.key == "parts_open"
        sure = item_answers.parts_open(told, pack(item=item_id, anyway=1, **self._place()), self.locale)
        if self.in_form:
            self.reply.update_form(self.sheet(item_id, told=told, confirm=confirm))
        elif self._place():
            self._show_place(sure if confirm else section(escape(told)))
        elif confirm:
            self.reply.say(message(sure))
        else:
            if self.incoming.view_id:
                self._show_home()
            raise problem

    def _place(self) -> dict[str, object]:
        """The list or the internal note it was pressed in, as its buttons carry it; nothing where it was neither."""
        value = unpack(self.incoming.value)
        if "inner" in value:
            return {"inner": number_in(value, "inner")}
        return {"list": str(value["list"]), "page": number_in(value, "page", 1)} if "list" in value else {}

    def _show_place(self, told: Block) -> None:
        place = self._place()
        if "inner" in place:
            note_id = number_in(place, "inner")
            self.reply.replace(as_settled(self.db, self.viewer, note_id, self.locale, told))
            return
        asked, page = str(place["list"]), number_in(place, "page", 1)
        shown = listed(self.db, self.viewer, self.locale, self.grammar, self.today, asked=asked, page=page, told=told)
        self.reply.replace(shown)

    def _show_home(self) -> None:
        home.handle(self.reply, self.db, self.viewer, self.locale, self.words, self.today, self.address)


def on_action(act: Callable[[Pressed], None]) -> Callable[..., None]:
    """A handler of what people do to an action."""

    def handle(
        incoming: Incoming,
        reply: Reply,
        db: Database,
        viewer: Viewer,
        locale: Language,
        grammar: Grammar,
        words: tuple[str, ...],
        today: date,
        now: datetime,
        address: str,
    ) -> None:
        act(Pressed(incoming, reply, db, viewer, locale, grammar, words, today, now, address))

    handle.__doc__ = act.__doc__
    return handle
