"""The phrases in which owners say that an item is not theirs, and whose it is."""

from typing import Final

from models.dates.words import pattern
from models.reply_parser.phrases import END, IT, forms, one_of

_MINE = one_of(
    *("mine", "ours", "(?:one )?for (?:me|us)", "(?:my|our) area of (?:business|work|responsibility)"),
    "(?:my|our) "
    + one_of(
        *("item", "action", "rec", "recommendation", "one", "responsibility", "area", "portfolio", "remit"),
        *("department", "task", "business area"),
    ),
)

_AFTER_MINE = one_of(
    END,
    r" (?:any\s?more|any longer|now|at all|sorry|i'm afraid|unfortunately|thanks)\b",
    r" (?:since|because|as|but|it|this|please|so|i|we|from|with effect)\b",
)

_REALLY = "(?:really |actually |definitely |probably )?"

_WRONG = one_of("you have the", "you've got the", "i am the", "i'm the", "i think i'm the")

_BELONGS_TO = one_of(
    *("(?:now )?belongs (?:to|with)", "(?:now )?sits with", "should (?:now )?(?:sit|be) with"),
    "should (?:now )?(?:go|have gone) to",
    *(
        "is (?:now )?(?:owned|led) by",
        "has (?:now )?(?:moved|gone|passed) to",
        "(?:now )?comes under",
        "(?:now )?falls (?:to|under|within)",
    ),
    "(?:was|were|has been|have been|is being|is|are)(?: now| since| all)? "
    "(?:transferred|re-?allocated|re-?assigned|handed over|allocated|assigned|passed|moved|given|handed)"
    "(?: on| over| across)? to",
    "(?:should|must|needs to) be (?:owned by|(?:re-?)?(?:assigned|allocated) to)",
)

NOT_MINE: Final = forms(
    rf"(?:{IT} )?(?:(?:is |was )?{_REALLY}(?:not|never)|isn't|wasn't) (?:been )?{_MINE}{_AFTER_MINE}",
    rf"{IT}'s {_REALLY}not {_MINE}{_AFTER_MINE}",
    rf"(?:{IT} (?:is )?)?no longer {_MINE}{_AFTER_MINE}",
    rf"(?:i think |think )?(?:{_WRONG} )?wrong (?:person|owner|department|team"
    rf"|(?-i:[A-Z])[a-z]{{1,20}}){_AFTER_MINE}",
    r"why (?:have|am|are) (?:i|we)(?: been)? (?:got|sent|given|assigned) (?:this|it|these)\b",
    r"no longer (?:in (?:post|role|that role|this role|the role|the job)|with (?:that|the|this) (?:team|unit"
    r"|department))",
    r"(?:sorry )?(?:i|we) only (?:cover|look after|deal with|lead on)\b",
    rf"(?:i|we) (?:no longer|don't|do not|(?:have |'ve )?never) (?:own(?:ed)?|held|hold|lead(?: on)?)"
    rf" {IT}{_AFTER_MINE}",
    r"nothing to do with (?:me|us|(?-i:[A-Z])\w{2,20})\b",
    r"(?:(?:i'm |i am )?(?:not sure|no idea|unsure|unclear)|(?:i )?(?:don't|do not) know) why"
    r" (?:i|we)(?:'ve| have|'m| am|'re| are| was| were)(?: been)? (?:got|sent|getting|given|asked|down"
    r"|receiving|chased)\b",
    r"(?:please )?(?:take|remove) (?:my name|our name|me|us) (?:off|from)\b",
    r"left (?:that|the|this|my) (?:post|role|team|unit|job|department|portfolio)\b",
    r"my predecessor\b.{0,40}\b(?:held|had|owned|led|dealt|did)\b",
    rf"(?:i|we) (?:don't|do not|no longer|never) (?:own|hold|lead(?: on)?|manage|cover|look after|deal with|run)"
    rf" (?:{IT}|(?:this|that|the|these)(?: \w{{3,20}})?)(?:{END}| any\s?more\b| any longer\b| now\b)",
    r"(?:(?:i|i've|i have|have) )?(?:now |since )?(?:transferred|moved|gone|switched|rotated|rolled)(?: out)?"
    r" (?:of|from) (?:that|the|this) (?:team|unit|department|role|post|job|portfolio|office)\b",
    r"(?:i've|i have|i) (?:now )?(?:gone|went) (?:over |across )?to (?:the )?(?-i:[A-Z])\w{1,20}\b",
    rf"not (?:me|us)(?: any\s?more| any longer| now)?{END}",
    rf"{IT} (?:doesn't|does not|shouldn't|should not|no longer)(?: really)? (?:sits?|belongs?|lives?|falls?"
    rf"|comes?|be)"
    r" (?:with|to|under|within) (?:me|us|my|our)\b",
    rf"(?:i|we) (?:don't|do not) (?:think|believe|feel)(?: that)? {IT}(?:'s| is| should be|'s really| was)"
    rf" (?:{_MINE}|with (?:me|us))",
    r"(?:i'm|i am|we're|we are) not (?:the |a )?(?:owner|lead|right (?:person|one)|sro|responsible)\b",
    r"(?:i|we) no longer (?:work|sit|lead|manage|run|cover|deal|look|have)\b",
    rf"(?:i|we) (?:gave|have given|handed) {IT} (?:up|over|back)\b",
    rf"{IT} needs (?:a new|another|a different) (?:owner|lead)\b",
    r"(?:i'm|i am|we're|we are) no longer (?:(?:in|on|with|part of) (?:this|that|the|my)|(?:the )?(?:lead|owner"
    r"|responsible|sro)\b"
    r"|(?:leading|running|managing|responsible))",
    rf"{IT} (?:isn't|is not|wasn't|was not) (?:me|us)\b",
    rf"{IT} (?:isn't|is not|was never|wasn't) (?:something|one|an area|anything|a rec|work)(?: that)? (?:my"
    rf"|our|i|we|for)\b",
    r"(?:please )?find (?:me )?(?:a|another|somebody|someone)(?: new| else| other)? ?(?:owner|lead|to (?:own"
    r"|take))\b",
    rf"(?:can|could) (?:someone|somebody) else (?:please )?(?:pick|take|own|have|lead)(?: {IT})?\b",
    r"(?:(?:i )?(?:don't|do not) think|not sure) (?:i|we) should(?: still)? be (?:getting|receiving|on|the)\b",
    r"(?:i|we)(?:'ve| have)? (?:now )?handed over to (?:@|(?-i:[A-Z]))",
    r"(?:i have|i've|i) (?:now |since |recently ){0,2}(?:moved (?:to|into) (?!(?:red|amber|green|white|a|an|the)\b)"
    r"|moved (?:on|roles?|jobs?|departments?|teams?|post)\b|left (?:(?:the|this|that|my) (?!organi[sz]ation"
    r"|force)\w{3,20}|(?-i:[A-Z])\w{1,20})"
    r"|changed (?:roles?|jobs?|departments?|posts?)\b|transferred to\b|retired\b)",
)
"""A sentence that begins so says that the item is not theirs; what follows may say why."""

FOR_A_STEP: Final = pattern(
    r"\bfor (?:\w{2,12} ){0,2}(?:comments?|review|approval|sign-?off|advice|check(?:ing|s)?|consideration"
    r"|feedback|ratification"
    r"|agreement|decision|quality|consultation|input|views?|action)\b|\bto (?:comment|review|approve|check"
    r"|agree|ratify)\b"
)
"""What is passed on so comes back: it is still its owner's."""

TAKE_OFF: Final = pattern(rf"(?:please )?(?:take|remove) {IT} (?:off|from) (?:my|the|this|it|me)\b")
"""What is wanted of an item that is not theirs, and of one that is done."""

_NAMED: Final = (
    r"(?:@\S{1,40}|(?!(?:I|We|You|They|He|She|This|It|That|All|These)\b)(?-i:[A-Z])[\w./'-]{1,20}"
    r"(?: (?-i:[A-Z])[\w.'-]{1,20}){0,3})"
)

_RANKED: Final = (
    r"(?:@|(?:[adt]{1,2}/?)?(?-i:PC|PS|DC|DS|DI|DCI|CI|DSU|Insp|Inspector|Ch|Chief|Supt|Superintendent|Det|ACC"
    r"|DCC|ACO"
    r"|Sgt|Sergeant|Mr|Mrs|Ms|Dr)\b)"
)

BELONGS_ELSEWHERE: Final = forms(
    rf"{IT}(?:'s)?(?: (?:is|has|was|should|now|be|been|gone|went|goes|moved|sat)){{0,4}} (?:to|with|under)"
    rf" {_RANKED}",
    rf"{IT} (?:went|has gone) (?:over |across )?to {_NAMED}",
    rf"should (?:be|sit|go|have gone) (?:with|to) {_NAMED}",
    rf"{_NAMED} is the new one\b",
    r"(?:i'm|i am|i was) the (?:old|previous|former|outgoing) (?:lead|owner|sro|dci|di|supt|head)\b",
    r"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:take|remove) (?:me|us|my name) (?:off|from)\b",
    rf"(?:please )?(?:re-?)?(?:allocate|assign)(?: {IT})? to {_NAMED}",
    rf"(?:belongs (?:to|with)|sits with|comes under|falls under|now owned by|owned by|led by) {_NAMED}",
    r"(?:(?:it's|it is|this is|that's|that is) )?(?:his|her|their|(?-i:[A-Z])\w{1,20}'s)"
    r" (?:area|rec|responsibility|remit|portfolio|action|one|work|patch)\b",
    rf"(?:please )?(?:change|update|amend|correct) (?:the )?owner(?:ship)?(?: of {IT})? to (?:@|(?-i:[A-Z])|the )",
    rf"{_NAMED} (?:should|ought to|needs to|must) (?:now )?(?:be the (?:owner|lead)|own|lead on|have|be given"
    rf"|pick up)"
    rf" ?(?:of |for )?{IT}",
    r"(?:please )?(?:send|direct|address) (?:(?:it|this|these|them|all) )?to (?:@|(?-i:[A-Z])).{2,40}"
    r"(?:going forward|in future|from now on|instead)\b",
    rf"(?:this|that|it)(?: one)?(?:'s| is| was)(?: one of| now)? {_NAMED}(?:'s|s')(?: now| area| one| rec|"
    rf" work)?{END}",
    rf"(?:the )?(?:new )?(?:owner|lead|sro|responsible officer|point of contact)(?: (?:for|on|of) {IT})?"
    rf"(?: (?:is|should be|now|has changed to|changed to|will be)){{1,3}} {_NAMED}",
    rf"{_NAMED} (?:now )?(?:has|have|does|holds|owns|covers|manages|deals with|is dealing with|heads up)"
    rf" (?:{IT}|these|those|them)(?: now)?{END}",
    rf"(?:that'll|that will|this will|it'll|it will|{IT}(?:'s| would)?)(?: be)? (?:one )?for .{{2,40}}?,? not"
    rf" (?:me|us)\b",
    r"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:re-?direct|re-?assign|re-?allocate|pass it|send"
    r" it)(?: on)?"
    r" to whoever\b",
    rf"{IT} {_BELONGS_TO} (?:@|(?-i:[A-Z])|another|someone|somebody|the [a-z]{{3,20}} \w{{3,20}})",
    rf"(?:i|we)(?:'ve| have)? (?:handed|passed|transferred|given) {IT}(?: over| on)? to (?:@|(?-i:[A-Z]))",
    rf"{IT}(?:'s| is) (?:now )?(?:one|an? \w{{3,12}}) for (?:@|(?-i:[A-Z]))",
    r"you(?:'d| would| will)?(?: need to| should| had better| better| want to) (?:speak|talk|go) to"
    r" (?:@|(?-i:[A-Z]))",
    rf"(?:he|she|they) (?:now )?(?:owns?|leads?(?: on)?|(?:has|have) taken over) {IT}\b",
    rf"(?:responsibility|ownership)(?: (?:for|of) {IT})?(?: has)?(?: now)? (?:sits|lies|rests|is|moved|passed)"
    r" (?:with|to) (?:@|(?-i:[A-Z])|the )",
    rf"(?:(?:please|can you|could you) )?(?:send|redirect|forward|pass|give|move) {IT} (?:on )?to .{{2,60}}?"
    r" (?:instead|(?:it's|it is|as it is|who is) (?:her|his|their|the)\b)",
    rf"(?:(?:please|can you|could you) )?(?:re-?assign|re-?allocate|re-?direct|direct)(?: {IT})? to"
    r" (?:@|(?-i:[A-Z])|the )",
    rf"(?:please )?(?:can|could) (?:you|we|{IT})(?: please)?(?: be)?"
    rf" (?:re-?assign|re-?allocate|re-?direct|transfer)(?:ed)?(?: {IT})? to (?:@|(?-i:[A-Z])|the )",
    rf"(?:please )?(?:can|could) (?:you|we)(?: please)? (?:send|pass|forward|give) {IT}(?: on)? to the (?:new"
    rf"|right|correct)\b",
    r"(?:all )?(?:handed|transferred|re-?assigned)(?: over| on| across)? to (?:@|(?-i:[A-Z])|the new )",
    r"you(?:'ll| will)? want the (?-i:[A-Z])\w{1,20} (?:team|unit|department|lead)\b",
    r"(?:you(?:'ll| will)? (?:want|need (?=A?C?C?D?\/?(?:DI|CI|DCI|DS|Supt|Ch|PC|Insp|Sgt)\b))|(?:please )?try"
    r"|(?:please )?(?:speak|talk) to|one for) (?:@|(?-i:[A-Z])[a-z])",
    rf"{IT} (?:is|was|should be|sits|belongs)(?: (?:for|with|to))? .{{2,40}} (?:rather than|and not|not) (?:me"
    rf"|us)\b",
    rf"(?:i think )?{IT} (?:is|was) (?:one )?for (?:@|(?-i:[A-Z]))",
    r"(?:@\S{1,40}|(?!(?:I|We|You|They|He|She|This|It|That|All|These)\b)(?-i:[A-Z])[\w.'-]{1,20}(?:"
    r" (?-i:[A-Z])[\w.'-]{1,20}){0,3})"
    rf" (?:(?:is|as) (?:now )?(?:the )?(?:new )?(?:lead|owner|sro|portfolio lead)\b"
    rf"|(?:now )?(?:owns|leads on|leads|(?:has )?(?:taken|took|picked) (?:on|over|up)|looks after) {IT}\b"
    rf"|(?:has |have )?(?:taken|took|picked) (?:{IT}|these|those|them)(?: all)? (?:over|on|up)\b|should (?:own"
    rf"|lead on|have) {IT}\b)",
)
"""A sentence that begins so says whose the item is instead."""
