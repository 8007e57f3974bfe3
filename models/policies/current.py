"""The policy as it holds now, read afresh: a change holds at once, for every Reckoner on the database."""

from sqlalchemy.orm import Session

from models.policies.deciding import decided
from models.policies.decision import latest
from models.policy import Policy


class CurrentPolicy:
    """Knows what holds, from what the environment sets; of the database it asks one number as long as that stays.

    It is asked at the beginning of a transaction: what that decides itself is not known to last before it is over.
    """

    def __init__(self, base: Policy) -> None:
        """Begin with `base`, which the environment sets."""
        self.base = base
        self._known: tuple[int, Policy] = (0, base)

    def read(self, session: Session) -> Policy:
        """Return what holds."""
        return self.after(latest(session), session)

    def after(self, number: int, session: Session) -> Policy:
        """Return what holds since the decision of this number, which is the latest."""
        known, policy = self._known
        if number != known:
            policy = decided(session, self.base)
            self._known = (number, policy)
        return policy
