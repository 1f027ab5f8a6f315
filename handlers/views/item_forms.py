"""The forms behind the buttons of an action were sent; its sheet is shown again, and says what was done."""

from collections.abc import Callable

from bot.domain.errors import Changed, NotAllowed
from bot.domain.person import SlackUser
from bot.render import answers, item_answers
from bot.services.change_status import open_parts
from bot.services.comment_action import comment_action
from bot.services.drop_action import drop_action
from bot.services.event_happened import event_happened
from bot.services.hand_over import HandedOver, Heir, hand_over
from bot.services.split_action import split_action
from bot.services.step import Step
from bot.slack.payloads import day_in, number_in
from handlers.pressing import Pressed, on_action


@on_action
def handed_over(pressed: Pressed) -> None:
    """Give it to somebody else; who has it now is told directly, in their language."""
    state = pressed.incoming.state
    user = SlackUser(pressed.viewer.person.slack.team_id, state["person"]) if state.get("person") else None
    heir = Heir(user, number_in(state, "organisation") or None, beside=state.get("way") == "beside")
    done: list[HandedOver] = []

    def act(item_id: int) -> Step:
        done.append(hand_over(pressed.db, pressed.viewer, item_id, heir, now=pressed.now))
        return done[0].step

    _do(pressed, act, lambda _: item_answers.handed_over(done[0].step.item, done[0].to, done[0].tell, pressed.locale))
    for reader in done[0].tell if done else ():
        told = item_answers.handed_to_you(done[0].step.item, done[0].to, pressed.viewer.person.name, reader.language)
        pressed.reply.tell(reader.person.slack, told, done[0].step.note.space_id)


@on_action
def split(pressed: Pressed) -> None:
    """Give it parts."""
    words = pressed.incoming.state.get("parts", "")

    def told(step: Step) -> str:
        parts = sum(one.parent_id == step.item.id for one in step.note.items)
        return answers.told("item_split", pressed.locale, ref=step.item.ref, count=parts)

    _do(pressed, lambda item_id: split_action(pressed.db, pressed.viewer, item_id, words, now=pressed.now), told)


@on_action
def dropped(pressed: Pressed) -> None:
    """Drop it, with the reason."""
    reason = pressed.incoming.state.get("reason", "")
    _do(
        pressed,
        lambda item_id: drop_action(pressed.db, pressed.viewer, item_id, reason, now=pressed.now),
        lambda step: _dropped(step, pressed),
    )


def _dropped(step: Step, pressed: Pressed) -> str:
    """That it is dropped, and which of its parts are not."""
    parts = " · ".join(part.ref for part in open_parts(step.note, step.item))
    if parts:
        return answers.told("item_dropped_parts", pressed.locale, ref=step.item.ref, parts=parts)
    return answers.told("item_dropped", pressed.locale, ref=step.item.ref)


@on_action
def commented(pressed: Pressed) -> None:
    """Say something about it."""
    words = pressed.incoming.state.get("comment", "")
    _do(
        pressed,
        lambda item_id: comment_action(pressed.db, pressed.viewer, item_id, words, now=pressed.now),
        lambda step: answers.told("item_commented", pressed.locale, ref=step.item.ref),
    )


@on_action
def happened(pressed: Pressed) -> None:
    """Start its clock; without a day it is today, where the person is."""
    on = day_in(pressed.incoming.state, "day") or pressed.today
    _do(
        pressed,
        lambda item_id: event_happened(pressed.db, pressed.viewer, item_id, on, now=pressed.now),
        lambda step: item_answers.clock_started(step.item, pressed.locale),
    )


def _do(pressed: Pressed, act: Callable[[int], Step], told: Callable[[Step], str]) -> None:
    """Do it and show the sheet; so too where somebody else was faster, with what was typed."""
    item_id = pressed.item_id
    try:
        said = told(act(item_id))
    except (Changed, NotAllowed) as problem:
        said = " ".join(filter(None, [answers.problem(problem, pressed.locale), problem.typed]))
    pressed.reply.show_instead(pressed.sheet(item_id, told=said))
