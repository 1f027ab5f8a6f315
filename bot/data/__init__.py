"""What ships with the bot: the termbase, the sample notes and their reviewed translations."""
