"""The page of the local workspace, alone, against a control server with fixed content."""
