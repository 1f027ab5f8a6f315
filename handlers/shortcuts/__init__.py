"""Shortcuts; one file each."""
