"""Where several platforms are served, each message, file and account is seen to by its own."""

from datetime import UTC, datetime

from bot.worker.by_surface import NOT_SERVED, AccountsBySurface, FetcherBySurface, PosterBySurface
from jobs.accounts import AccountCheck, AccountState
from jobs.delivery import Again, Impossible, Outcome, Outgoing
from jobs.fetching import NotStored, Wanted
from models.address import Account
from models.enums import Surface
from templates.messages.answers import Acknowledged
from tests.letterbox import Letterbox, Shelf


def outgoing(account: Account | None) -> Outgoing:
    """Return a message on its way to somebody."""
    return Outgoing(
        outbox_message=1,
        attempt=1,
        key="key",
        message=Acknowledged("form_did_not_open"),
        account=account,
        conversation=None,
        thread=None,
        replaces=None,
        unsure=False,
        created_at=datetime(2022, 12, 1, tzinfo=UTC),
    )


async def test_a_message_goes_to_the_surface_of_whom_it_is_for() -> None:
    """Somebody in Teams is written to there, and somebody in Slack there."""
    slack, teams = Letterbox(), Letterbox()
    poster = PosterBySurface({Surface.SLACK: slack, Surface.TEAMS: teams})
    await poster.send(outgoing(Account(Surface.TEAMS, "guid")))
    assert (len(slack.tried), len(teams.tried)) == (0, 1)


async def test_what_is_for_a_surface_that_is_not_served_waits() -> None:
    """Settings that were taken away lose no message: it waits, however long it takes."""
    poster = PosterBySurface({Surface.SLACK: Letterbox()})
    outcome = await poster.send(outgoing(Account(Surface.TEAMS, "guid")))
    assert outcome == Again(NOT_SERVED, unsure=False, patient=True)
    assert isinstance(await poster.send(outgoing(None)), Impossible)


async def test_a_message_that_cannot_be_drawn_holds_up_no_other() -> None:
    """Whatever breaks while one is made, it is given up and the next one goes out."""

    class Broken:
        """Draws nothing."""

        async def send(self, outgoing: Outgoing) -> Outcome:
            """Break over it."""
            raise LookupError(outgoing.key)

    poster = PosterBySurface({Surface.SLACK: Broken(), Surface.TEAMS: (teams := Letterbox())})
    assert await poster.send(outgoing(Account(Surface.SLACK, "U1"))) == Impossible("LookupError")
    await poster.send(outgoing(Account(Surface.TEAMS, "guid")))
    assert len(teams.tried) == 1


async def test_a_file_is_fetched_where_it_came_from() -> None:
    """No platform's fetcher, with its token, is given the address of another's file."""
    slack = Shelf()
    fetcher = FetcherBySurface({Surface.SLACK: slack})
    outcome = await fetcher.fetch(Wanted(1, Surface.TEAMS, "https://force.sharepoint.com/x", "a.pdf", 1))
    assert isinstance(outcome, NotStored)
    assert not outcome.final
    assert slack.asked == []


async def test_an_account_of_a_surface_that_is_not_served_is_unknown() -> None:
    """Nobody counts as a leaver because their platform is not served."""
    asked = AccountCheck(1, Account(Surface.TEAMS, "guid"))
    assert await AccountsBySurface({}).state(asked) is AccountState.UNKNOWN
