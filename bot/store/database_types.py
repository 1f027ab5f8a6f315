"""What an open transaction is: for the modules on which the database itself relies."""

from sqlalchemy.orm import Session

Tx = Session
"""An open transaction; store functions take it first."""
