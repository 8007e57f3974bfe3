"""From a hand-over to what the coordinators are told of it."""

from datetime import date

from models.people.hand_over import HandOver, HeldItems
from templates.messages.leavers import Asked, HandOverList, Holding
from templates.presenters.rows import rows, who


def hand_over_list(begun: HandOver, held: HeldItems, today: date) -> HandOverList:
    """Return everything that the leaver still holds on the local date `today`."""
    return HandOverList(
        hand_over=begun.id,
        leaver=who(begun.leaver),
        left_on=begun.leaver.left_on or today,
        owned=rows(held.owned, today),
        deputised=rows(held.deputised, today),
        teams=tuple(team.name for team in held.teams),
        asked=tuple(Asked(each.recommendation.reference, each.to) for each in held.requests),
        today=today,
    )


def holdings(held: HeldItems) -> tuple[Holding, ...]:
    """Return what a form offers to be given on."""
    return (
        *(Holding("owned", item.id, item.reference, item.text) for item in held.owned),
        *(Holding("deputised", item.id, item.reference, item.text) for item in held.deputised),
        *(Holding("team", team.id, team.name) for team in held.teams),
    )
