"""Logs: one JSON object a line on standard error, without tokens and without what people wrote."""

import json
import logging
import sys
from datetime import UTC, datetime

import structlog


def set_up_logs(level: str) -> None:
    """Log from `level` on: DEBUG, INFO, WARNING or ERROR. Libraries are heard from WARNING on.

    Slack's libraries log whole payloads below that, which hold what people wrote.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.captureWarnings(capture=True)
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


class _Line(logging.Formatter):
    """Makes an object like ours of a line that a library logs; of an error its kind, for its words can quote."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0] if record.exc_info else None
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        facts = {"event": record.getMessage(), "logger": record.name, "level": record.levelname.lower()}
        error = {"error": kind.__name__} if kind else {}
        return json.dumps({**facts, **error, "timestamp": at}, ensure_ascii=False)
