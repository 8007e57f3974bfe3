"""The field's own words for kinds, states and roles; each is stored by its value."""

from enum import StrEnum


class ReportKind(StrEnum):
    """What sort of inspection a report came from."""

    PEEL = "PEEL"
    NATIONAL_THEMATIC = "national thematic"
    SPOTLIGHT = "spotlight"
    JOINT = "joint inspection"
    JTAI = "JTAI"
    SUPER_COMPLAINT = "super-complaint"
    CHILD_PROTECTION = "child protection"
    OTHER = "other"


class ItemKind(StrEnum):
    """The three kinds of recommendation that are counted apart."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    CAUSE_OF_CONCERN = "cause of concern"

    @property
    def number_prefix(self) -> str:
        """What stands before a number of this kind, as in `AFI2`: within a report each kind is numbered from 1."""
        return {self.AREA_FOR_IMPROVEMENT: "AFI", self.CAUSE_OF_CONCERN: "COC"}.get(self, "")


class Addressee(StrEnum):
    """A body to which a recommendation is addressed."""

    FORCE = "this force"
    ALL_FORCES = "all forces"
    PCC = "PCC"
    NPCC = "NPCC"
    COLLEGE = "College of Policing"
    IOPC = "IOPC"
    HOME_OFFICE = "Home Office"
    MINISTRY_OF_JUSTICE = "Ministry of Justice"
    CPS = "CPS"
    OTHER = "other"


FORCE_ADDRESSEES = frozenset({Addressee.FORCE, Addressee.ALL_FORCES})


class Rag(StrEnum):
    """Red, amber, green, or white for what waits on another body."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    WHITE = "white"


class Status(StrEnum):
    """Where a recommendation stands in its life."""

    AWAITING_ALLOCATION = "awaiting allocation"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    FORCE_COMPLETE = "force complete"
    SIGNED_OFF = "signed off"
    SUPERSEDED = "superseded"
    NO_FURTHER_ACTION = "no further action"
    NOT_FOR_THIS_FORCE = "not for this force"
    RISK_ACCEPTED = "risk accepted"


OWNERS_TURN = frozenset({Status.AWAITING_ALLOCATION, Status.IN_PROGRESS})
"""The force's owner has still to act: deadlines are chased."""

OUTSTANDING = OWNERS_TURN | {Status.SUBMITTED}
"""The force has not completed it: a passed deadline makes it overdue."""

OPEN = OUTSTANDING | {Status.FORCE_COMPLETE}
"""HMICFRS has not signed it off and it has not ended otherwise: it is counted and reviewed."""

OTHER_ENDS = frozenset(
    {Status.SUPERSEDED, Status.NO_FURTHER_ACTION, Status.NOT_FOR_THIS_FORCE, Status.RISK_ACCEPTED}
)


class Role(StrEnum):
    """What a person may do."""

    COORDINATOR = "coordinator"
    OWNER = "owner"
    READER = "reader"
    LIAISON_LEAD = "liaison lead"
    """HMICFRS's Force Liaison Lead: reads what was shared with them, and records meetings."""


class BoardRhythm(StrEnum):
    """How often boards and the Force Executive Team are sent their page."""

    NEVER = "never"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class ReviewOutcome(StrEnum):
    """What a three-monthly review found."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    COMPLETE = "complete"


class Decision(StrEnum):
    """What became of something that was asked for."""

    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class MoveAgreement(StrEnum):
    """Who has to agree to a deadline's move besides whoever asks for it."""

    ANOTHER = "another"
    ANOTHER_IF_ANY = "another if any"
    ANYONE = "anyone"


class Weekday(StrEnum):
    """A day of the week, in the order of the week."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"


class Surface(StrEnum):
    """Where a person is spoken to."""

    SLACK = "slack"
    TEAMS = "teams"

    @property
    def called(self) -> str:
        """Its name in a sentence."""
        return self.value.capitalize()


class StatementKind(StrEnum):
    """What an owner's words were recorded as; a NOTE is kept, and is neither update nor evidence."""

    UPDATE = "update"
    EVIDENCE = "evidence"
    NOTE = "note"


class ReminderReason(StrEnum):
    """Why a reminder came."""

    REVIEW_OPENS = "review opens"
    REVIEW_DUE = "review due"
    REVIEW_LATE = "review late"
    DEADLINE_AHEAD = "deadline ahead"
    DEADLINE_TODAY = "deadline today"
    OVERDUE = "overdue"


class Audience(StrEnum):
    """Whom a reminder is for."""

    OWNER = "owner"
    PORTFOLIO_LEAD = "portfolio lead"
    BOARD = "board"
    COORDINATORS = "coordinators"


class Urgency(StrEnum):
    """How much one of a person's own items presses, the most pressing first."""

    OVERDUE = "overdue"
    SOON = "soon"
    QUARTER = "quarter"
    LATER = "later"
    WAITING = "waiting"
    SNOOZED = "snoozed"


class Participation(StrEnum):
    """How the force took part in an inspection."""

    FIELDWORK = "fieldwork"
    DATA_RETURN = "data return"
    NEITHER = "neither"


class Stage(StrEnum):
    """How far an inspection has come, in the order in which it goes."""

    ANNOUNCED = "announced"
    DATA_COLLECTION = "data collection"
    ACTIVITIES = "activities"
    FIELDWORK = "fieldwork"
    REPORT_AWAITED = "report awaited"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class Grade(StrEnum):
    """What HMICFRS graded a PEEL question, or the force assesses it at."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


class Marking(StrEnum):
    """A protective marking, the lowest first. Source: Government Security Classifications Policy."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"
    SECRET = "SECRET"  # noqa: S105 - a marking is no password.
    TOP_SECRET = "TOP SECRET"  # noqa: S105 - the same.


class DocumentKind(StrEnum):
    """A document that is made from the register."""

    PAPER = "paper"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"
    PACK = "pack"
    MARKED_REGISTER = "marked register"
