"""Tell systemd how we are, where it started us and wants to know (`Type=notify`)."""

import os
import socket


def notify(state: str) -> None:
    """Say `READY=1` or `STOPPING=1`; nothing happens where nobody listens (sd_notify(3))."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to:
        try:
            to.sendto(state.encode(), address.replace("@", "\0", 1) if address.startswith("@") else address)
        except OSError:
            return  # whoever listened is gone; that is no reason to be gone as well
