"""Where a click leads."""

from bot.domain.record import CardPlace


def card(address: str, place: CardPlace | None) -> str:
    """The address of a card in Slack; "" where there is none.

    Args:
        address: of our workspace, with a slash at the end.
        place: where the card stands.
    """
    if not address or place is None:
        return ""
    return f"{address}archives/{place.channel.channel_id}/p{place.ts.replace('.', '')}"
