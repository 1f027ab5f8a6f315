"""Plain values and pure rules: no database, no network, no clock, no locale catalogue."""
