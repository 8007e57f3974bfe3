"""Reviews, judgements, the Force Liaison Lead, and what replies were read to want, in all forms."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.enums import Rag, ReviewOutcome
from models.register.rag import RagRule
from models.reply_parser.intents import ItemIntent
from templates.messages import Message
from templates.messages.items import ItemDetail, Overruled, ReviewFound, WithLead
from templates.messages.questions import Question, QuestionAnswered
from templates.messages.replies import Fate, Judged, Proposal, Recorded, RecordedTogether
from templates.messages.reviews import (
    HelpWanted,
    Liaison,
    MeetingForm,
    MeetingRecorded,
    ReviewForm,
    ReviewList,
)
from templates.who import Who

DAY = date(2023, 3, 31)
SOFIA = Who("Sofia Novak", "U0SOFIA01")
RECORDED = Recorded.EXAMPLE
PROPOSALS = (
    Proposal(ItemIntent.DONE),
    Proposal(ItemIntent.RAG, rag=Rag.AMBER),
    Proposal(ItemIntent.DONE, Fate.CANNOT),
    Proposal(ItemIntent.DONE, Fate.TAKEN_UP, now="submitted"),
    Proposal(ItemIntent.DONE, Fate.DECLINED),
    Proposal(ItemIntent.MORE_TIME, days=(DAY,), reason="the supplier is late"),
    Proposal(ItemIntent.MORE_TIME, days=(DAY,)),
    Proposal(ItemIntent.MORE_TIME, days=(DAY, date(2023, 4, 30))),
    Proposal(ItemIntent.MORE_TIME),
    Proposal(ItemIntent.MORE_TIME, Fate.TAKEN_UP, now="Fri 31 Mar 2023"),
    Proposal(ItemIntent.MORE_TIME, Fate.TAKEN_UP, now=""),
    Proposal(ItemIntent.NOT_MINE),
    Proposal(ItemIntent.NOT_MINE, Fate.TAKEN_UP, now="told"),
    Proposal(ItemIntent.ASK, asked=SOFIA, asked_number=4),
    Proposal(ItemIntent.ASK, Fate.CANNOT, asked=SOFIA),
    Proposal(ItemIntent.ASK, Fate.CANNOT),
    Proposal(ItemIntent.ASK, Fate.TAKEN_UP, now="Sofia Novak"),
    Proposal(ItemIntent.RAG, Fate.CANNOT, rag=Rag.AMBER),
)
JUDGEMENTS = (
    Judged(Rag.AMBER, None, Rag.AMBER),
    Judged(Rag.AMBER, Rag.GREEN, Rag.RED, RagRule.OVERDUE),
    Judged(Rag.AMBER, Rag.GREEN, Rag.GREEN, undone=True),
)
HELP = HelpWanted.EXAMPLE
PROGRESS_VARIANTS: tuple[Message, ...] = (
    *(replace(RECORDED, proposals=(each,)) for each in PROPOSALS),
    *(replace(RECORDED, judged=each) for each in JUDGEMENTS),
    replace(RECORDED, proposals=PROPOSALS, undone_at=datetime(2022, 12, 2, 14, 5, tzinfo=UTC)),
    replace(RECORDED, outcome=ReviewOutcome.AT_RISK, shared=True, judged=JUDGEMENTS[0]),
    RecordedTogether((replace(RECORDED, proposals=PROPOSALS[:1]), replace(RECORDED, judged=JUDGEMENTS[1]))),
    replace(
        ItemDetail.EXAMPLE,
        overruled=Overruled(Rag.GREEN, RagRule.OVERDUE, SOFIA, DAY),
        found=ReviewFound(DAY, ReviewOutcome.ON_TRACK, Rag.GREEN, DAY),
        help_wanted=(WithLead(DAY, SOFIA, "May we count it?"), WithLead(DAY, SOFIA)),
        last_meeting=WithLead(DAY, SOFIA, "It counts."),
    ),
    replace(
        ItemDetail.EXAMPLE,
        overruled=Overruled(Rag.GREEN, RagRule.DONE),
        found=ReviewFound(DAY),
        last_meeting=WithLead(DAY, SOFIA),
    ),
    replace(ReviewForm.EXAMPLE, rag=None),
    replace(ReviewList.EXAMPLE, shares=True),
    replace(
        ReviewList.EXAMPLE,
        done=tuple(replace(each, shared_on=DAY) for each in ReviewList.EXAMPLE.done)
        + tuple(replace(each, outcome=None, rag=None) for each in ReviewList.EXAMPLE.done),
    ),
    replace(ReviewList.EXAMPLE, missed=(), updated=(), to_come=(), done=()),
    replace(MeetingForm.EXAMPLE, chosen=(), request=5),
    replace(MeetingRecorded.EXAMPLE, agreed=None),
    *(replace(HELP, reader="asker", passes_on=passes_on) for passes_on in (True, False)),
    replace(HELP, reader="lead", text=None),
    replace(HELP, passes_on=True),
    replace(HELP, answered_on=DAY, answered_by=SOFIA),
    Liaison(DAY, (), ()),
    replace(Liaison.EXAMPLE, requests=(replace(HELP, text=None),)),
    replace(Question.EXAMPLE, answered=True),
    replace(QuestionAnswered.EXAMPLE, text=None),
)
