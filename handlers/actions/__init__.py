"""Buttons and menus; one file each."""
