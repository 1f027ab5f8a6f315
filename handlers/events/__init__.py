"""What happens in Slack; one file each."""
