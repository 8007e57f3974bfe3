"""Logs: one JSON object a line on standard error, without tokens and without what people wrote."""

import logging
import sys

import structlog


def set_up_logs(level: str) -> None:
    """Log from `level` on: DEBUG, INFO, WARNING or ERROR. Libraries are heard from WARNING on.

    Slack's libraries log whole payloads below that, which hold what people wrote.
    """
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # Whom Bolt acts for is told to it once, so at every start it would say that it uses no token besides.
    logging.getLogger("slack_bolt.AsyncApp").addFilter(lambda said: "`token`" not in said.getMessage())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        # Asked for at every line: what standard error is can change while a process lives.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
