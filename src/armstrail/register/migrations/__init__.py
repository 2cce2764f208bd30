"""The steps by which the tables of a register came to be, run by Alembic."""
