"""The border to Slack: its payloads come in as values, our messages go out by its Web API."""
