"""From reminders that wait to the lines of messages: each item with its reasons, and who is told next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from models.address import Account
from models.enums import Audience
from models.outbox.message import DueReminder
from models.people.recipient import Recipient
from models.policy import Policy
from models.queries.items import person_by_account
from models.register.recommendation import Recommendation
from models.reminders.cadence import SERIES, EscalationRung, rungs_ahead
from models.reminders.escalation import cadence_of, told_of
from models.reminders.silence import last_asked
from models.reminders.upcoming import step_of
from templates.messages.reminders import ReminderLine, Rung
from templates.presenters.rows import row, who
from templates.who import Who


class Reminding:
    """What the lines of one round are made of: asked of the register once, for all `items` together.

    `today` is the force's local date. `recipients` says, by the number of the item, to whom goes what is for its
    owner.
    """

    def __init__(
        self,
        session: Session,
        policy: Policy,
        items: Sequence[Recommendation],
        today: date,
        recipients: Mapping[int, Recipient],
    ) -> None:
        """Ask which steps of `items` have been written down, and who was reminded of them."""
        self.policy = policy
        self._session, self._today, self._recipients = session, today, recipients
        self._told = told_of(session, items, policy)
        self.asked = last_asked(session, items, policy)
        self._leads: dict[Account, Who] = {}

    def lines(self, reminders: Iterable[DueReminder], today: date) -> tuple[ReminderLine, ...]:
        """Return a line for each item, most pressing first, as they read on the reader's local date `today`."""
        return tuple(self._line(item, of_item, today) for item, of_item in _by_item(reminders).items())

    def _line(self, item: Recommendation, reminders: Sequence[DueReminder], today: date) -> ReminderLine:
        # A later step of the same series says all that an earlier one would have said.
        latest = {step_of(reminder).series: reminder for reminder in reminders}
        review = latest.get("review")
        # Whom the owner's reminder goes to says nothing of who else hears when nobody answered it.
        is_owners = any(each.audience is Audience.OWNER for each in reminders)
        to = self._recipients.get(item.id) if is_owners else None
        asked = self.asked.get(item.id)
        cadence = cadence_of(item, self.policy)
        ahead = rungs_ahead(item.dates, self._today, cadence, self._told[item.id])
        return ReminderLine(
            row=row(item, today),
            whys=tuple(latest[each].why for each in SERIES if each in latest),
            review_on=review.about_on if review else None,
            escalates_on=ahead[0].on if ahead else None,
            ahead=tuple(self._rung(item, each) for each in ahead),
            instead_of=who(to.instead_of) if to and to.instead_of else None,
            until=to.until if to else None,
            disowned_on=item.disowned_on,
            asked=who(asked.person) if asked else None,
            asked_on=asked.on if asked else None,
        )

    def _rung(self, item: Recommendation, ahead: EscalationRung) -> Rung:
        if ahead.to is Audience.PORTFOLIO_LEAD:
            lead = self.policy.lead_of(item.portfolio)
            return Rung(ahead.to, ahead.on, lead=self._lead(lead) if lead else None)
        return Rung(ahead.to, ahead.on, board=item.board if ahead.to is Audience.BOARD else None)

    def _lead(self, account: Account) -> Who:
        if account not in self._leads:
            person = person_by_account(self._session, account)
            self._leads[account] = who(person) if person else Who(account.id)
        return self._leads[account]


def items_reminded(reminders: Iterable[DueReminder]) -> list[Recommendation]:
    """Return the items of `reminders`, in the order of their lines."""
    return list(_by_item(reminders))


def _by_item(reminders: Iterable[DueReminder]) -> dict[Recommendation, list[DueReminder]]:
    by_item: dict[Recommendation, list[DueReminder]] = {}
    for reminder in reminders:
        by_item.setdefault(reminder.recommendation, []).append(reminder)
    return dict(sorted(by_item.items(), key=lambda pair: (pair[0].pressing_on, pair[0].id)))
