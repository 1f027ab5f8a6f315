"""What the process that all others are forked from has read and made ready: nothing that depends on who starts it."""

import pkgutil
from datetime import date
from importlib import import_module

from sqlalchemy.orm import configure_mappers

from bot import app, i18n, terminal
from bot.domain.due import find_due
from bot.domain.language import LANGUAGES
from bot.domain.search_cut import tokens
from bot.store.backup_tables import revisions, tables_of

for _module in pkgutil.iter_modules(terminal.__path__):
    import_module(f"{terminal.__name__}.{_module.name}")
i18n.load()
configure_mappers()
app.grammar()
for _language in LANGUAGES:
    find_due("1. marts 2017", _language, date(2017, 1, 19))  # the rules are read when they are asked
    tokens("oprensning 地下水", _language)  # and so are the dictionaries
tables_of(revisions()[-1])
