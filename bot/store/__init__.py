"""The shared store: tables, transactions, and one module per noun; nobody else speaks SQL."""
