"""The commands of `jordbro`, one file each; each imports only what it needs."""
