"""Showing a draft in a direct conversation, and keeping it true wherever it is shown."""

from sqlalchemy.orm import Session

from handlers.request import Request
from models.outbox import outbox
from models.report_drafts.draft import Draft
from models.report_drafts.showing import show_again
from templates.messages.drafts import ReportDraft
from templates.presenters.drafts import draft_page, redrawn
from templates.serialization import freeze


def show(session: Session, draft: Draft, request: Request) -> None:
    """Show the draft in the asker's direct conversation, where it stays and can be worked with."""
    key = f"report-draft:{draft.id}:{request.who.id}:{request.source}"
    outbox.enqueue(
        session, key, freeze(draft_page(session, draft, request.today)), request.at, person=request.who
    )


def show_everywhere(session: Session, draft: Draft, request: Request, first: int = 1) -> ReportDraft:
    """Show the draft as it is now wherever it stands; return the page from the row `first` on.

    Each showing stays on its page. The one whose button was pressed is left to the answer.
    """
    again = redrawn(session, draft, request.today)
    show_again(session, draft, request.at, request.source, again, spared=request.place.message)
    return draft_page(session, draft, request.today, first)
