"""What is no update, sentence by sentence: thanks, no news, questions and absences; and what is one."""

from datetime import date

import pytest

from models.dates.relative import RequestedDay
from models.reply_parser.absence import away_between
from models.reply_parser.asides import asks, meaning_of
from models.reply_parser.evidence import gives_evidence, is_given, misses_file, promises_evidence
from models.reply_parser.intents import ItemIntent, Meaning
from models.reply_parser.understand import read

ACKNOWLEDGEMENTS = """
thanks | Thanks! | ok will do | OK, will do. | Ok
👍 | :thumbsup: | 👍🏽 thanks | :+1: | Thank you for the reminder
Thanks for letting me know | Cheers mate | Noted, thanks | Understood. | Received with thanks | Will do
I'll get back to you next week | I will look into this and come back to you by Friday | Leave it with me | On it
Working on it | yes | No | sure thing | Great, thank you
Perfect | Hi | Hello Reckoner | good morning | Thanks Priya
will chase | I'll chase this up tomorrow
I will send an update on Monday | Sorry for the delay | Got it, thanks!
no problem | I'll check with my team and let you know | will update you soon | test | lol | hmm | ... | 🙏🙏
Apologies for the late reply, will update tomorrow | Happy new year
Bear with me | Noted and understood, will do
Yes, got it | Ok thanks, leave it with me | Thanks both
I'll have a look later today | Ta | that's fine | Agreed
"""
NO_NEWS = """
no update yet | No update. | no updates from me | Nothing to report | nothing new | No change
no change since last update | Nothing further to add at present
I have no update yet | still no news | nil return
There is no update at this time | no progress this month | No progress yet I'm afraid | N/A | TBC | as before
Same as last time | update to follow | Update to follow next week
Ongoing | in progress | not started | not yet
Nothing yet, sorry | We don't have an update | I don't have anything to report | none | no movement on this one
Hi, no update yet. Thanks | nothing has changed | no further update since the last review | Still outstanding
Unfortunately no update at the moment | No news this week | nothing to add from me | haven't got an update
"""
QUESTIONS = """
What exactly do you need from me?
what exactly do you need from me | What evidence do HMICFRS need for this one?
Is this the same as 9962? | Who do I send this to? | Can you tell me what is needed | How do I close this? | ??
when is this due? | Can this be closed? | please advise | Please clarify what you need | why am I getting this?
I don't understand what this is about | not sure what you want | Do you want the audit or the policy?
Could someone explain the recommendation please | Thanks. What is the deadline? | Who owns the other half?
Please confirm whether this includes contractors | Is there a template
Any guidance on this | How long do we have?
should I include the training figures | I am unsure what counts as evidence here | Does it apply to PCSOs?
Hello, who is dealing with this now? | sorry but what is this
Are you sure this is for us | Help me with this please
"""
ABSENCES = """
Automatic reply: I am out of the office until Monday 12 December with no access to email. | Out of office
I am out of the office until 12 December. In urgent cases ask Sofia Novak. | I am away today. Urgent: Sofia Novak.
Out of office: back 3 January. For urgent matters contact DS Khan. | I am on annual leave until 12 December.
I'm on leave from 5 to 16 December, Sofia Novak is covering | On leave until Monday | Auto-reply: I am away
I am currently out of the office and will return on 9 January. If urgent please contact Dev Patel.
OOO until 2 Jan
I'm away until Thursday | I will be on leave next week | annual leave 19 Dec to 6 Jan | off sick until Friday
Thank you for your email. I am on maternity leave until June. Please contact my deputy. | I'm off next week
Hi, I'm not in work today, back on Monday
"""
UPDATES = """
The new form went live on Monday. | All staff are trained. | Audit completed, 94% compliant | No evidence yet.
Training is at 80 per cent; the last unit trains on 9 December. | 10 units done, 2 left | Evidence to follow
Awaiting evidence from West Mercia | Update of 12 Jan: this is bloody useless | Done | All done thanks | green
Thanks. The new form went live on Monday. | Thanks to the training all staff are now compliant | Trained
We have trained all units and will audit in March | What we did: trained everyone | Completed and closed
When the audit is done we will publish it | Where staff were untrained, training was given
Amber because training slipped | We will train all units by March | Which is why the audit moved to March
The policy is out of date and is being rewritten | No further training needed as all staff passed
Nothing is outstanding: all 14 actions are complete | No change to policy was required after legal advice
We did not change the form because the pilot failed | Still waiting for the supplier to deliver the software
Leave policy rewritten and published | Back office system replaced in November | Help desk set up for victims
Can confirm that training finished on Friday | Is being audited this week by PSD | Test results were positive
Training slipped because the lead was on leave until March | Policy approved at FET. Will send a copy.
No update from the supplier but our own audit passed at 94% | Software ordered, delivery in February
I'm off track because two posts are vacant | Waiting for the College to publish the guidance
Ongoing training: 60 of 90 officers done
Same form now used in all units | Was raised at the board, two posts agreed
We'll audit 50 files in January and report to the board | https://force.example/audit?x=1
See https://force.example/audit?x=1 for the audit results | Dip sample next week. What else do you need?
Not mine | Wrong person!
The update to the policy follows the national guidance | Sorry, training failed in two units
OK so the policy was signed on Monday | Yes, all 40 officers have been vetted
update 1 | Update 2: trained | Ta-da: 94% | No officers are untrained
"""


def _each(listed: str) -> list[str]:
    return [each.strip() for line in listed.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        *((each, Meaning.ACKNOWLEDGEMENT) for each in _each(ACKNOWLEDGEMENTS)),
        *((each, Meaning.NO_NEWS) for each in _each(NO_NEWS)),
        *((each, Meaning.QUESTION) for each in _each(QUESTIONS)),
        *((each, Meaning.ABSENCE) for each in _each(ABSENCES)),
        *((each, Meaning.SUBSTANCE) for each in _each(UPDATES)),
    ],
)
def test_what_words_are(words: str, meaning: Meaning) -> None:
    """Whatever is not recognised as something else is of substance, and is recorded as an update."""
    assert meaning_of(words) is meaning


def test_a_name_below_and_a_long_text_change_nothing() -> None:
    """A signature is no update; nor does any length make a text slow to read."""
    assert meaning_of("Thanks\nAnna") is Meaning.ACKNOWLEDGEMENT
    assert meaning_of("Ok.\nKind regards\nAnna Clarke") is Meaning.ACKNOWLEDGEMENT
    assert meaning_of("thanks " * 50_000) in set(Meaning)
    assert meaning_of("no update " * 50_000 + "?") in set(Meaning)


def test_a_question_beside_an_update_is_heard() -> None:
    """An update can ask something as well; an automatic reply asks nothing."""
    assert asks("Dip sample next week. What else do you need?")
    assert not asks("See https://force.example/audit?x=1")
    assert not asks("Automatic reply: Need help? Call the desk.")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("Here is the evidence: the audit.", True),
        ("Evidence: audit of November, 94% compliant, next audit in May", True),
        ("The evidence is at https://force.example/audit", True),
        ("Evidence attached: https://force.example/audit", True),
        ("Please find the evidence below. We will audit again in May.", True),
        ("evidence shows 94% compliance", True),
        *(
            (each, False)
            for each in ("No evidence yet.", "Evidence to follow", "evidence?", "Evidence attached")
        ),
        ("What evidence do HMICFRS need for this one?", False),
        ("What evidence do HMICFRS need", False),
        ("Awaiting evidence from West Mercia", False),
        ("I'll send the evidence tomorrow", False),
        ("there isn't any evidence", False),
        ("Evidence: none yet", False),
        ("Evidence: to follow", False),
        ("We are gathering evidence", False),
        ("Lack of evidence from BCU", False),
        ("I could not find the evidence", False),
        ("The new form went live.", False),
    ],
)
def test_what_gives_evidence(words: str, given: bool) -> None:
    """Evidence that is denied, announced or asked for is none, unless a file comes with it."""
    assert gives_evidence(words, has_files=False) is given
    assert gives_evidence(words, has_files=True)


def test_what_is_typed_as_evidence_has_to_be_some() -> None:
    """Behind the command the word need not be said: what puts it off is told from what shows something."""
    for words in (
        "None yet",
        "to follow",
        "Awaiting the audit",
        "No",
        "thanks",
        "No evidence yet.",
        "see attached",
    ):
        assert not is_given(words)
    for words in (
        "The audit of November shows 94%",
        "No cases failed in a dip sample of 40",
        "https://a.example/b",
    ):
        assert is_given(words)
    assert promises_evidence("Evidence to follow")
    assert not promises_evidence("The form went live")
    assert misses_file("I have attached the audit")


@pytest.mark.parametrize(
    ("words", "away"),
    [
        (
            "Automatic reply: I am out of the office until Monday 12 December.",
            (date(2022, 12, 1), date(2022, 12, 12)),
        ),
        ("I'm on leave from 5 to 16 December", (date(2022, 12, 5), date(2022, 12, 16))),
        ("annual leave 19 Dec to 6 Jan", (date(2022, 12, 19), date(2023, 1, 6))),
        ("Out of office: back 3 January.", (date(2022, 12, 1), date(2023, 1, 2))),
        ("on leave 2022-12-19 to 2023-01-06", (date(2022, 12, 19), date(2023, 1, 6))),
        ("I am on leave", None),
        ("Out of office until 31 November", None),
    ],
)
def test_from_when_to_when_somebody_is_away(words: str, away: tuple[date, date] | None) -> None:
    """A beginning that is not named is today; the day of return is no leave; without an end there is none."""
    assert away_between(words, date(2022, 12, 1)) == away


def test_regret_is_no_reason_for_more_time() -> None:
    """“I'm afraid” is not why more time is needed; and a date that could be amended is asked to be."""
    asked = RequestedDay(date(2022, 12, 1), date(2023, 1, 15))
    (regret,) = read("Will need another 3 months I'm afraid", asked)
    (amended,) = read("Please can the due date be amended to 31 January 2023", asked)
    assert (regret.intent, regret.reason) == (ItemIntent.MORE_TIME, None)
    assert (amended.intent, amended.days) == (ItemIntent.MORE_TIME, (date(2023, 1, 31),))
