"""What every Reckoner does once at its start and takes long, done before their processes are made from one."""

from sqlalchemy.orm import configure_mappers

import models.tables  # noqa: F401 - every table has to be known
from templates.slack import renderer as slack
from templates.teams import renderer as teams

configure_mappers()
slack.warm_up()
teams.warm_up()
