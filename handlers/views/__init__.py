"""Forms that were submitted; one file each."""
