"""Our pages over HTTP: who comes, what they ask for, and which services answer."""
