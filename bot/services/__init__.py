"""What Jordbro can do, one verb a file; values in, values out, and no word of Slack."""
