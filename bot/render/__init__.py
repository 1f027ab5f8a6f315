"""From values to what people see; the only part of the bot that speaks a language."""
