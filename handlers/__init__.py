"""What Slack can send us, one file per thing; `routes.py` is the table of all of it."""
