"""What the two committee papers say of inspections, PEEL and reports, for the sample register.

The facts are carried over in words of our own. What a paper does not print is left open; a date that had to be
given all the same is this sample's: that PEEL 2021/22 began on 1 April 2021, and PEEL 2023-25 on 1 January 2023.
Notes are printed in the committee's paper, so none of them speaks of the sample.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.enums import Participation, ReportKind, Stage
from models.inspections import inspecting, peel
from models.inspections.inspecting import Details
from models.ledger.audit_context import AuditContext
from models.policy import Policy
from models.queries import items
from models.register import report_particulars
from models.register.report_particulars import Particulars, report_called

FIRST_PAPER = date(2022, 9, 29)
JTAI_PARTNERS = ("local authority", "health")
JTAI_SCOPE = (
    "the agencies' front doors",
    "the safeguarding hub",
    "early decisions together",
    "the partnership's oversight",
    "leadership",
    "timeliness",
)

INSPECTIONS: tuple[tuple[str, ReportKind, Stage, date | None, Details], ...] = (
    (
        "Regional organised crime units",
        ReportKind.NATIONAL_THEMATIC,
        Stage.ANNOUNCED,
        FIRST_PAPER,
        Details(when="early October 2022", notes="Announced in the paper of 29 September 2022."),
    ),
    (
        "PEEL 2023-25",
        ReportKind.PEEL,
        Stage.ANNOUNCED,
        None,
        Details(
            when="activities early in 2023, fieldwork in September 2023",
            notes="Activities are interviews, focus groups and visits to meetings; in the fieldwork, inspectors"
            " test practice in the force for a week or two.",
        ),
    ),
    (
        "Walsall: response to the first need of children, and risk to them",
        ReportKind.JTAI,
        Stage.REPORT_AWAITED,
        None,
        Details(
            partners=JTAI_PARTNERS,
            scope=JTAI_SCOPE,
            notes="Good work between the agencies was seen, and some points to develop. The report is expected in"
            " the new year.",
        ),
    ),
    (
        "Child protection: what became of the recommendations of 2014",
        ReportKind.CHILD_PROTECTION,
        Stage.ACTIVITIES,
        None,
        Details(
            when="mid December 2022",
            notes="Six recommendations of a report of 2014 are being worked on with HMICFRS, which reviews where"
            " they stand and shares it with the force.",
        ),
    ),
    (
        "Armed policing",
        ReportKind.NATIONAL_THEMATIC,
        Stage.DATA_COLLECTION,
        None,
        Details(notes="No longer part of PEEL. Its data is asked for in the autumn data collection."),
    ),
)
"""Name, kind, stage, the day of its announcement (None: not printed, so the day of entry), and what is known."""

REPORTS: Mapping[str, Particulars] = {
    "PPDA": Particulars(
        summary="The Centre for Women's Justice, with the Bureau of Investigative Journalism, complained in March"
        " 2020 that forces do not respond well when the suspect of domestic abuse is one of their own. HMICFRS, the"
        " College of Policing and the IOPC answered with three recommendations, which the force has accepted.",
        themes=(
            "reporting it in the first place is hard",
            "investigations fail",
            "police processes are turned against the victim",
            "complaints and concerns are not met as they should be",
            "the accused has friends in the force",
            "the accused uses police knowledge, status and powers",
            "decisions on charges are wrong",
            "misconduct is investigated and decided in the wrong way",
            "abused women are arrested",
            "women in the police meet difficulties in their employment",
            "women in the police are victimised at work",
        ),
        participation=Participation.DATA_RETURN,
    ),
    "FINDTIME": Particulars(
        summary="Few burglaries, robberies and thefts end in justice for the victim: many investigations close with"
        " no suspect, and charges have become rare. The report looks at the trends, at what works, and at what"
        " stands in the way. It makes two recommendations to all forces.",
        participation=Participation.DATA_RETURN,
    ),
    "VETTING": Particulars(
        summary="From hundreds of vetting files, inspectors found too many people in the police who should not have"
        " been let in, or who moved between forces in spite of what was known of them. Gross misconduct was at"
        " times treated as less, or not at all, and misogyny still exists in many forces.",
        themes=(
            "minimum standards for checks before employment",
            "managing the risks of vetting decisions, corruption investigations and information security",
            "better and more even vetting decisions, with their reasons on record",
            "a wider scope of the law on complaints and misconduct",
            "firmer guidance on vetting, and on relationships and behaviour at work",
            "knowing and defining misogynistic and predatory behaviour",
            "collecting intelligence on corruption",
            "assessing and investigating allegations of misconduct",
        ),
        source_link="https://www.justiceinspectorates.gov.uk/hmicfrs/publication-html/"
        "an-inspection-of-vetting-misconduct-and-misogyny-in-the-police-service/",
    ),
    "PEEL2122": Particulars(
        summary="The last PEEL inspection of the force. It gave four areas for improvement, of which the paper of"
        " 15 December 2022 names one, as signed off.",
        source_link="https://www.justiceinspectorates.gov.uk/hmicfrs/wp-content/uploads/"
        "peel-assessment-2021-22-west-midlands.pdf",
    ),
}
"""By the report's code. The papers summarise no other report, and print no other source."""


def add_sample(session: Session, at: datetime, policy: Policy | None = None) -> None:
    """Add to the sample register, at the aware instant `at`, what the papers say beyond its items.

    The reports of the sample register have to be there, and nothing of this.
    """
    audit = (policy or Policy()).act(None, at)
    for name, kind, stage, announced_on, known in INSPECTIONS:
        announced = audit.effective(announced_on)
        inspection = inspecting.announce(session, name, kind, known, announced)
        inspecting.move(session, inspection, stage, audit)
    for code, wanted in REPORTS.items():
        report_particulars.correct(session, report_called(session, code), wanted, audit)
    _add_peel(session, audit)


def _add_peel(session: Session, audit: AuditContext) -> None:
    last = peel.begin(
        session,
        "PEEL 2021/22",
        "2021/22",
        date(2021, 4, 1),
        audit,
    )
    peel.report_made(session, last, report_called(session, "PEEL2122"), audit)
    peel.place(last, 7, items.item_by_reference(session, "PEEL2122-1"), audit)
    peel.begin(
        session,
        "PEEL 2023-25",
        "2023-25",
        date(2023, 1, 1),
        audit,
        notes="Activities early in 2023, fieldwork in September 2023. More weight on recruiting, keeping and"
        " managing people.",
    )
