"""Slash commands, which mentions and buttons reach too; one file each."""
