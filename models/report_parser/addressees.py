"""To whom a recommendation is addressed: the bodies that are the subject of what should be done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.dates.words import plain
from models.enums import Addressee

_NAMES: Final[tuple[tuple[str, Addressee], ...]] = (
    (
        (
            r"(?:police(?:, fire)? (?:and|&) crime commissioners?|police, fire and crime commissioners?"
            r"|p(?:f)?ccs?|deputy mayors? for policing(?: and crime)?|local policing bod(?:y|ies))"
        ),
        Addressee.PCC,
    ),
    (r"(?:national police chiefs'? council|npcc)", Addressee.NPCC),
    (r"(?:college of policing|college)", Addressee.COLLEGE),
    (r"(?:independent office for police conduct|iopc)", Addressee.IOPC),
    (r"(?:home office|home secretary)", Addressee.HOME_OFFICE),
    (r"(?:ministry of justice|moj|lord chancellor)", Addressee.MINISTRY_OF_JUSTICE),
    (r"(?:crown prosecution service|cps|director of public prosecutions)", Addressee.CPS),
    (r"(?:(?:each|every|any) (?:police )?(?:force|chief constable|constabulary))", Addressee.ALL_FORCES),
    (
        r"(?:(?:police )?forces|chief constables|chief officers|ccs|constabularies|police services)",
        Addressee.ALL_FORCES,
    ),
    (r"(?:force|constabulary|chief constable)", Addressee.FORCE),
    (
        (
            r"(?:chief fire officers?|national fire chiefs council|nfcc"
            r"|fire and rescue (?:services?|authorit(?:y|ies))"
            r"|police scotland|scottish police authority|(?:scottish|welsh) government"
            r"|local authorit(?:y|ies)|(?:county |city |borough )councils?|children's (?:social care )?services"
            r"|integrated care (?:boards?|systems?)|(?:local )?health boards?|nhs(?: england| trusts?)?"
            r"|local government association|hmcts|hm courts (?:and|&) tribunals service|hmicfrs"
            r"|(?:national )?probation service|hm prison and probation service|hmpps|youth justice board"
            r"|youth (?:justice|offending) services?|national crime agency|nca|care quality commission"
            r"|department (?:for|of) [a-z]{4,14}|information commissioner(?:'s office)?|ofsted)"
        ),
        Addressee.OTHER,
    ),
)
_NAMED_FORCE: Final = (
    r"(?-i:(?:(?!(?:Police|Constabulary|How)\b)[A-Z][a-z]+(?:-[a-z]+)* (?:and |& )?){1,4}"
    r"(?:Police|Constabulary))"
)
_OFFICE = (
    r"(?:(?:'s?)? (?:(?:portfolio |strategic |national |policing |thematic )?leads?|chief executive|director|chair)"
    r")?"
)
_BODY: Final = re.compile(
    r"(?:\b(?:the|all|both|his|her|our|its|their) ){0,2}(?:"
    + "|".join(rf"(?P<b{number}>\b{name})" for number, (name, _) in enumerate(_NAMES))
    + rf"|(?P<named>\b{_NAMED_FORCE}))\b(?: in England and Wales)?(?: ?\([^()]{{1,40}}\))?{_OFFICE}",
    re.IGNORECASE,
)
DUTY: Final = re.compile(
    r"\b(?:should(?! be seen)(?! have (?!in place\b|access\b|an? |the |enough\b|their ))|must"
    r"|needs? to|will need to|(?:is|are) to(?! (?:be|the|a)\b)|ha(?:s|ve) to"
    r"|is required to)\b",
    re.IGNORECASE,
)
"""The words by which something is asked for."""

DATED_PERFECT: Final = re.compile(r"(?:by|within|no later than) [^.;]{3,100}? should have\b", re.IGNORECASE)
"""“By March all forces should have trained …” asks; without its day, it says what was missed."""

RECOMMENDS_THAT: Final = re.compile(
    r"(?:(?:to|in) [^,.;]{3,60}, )?(?:we|the iopc|iopc|hmicfrs|hmics|hmic|the inspectorate|inspectors)"
    r" (?:also |therefore )?recommends?(?: to (?P<to>[^,.;]{3,80}?) that|(?: that)?),? "
    r"(?:(?:by|within|before|no later than) [^,.;]{2,60}, |with immediate effect,? |immediately,? )?",
    re.IGNORECASE,
)
"""What leads to a recommendation that is made in the words “recommends that”, with the time by which."""

_SENTENCE = re.compile(r"(?<=[.;?!:])\s+(?=[A-Z(])|\n+")
_CLAUSE = re.compile(r"[,;] (?:and|while|but) ")
_BESIDE = re.compile(
    r",?\s*\b(?:working|in (?:consultation|partnership|collaboration|conjunction|agreement)|together|jointly"
    r"|along|with (?:the )?(?:support|help|advice|assistance)|supported by|through|via"
    r"|and (?:its|their) partners)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_RELATIVE = re.compile(r",?\s*\b(?:whose|who|which|that|where)\b[^,]*,?\s*$", re.IGNORECASE)
_NEVER = re.compile(r"(?!)")
_BETWEEN = re.compile(
    r"[\s,&]*(?:(?:and|or|both|all|the|also|jointly|where (?:appropriate|relevant|necessary))[\s,&]+)*(?:and|or)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:,[^,]{1,150},\s*)?(?:(?:also|both|all|each|then|now|therefore)\s*)?", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\b(?:of|from|by|with|to|for|in|on|at|under|about|alongside|within|as)\s+$", re.IGNORECASE
)
_DATED = re.compile(r"(?:by|within|before|no later|not later|immediately|with immediate)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:it|this|that|they|these|those|there|which|who|we|you|he|she|what)\b", re.IGNORECASE
)
_TIME_LEAD = re.compile(
    r"(?:(?:by|within|before|no later than) (?:\w+ ){1,4}?(?:months?|weeks?|days?|years?|\d{4}),? |immediately,? )",
    re.IGNORECASE,
)
_ORGANISATION: Final = re.compile(r"\b[A-Z][a-z]+(?: (?:and |of |for )?[A-Z][a-z]+){1,5}")
_LONGEST_SENTENCE: Final = 1_500


@dataclass(frozen=True, slots=True)
class AddressedTo:
    """Who is told to do something.

    `unknown` are words of the subject that name no body the register knows, `beside` the bodies with whom it is to
    be done, and `later` those that only later sentences ask.
    """

    bodies: frozenset[Addressee] = frozenset()
    unknown: str = ""
    beside: frozenset[Addressee] = frozenset()
    later: frozenset[Addressee] = frozenset()


def told(text: str, force: str | None = None) -> AddressedTo:
    """Return whom the `text` of a recommendation tells to do something; `force` is the name of this force.

    The first sentence with a duty and a body that is known as its subject decides. Bodies that are mentioned
    otherwise are not addressed.
    """
    first: AddressedTo | None = None
    unknown = ""
    later: set[Addressee] = set()
    for subject in _subjects(text):
        found = _read(subject, force)
        if found.bodies and first is None:
            first = found
        elif found.bodies:
            later |= found.bodies
        elif not unknown and first is None:
            unknown = found.unknown
    if first is None:
        return AddressedTo(unknown=unknown)
    rest = frozenset(later) - first.bodies
    if first.bodies & _FORCES:
        rest -= _FORCES
    return AddressedTo(first.bodies | rest, first.unknown, first.beside - first.bodies, rest)


def named_in(text: str, force: str | None = None) -> frozenset[Addressee]:
    """Return every body that a head such as “for chief constables and the CPS” or a cell names."""
    return frozenset(body for body, _ in _found(plain(text), force) if body is not None)


def begins_with(text: str, force: str | None = None) -> frozenset[Addressee]:
    """Return the bodies in which `text` begins, after the words by when, though nothing says “should”.

    Another force that is called by its name is another body.
    """
    flat = plain(text)
    lead = _TIME_LEAD.match(flat)
    named = _begins_with_bodies(flat[lead.end() if lead else 0 :])
    return frozenset(body or Addressee.OTHER for body, _ in _found(named, force))


_FORCES = frozenset({Addressee.FORCE, Addressee.ALL_FORCES})


def _subjects(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(plain(text)):
        first, *others = _CLAUSE.split(sentence[:_LONGEST_SENTENCE])
        duty = DUTY.search(sentence[:_LONGEST_SENTENCE]) or DATED_PERFECT.match(sentence)
        lead = RECOMMENDS_THAT.match(sentence)
        if lead is not None:
            named = lead["to"] or _begins_with_bodies(sentence[lead.end() :])
            if named:
                yield named
                continue
        if duty is None:
            continue
        yield sentence[: _subject_end(duty)]
        length = len(first)
        for clause in others:
            later = DUTY.search(clause)
            if later is not None and length > duty.start():
                yield clause[: later.start()]
            length += len(clause)


def _subject_end(duty: re.Match[str]) -> int:
    return duty.end() - len("should have") if duty.re is DATED_PERFECT else duty.start()


def _begins_with_bodies(sentence: str) -> str:
    """Return the bodies in which what is recommended begins, as they are printed; nothing where it does not."""
    end = 0
    for match in _BODY.finditer(sentence):
        if not _BETWEEN.fullmatch(sentence[end : match.start()]):
            break
        end = match.end()
    return sentence[:end]


def _read(subject: str, force: str | None) -> AddressedTo:
    if _PRONOUN.match(subject):
        return AddressedTo()
    for aside in (_BESIDE, _RELATIVE, _NEVER):
        main = aside.sub("", subject)
        bodies, unknown = _ends_in_bodies(main, force) or (frozenset(), "")
        if bodies or unknown:
            break
    if not bodies:
        return AddressedTo(unknown=unknown or _last_clause(subject))
    beside = _named_beside(subject[len(main) :], force) if aside is _BESIDE else set()
    if not bodies & _FORCES:
        beside |= {body for body, _ in _found(subject, force) if body in _FORCES}
    return AddressedTo(bodies, unknown, frozenset(beside))


def _named_beside(words: str, force: str | None) -> set[Addressee]:
    """Return the bodies with whom something is to be done; one that is not known is another body."""
    known = {body for body, _ in _found(words, force) if body is not None}
    return known or ({Addressee.OTHER} if _ORGANISATION.search(words) else set())


def _ends_in_bodies(subject: str, force: str | None) -> tuple[frozenset[Addressee], str] | None:
    """Return the bodies in which the subject ends, with words beside them that name none; None without either."""
    found = list(_found(subject, force))
    if not found:
        return None
    end = len(subject)
    taken: list[tuple[Addressee | None, re.Match[str]]] = []
    unknown = ""
    for body, match in reversed(found):
        gap = _after_office(match[0], subject[match.end() : end])
        if not taken:
            if re.match(r"'s?\s", gap):
                gap = ""
            beside = re.fullmatch(r"\s*(?:,|\band\b|&)\s*(?:and |the )*(?P<name>[^,]{2,80}?)\s*", gap)
            if beside is not None and not _AFTER.fullmatch(gap):
                unknown = beside["name"]
            elif not _AFTER.fullmatch(gap):
                return None
        elif not _BETWEEN.fullmatch(gap):
            break
        taken.append((body, match))
        end = match.start()
    before = re.search(r"(?:^|, )(?:the )?(?P<name>[^,]{2,80}?),?\s+and\s+$", subject[: taken[-1][1].start()])
    taken = _without_lead(subject, taken)
    if before is not None and not unknown:
        unknown = before["name"]
    names = [match[0] for body, match in taken if body is None]
    bodies = frozenset(body for body, _ in taken if body is not None)
    words = "; ".join(each for each in (*names, unknown) if each)
    if words and bodies:
        bodies |= {Addressee.OTHER}
    return (bodies, words) if bodies or words else None


def _after_office(body: str, following: str) -> str:
    """Return what follows a body, without what its lead is the lead for."""
    if not re.search(r"\b(?:leads?|director|chair)$", body, re.IGNORECASE):
        return following
    return re.sub(r"^ for [\w -]{2,60}?(?=$|,| and | & )", "", following.rstrip() or following)


def _without_lead(
    subject: str, taken: list[tuple[Addressee | None, re.Match[str]]]
) -> list[tuple[Addressee | None, re.Match[str]]]:
    """Leave out bodies of a clause that leads to the subject: “With advice from the NPCC, forces should”."""
    before = subject[: taken[-1][1].start()]
    governed = _PREPOSITION.search(before) is not None
    lead = before.rpartition(",")[2].strip()
    if not governed and (not lead or _DATED.match(lead)):
        return taken
    for at in range(len(taken) - 1, 0, -1):
        if "," in subject[taken[at][1].end() : taken[at - 1][1].start()]:
            return taken[:at]
    if not governed:
        return taken
    return [] if len(taken) == 1 else taken[:-1]


def _found(text: str, force: str | None) -> Iterator[tuple[Addressee | None, re.Match[str]]]:
    """Yield the bodies named in a text; another force that is called by its name is None."""
    for match in _BODY.finditer(text):
        name = match["named"]
        if name is not None:
            bare = re.sub(r"^(?:The|By|Within|In) ", "", name)
            ours = force is not None and bare.casefold() == force.casefold()
            yield (Addressee.FORCE if ours else None), match
        else:
            yield next(body for at, (_, body) in enumerate(_NAMES) if match[f"b{at}"]), match


def _last_clause(subject: str) -> str:
    return " ".join(_BESIDE.sub("", subject).strip(" ,").rpartition(",")[2].split())[-80:]
