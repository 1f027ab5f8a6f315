"""Jordbro: a bilingual meeting record in Slack for partners who do not share a language."""
