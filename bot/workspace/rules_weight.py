"""How much text the blocks of one message may hold together, a limit that Slack has but does not document."""

from collections.abc import Sequence

from bot.workspace.errors import SlackError
from bot.workspace.rules_text import Json

_MOST_WEIGHT, _WEIGHT_OF_A_BLOCK = 13_200, 60


def check_weight(blocks: Sequence[Json]) -> None:
    """Check how much text the blocks of a posted message hold together; answers to response_urls are not weighed.

    Slack documents no such limit; it answers so all the same. The numbers here are a fit to the measurements reported
    in slackapi/bolt-js issues 2509 and 2867, on the strict side: some 13,300 characters in one block and 9,597 in 50
    blocks were taken, 11,341 in 45 blocks were not.

    Raises:
        SlackError: `msg_blocks_too_long`.
    """
    weight = sum(_text_in(block) + _WEIGHT_OF_A_BLOCK for block in blocks)
    if weight > _MOST_WEIGHT:
        raise SlackError(
            "msg_blocks_too_long", [f"blocks weigh {weight}, at most {_MOST_WEIGHT} [json-pointer:/blocks]"]
        )


def _text_in(value: object) -> int:
    if isinstance(value, list):
        return sum(_text_in(one) for one in value)
    if not isinstance(value, dict):
        return 0
    return sum(len(one) if key == "text" and isinstance(one, str) else _text_in(one) for key, one in value.items())
