"""Runs the migrations, which are Alembic's."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from models.revisions import MIGRATIONS


def config(connection: Connection) -> Config:
    """Return what Alembic has to know to run migrations on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection) -> None:
    """Bring the tables up to the newest revision."""
    command.upgrade(config(connection), "head")
