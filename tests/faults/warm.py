"""What every Reckoner does once at its start and takes long, done before their processes are made from one."""

from sqlalchemy.orm import configure_mappers

import models.tables  # noqa: F401 - every table has to be known
from models import lazy_pattern
from templates import translator

configure_mappers()
translator.compile_all()
lazy_pattern.compile_all()
