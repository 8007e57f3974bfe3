"""The way in: `python -m bot`."""

import typer

from bot.cli.commands import Commands
from bot.garbage import look_for_none, look_less_often

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reckoner keeps a police force's HMICFRS recommendations, in chat.",
)
app.callback()(look_less_often)

if __name__ == "__main__":
    look_for_none()
    app()
