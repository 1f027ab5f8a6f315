"""Summaries: the ranking of sentences, and the rule by which prose is accepted."""
