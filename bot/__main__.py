"""The way in: `python -m bot`."""

import typer

from bot.cli import committee, people, registering, service

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reckoner keeps a police force's HMICFRS recommendations, in chat.",
)
app.command("run")(service.run)
app.command("import")(registering.import_)
app.command("deadline")(registering.deadline)
app.command("ask")(service.ask)
app.command("job")(service.job)
app.command("manifest")(service.print_manifest)
app.add_typer(people.app, name="person")
app.add_typer(committee.app, name="committee")

if __name__ == "__main__":
    app()
