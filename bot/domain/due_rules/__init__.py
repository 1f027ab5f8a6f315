"""How each language names days and spans of days; `bot.domain.due` is the door."""
