"""The way in: `python -m bot`."""

import typer

from bot.cli import (
    backups,
    checking,
    committee,
    figures,
    inspections,
    manifests,
    people,
    policies,
    reference,
    register,
    reports,
    retention,
    running,
    teams,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reckoner keeps a police force's HMICFRS recommendations, in chat.",
)
app.command("run")(running.run)
app.command("import")(register.import_)
app.command("deadline")(register.deadline)
app.command("ask")(running.ask)
app.command("job")(running.job)
app.command("figures")(figures.figures)
app.command("printed")(figures.printed)
app.command("paper")(figures.paper)
app.command("export")(figures.export)
app.command("calendar")(figures.calendar)
app.command("pack")(figures.pack)
app.command("doctor")(checking.doctor)
app.command("verify")(checking.verify)
app.command("retention")(retention.retention)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("move")(backups.move)
app.command("manifest")(manifests.print_manifest)
app.command("reference")(reference.reference)
app.add_typer(people.app, name="person")
app.add_typer(teams.app, name="team")
app.add_typer(committee.app, name="committee")
app.add_typer(policies.app, name="setting")
app.add_typer(inspections.app, name="inspection")
app.add_typer(inspections.data_return, name="data-return")
app.add_typer(reports.app, name="report")
app.add_typer(reports.peel, name="peel")

if __name__ == "__main__":
    app()
