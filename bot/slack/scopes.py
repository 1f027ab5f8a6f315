"""What the app may do: the bot scopes of `manifest.yml`, where each has its reason."""

SCOPES: tuple[str, ...] = (
    "app_mentions:read",
    "canvases:write",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "pins:write",
    "users:read",
)
