"""HTTP: Slack's HTTP mode and health; Bolt runs in threads beside the event loop."""
