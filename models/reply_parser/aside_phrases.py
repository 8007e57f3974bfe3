"""The phrases in which people thank, put off, ask and say that they are away: replies that are no update.

A blank in a pattern stands for any white space. Every repetition is bounded, so that no text is slow to read.
"""

from typing import Final

from models.dates.words import pattern
from models.reply_parser.phrases import one_of

_NAME = r"(?-i:[A-Z][\w'-]{1,20})(?: (?-i:[A-Z][\w'-]{1,20})){0,2}"
_IT = one_of("it", "this", "that", "these", "them", "everything", "(?:this|that) one")
_WEEK = one_of("day", "week", "month", "quarter", "year")

_WHEN = one_of(
    *(
        "today",
        "tomorrow",
        "tonight",
        "later",
        "soon",
        "shortly",
        "asap",
        "now",
        "then",
        "again",
        "too",
        "please",
    ),
    *(
        "thanks",
        "thank you",
        "for you",
        "first thing",
        "in due course",
        "over",
        "with more",
        "with an update",
    ),
    r"(?:this|next|in the) \w{3,9}",
    r"for (?:today|tomorrow|later|next week|\w{3,6}day)",
    r"(?:on|by|before|after) (?:\w{3,9}|\d[\w/.-]{0,9}(?: \w{3,9})?)",
    r"in (?:a|an|the) (?:bit|while|moment|minute|hour|day|week|morning|afternoon)",
    r"(?:when|as soon as|once) (?:i|we) (?:can|know|hear|have)(?: (?:more|back|it|one|news|something)){0,2}",
    r"with (?:something|an answer|more|an update|news|details|a reply)",
    rf"(?:by )?(?:the )?end of (?:(?:the|this|next) )?{_WEEK}",
)
_WHENS = rf"(?: {_WHEN}){{0,4}}"
_ANSWERS = one_of(
    *("respond", "reply", "answer", "be in touch", "follow up", "try", "see what (?:i|we) can do"),
    rf"do(?: (?:so|my best|{_IT}))?",
    rf"(?:have a )?(?:look|check|read|think)(?: (?:at|into|through|over|about|on) {_IT})?",
    r"(?:check|speak|talk|liaise) (?:with|to) \w{2,20}(?: \w{2,20})?",
    r"(?:get|come|go) back(?: to you)?",
    r"let (?:you|them) know",
    rf"(?:provide|give|send|write|post|add)(?: you)?(?: (?:an?|the|my|some|full|short|proper))?"
    rf" (?:update|reply|response|note|{_IT})",
    rf"update(?: (?:you|{_IT}))?",
    rf"(?:chase|sort|action|follow|pick|send|find)(?: {_IT}| the (?:team|owner|lead|others?)|(?:"
    rf" \w{{2,12}}))?(?: (?:up|out|over|through))?",
    rf"deal with {_IT}",
    r"get (?:an? |the |some )?(?:update|reply|response|answer|something)(?: (?:over )?to you)?",
    rf"get (?:on|{_IT})(?: (?:with it|done|sorted|to you|over to you|over))?",
)
_WILL = (
    r"(?:i|we|i'll|we'll|(?:i|we) (?:shall|will|am going to)|i'm going to|will|let me|happy to|going to)"
    r"(?: (?:also|just|try to|try and))?"
)
_THANKED_FOR = one_of(
    r"for (?:the|your|this|that) \w{2,15}",
    *("for", "so", "very", "a lot", "again", "all", "both", "you", "everyone", "team", "the", "that", "this"),
    *(
        "your",
        "my",
        "help",
        "reminder",
        "reminding",
        "heads",
        "up",
        "letting",
        "me",
        "us",
        "know",
        "much",
        "mate",
    ),
    *(
        "guys",
        "chasing",
        "sending",
        "delay",
        "late",
        "update",
        "message",
        "email",
        "info",
        "information",
        "it",
    ),
    *("reckoner", "and", "support", "in advance", "slow", "reply", "response", "getting", "back", "being"),
    *("patience", "quick", "prompt"),
)
_HELLO = one_of(
    "hi", "hello", "hey", "hiya", "(?:good )?(?:morning|afternoon|evening)", "bye", "test", "testing", "ping"
)

GREETING: Final = pattern(f"{_HELLO}(?:,? reckoner)?")
"""A greeting and nothing else."""

ACKNOWLEDGED: Final = pattern(
    "(?:(?:ok|okay|yes|great|sorry),? )?"
    + one_of(
        rf"(?:(?:many|big|ok|okay|great|yes|perfect),? )?"
        rf"(?:thanks|thank you|thankyou|thank u|ta|cheers|thx|tks|sorry|(?:my )?apologies)"
        rf"(?:,? {_THANKED_FOR}){{0,10}}(?:,? {_NAME})?",
        r"(?:much )?appreciated",
        r"(?:(?:that's|that is|all|sounds) )?(?:great|brilliant|perfect|lovely|super|excellent|good"
        r"|fine|ok|okay|clear|cool)"
        r"(?: (?:to know|stuff|news))?",
        r"(?:(?:all|duly|yes|ok) )?(?:noted|understood|received|acknowledged|agreed)"
        r"(?: (?:with thanks|and understood))?",
        *(
            "nice one",
            "no (?:problem|worries|bother)(?: at all)?",
            "np",
            "k",
            "kk",
            "yes",
            "yep",
            "yeah",
            "yup",
            "no",
        ),
        *(
            "nope",
            "sure(?: thing)?",
            "right",
            "roger",
            "ack",
            "seen",
            "indeed",
            "absolutely",
            "of course",
            "gotcha",
            "whatever",
        ),
        *(
            "got (?:it|this|that)",
            "copy(?: that)?",
            "makes sense",
            "fair enough",
            "lol",
            "haha",
            "ha",
            "wow",
            "oh",
        ),
        *("ah", "hm{1,3}", "oops", "ugh", "with me", "in hand", rf"(?:it's )?on my (?:to-?do )?list{_WHENS}"),
        rf"(?:ok(?:ay)? )?will do{_WHENS}",
        rf"(?:ok|okay|cheers|thanks|thank you|ta|yes|yep|sure|great|noted),? {_WILL} {_ANSWERS}{_WHENS}",
        rf"{_WILL} {_ANSWERS}{_WHENS}(?:,? (?:and|then|and then)(?: {_WILL})? {_ANSWERS}{_WHENS})?",
        r"(?:(?:i'm|i am|we're|we are|am|still|currently) ){0,2}"
        rf"(?:on (?:it|this|to it)|(?:working on|looking (?:at|into)|chasing) {_IT}|chasing)"
        r"(?: (?:now|currently|at the moment))?",
        *(
            "(?:please )?leave (?:it|this|that) with me",
            "(?:please )?bear with(?: (?:me|us))?",
            "hang on",
            "hold on",
        ),
        *(
            "one (?:moment|sec|second|minute)",
            r"(?:please )?give (?:me|us) (?:a|an|one|some|another|two|\d)(?: \w{1,9}){0,3}",
        ),
        rf"{_HELLO}(?: (?:there|all|team|both|again|reckoner|bot))?(?: (?-i:[A-Z]\w{{1,20}}))?",
        r"have a (?:good|nice|great|lovely) (?:day|weekend|evening|one|christmas|break)",
        r"(?:happy|merry) (?:new year|christmas|friday)",
    )
    + rf"(?:,? (?:thanks|thank you|cheers|ta|will do|noted)){{0,2}}(?:,? {_NAME})?"
)
"""A sentence that is no more than this acknowledges what was written, or promises an answer."""

_SO_FAR = one_of(
    *(
        "yet",
        "right now",
        "for now",
        "so far",
        "today",
        "currently",
        "still",
        "as yet",
        "sorry",
        "i'm afraid",
    ),
    *(
        "unfortunately",
        "at all",
        "really",
        "here",
        "i have",
        "we have",
        "available",
        "as of (?:now|today)",
        "thanks",
    ),
    *(
        "please",
        "will follow",
        "coming soon",
        "soon",
        "new",
        "further",
        "else",
        "different",
        "changed",
        "happened",
    ),
    r"at (?:present|the moment|this (?:time|stage|point))",
    r"this (?:month|week|quarter|time|period)(?: round| around)?",
    r"from (?:me|us|here|the team|(?:my|our) (?:side|end))",
    rf"since (?:then|last time|(?:(?:the|my|our) )?(?:last|previous) (?:update|time|review"
    rf"|report|message|one|{_WEEK}))",
    r"to (?:report|add|give|share|say|provide|update)(?: on)?",
    r"(?:for|in|during) (?:this|the) (?:period|month|quarter|week|return)",
    r"from (?:last|the last|the previous) \w{3,9}",
    r"in (?:the |our )?(?:position|status|picture|circumstances)",
    r"since (?:we|you) last \w{3,8}",
    r"(?:from|to|on|beyond|since|over) (?:(?:my|the|our) )?(?:(?:last|previous|earlier|recent) ){0,2}(?:update"
    r"|review|return|report)",
    r"(?:on|for|about|with|regarding) (?:this|that|it|either|(?:this|that) one|any of them|me|us)",
)
_NEWS = one_of("updates?", "news", "changes?", "progress", "movement", "developments?")
_NONE = one_of(
    *("no", "nothing", "nowt", "zilch", "nada", "not much", "not any", "not got any", "without"),
    r"(?:don't|do not|doesn't|haven't|have not)(?: (?:have|got))? (?:an|any|anything|a)",
)

NO_NEWS: Final = pattern(
    one_of(
        r"(?:(?:there (?:is|are|has been|have been)|there's|it's|i|we|i've|we've|have|has|had|got"
        r"|still|sadly|as yet"
        r"|at present|at the moment|currently|unfortunately|afraid|i'm afraid),? ){0,4}"
        rf"{_NONE}(?: (?:new|further|real|significant|more|fresh|other|additional|major|else|has|much)){{0,2}}"
        rf"(?: (?:{_NEWS}|changed|happened|different))?(?:,? {_SO_FAR}){{0,4}}",
        r"(?:not|none|nil|nothing)"
        r"(?: (?:return|update|report|yet|started|done|so far|to report|new|ready|there)){0,3}",
        *(
            "n/?[ac]",
            "ntr",
            r"(?:the )?(?:position|status|picture)(?: is| remains| has)? (?:unchanged|the same|not changed)",
            "tb[cad]",
            "to be (?:confirmed|advised|determined)",
            "pending",
            "ditto",
            "unknown",
            "no (?:comment|idea)",
        ),
        *("same again", "more of the same", "don't know", "not sure(?: yet)?", "unchanged", "no different"),
        r"(?:(?:position|status) )?(?:unchanged|no different|the same|same(?: position| status| update)?) (?:as"
        r"|from|since)"
        r"(?: \w{2,12}){1,4}",
        r"nothing(?: (?:has|have|much|really|more)){0,2} (?:moved|changed|happened|progressed|altered)"
        r"(?: since(?: \w{1,12}){1,4})?",
        r"(?:(?:it's|it is|things are|all) )?(?:still )?(?:(?:the|much the|pretty much the) )?same(?: as"
        r" (?:before|last time|above|previously|previous|ever))?",
        r"(?:same|as)(?: (?:position|status|update|state))?(?: (?:as|per)){0,2}(?: (?:the|my|our))?"
        r" (?:before|above|previously|previous|was|last)(?: (?:time|month|week|quarter|update|review|return))?",
        r"(?:still )?(?:on-?going|in progress|work in progress|wip|under ?way|outstanding|waiting|awaiting|open)",
        r"(?:(?:a|an|the|my|our|full|further|more|next|proper) ){0,3}updates?(?: (?:is|are))?"
        r" (?:to follow|to come|coming|following|follows?|will follow|will come|pending|awaited|due"
        r"|later|soon|tomorrow"
        rf"|next week){_WHENS}",
        r"(?:(?:more|details?|information) ){0,2}to follow(?: (?:shortly|soon|asap|next week|tomorrow))?",
    )
)
"""A sentence that is no more than this says that there is nothing to say."""

_AUXILIARY = (
    r"(?:can|could|would|will|do|does|did|is|are|am|should|shall|may|have|has|was|were)(?:n't)?"
    r" (?:i|we|you|they|someone|somebody|anyone|anybody|anything|everything|something|this|that|it|there"
    r"|hmicfrs)\b"
)
_ASKING_WORD = one_of("what", "which", "who", "how", "why", "whether", "if", "when", "where", "about")

ASKS: Final = pattern(
    r"(?:(?:so|but|and|sorry|please|also|just|hi|ok|okay|anyway|well),? ){0,3}"
    + one_of(
        r"(?:what|how) (?:counts?|happens|works|about)\b",
        r"(?:i'm |i am )?not (?:sure|clear|certain) (?:i|we) (?:understand|follow|get|know)\b",
        r"(?:i|we) (?:can't|cannot|couldn't|can not) (?:find|see|open|access|locate) (?:the|that|your|a copy of)"
        r" (?:\w{3,12} )?(?:report|recommendation|rec|wording|link|document|template|form|file|e?-?mail"
        r"|original)\b",
        r"(?:what|which) (?!we\b|i\b|means?\b|is\b|was\b)(?:\w{1,15} ){1,6}"
        r"(?:should|do|does|did|can|could|would|will|is|are) (?:i|we|you)\b",
        r"(?:what|which|who|whom|whose|when|where|why|how)"
        r"(?: (?:exactly|precisely|else|much|many|long|often|on earth|\w{2,12})){0,2}"
        r"(?:'s| is| are| do| does| did| should| can| could| would| will| has| have| am| was| were)"
        r" (?:i|we|you|they|he|she|it|this|that|there|hmicfrs|someone|anyone|my|our|your|the)\b",
        r"(?:i )?(?:don't|do not|didn't)(?: quite| really)? (?:follow|understand|get (?:it|this|what))\b",
        _AUXILIARY,
        r"(?:is|are|does|do|did|can|should|would|could|was|were) (?:a|an|the|my|our|any|those|these|someone) \w",
        r"who (?!cares\b)\w{2,12}\b",
        r"(?:advise|clarify|explain|elaborate|tell me|remind me|let me know)\b",
        r"help(?: (?:me|us|please|with)\b|$)",
        r"confirm (?:whether|if|what|who|when|which|how|that you)\b",
        r"(?:(?:i'm|i am|we're|we are|am) )?(?:(?:a bit|really|still) )?"
        rf"(?:not (?:sure|clear|certain)|unsure|unclear|confused|puzzled|wondering) {_ASKING_WORD}\b",
        r"(?:i|we) (?:don't|do not|didn't|can't|cannot)(?: (?:quite|really))?"
        rf" (?:understand\b|(?:see|know|remember) {_ASKING_WORD}\b)",
        r"any (?:idea|chance|guidance|advice)\b(?! (?:was|is|has|given|received))",
    )
)
"""A sentence that begins so asks something, whether or not it ends with a question mark."""

AUTOMATIC: Final = pattern(
    r"(?:(?:re|fw): )?(?:(?:this is an? )?(?:automatic|automated|auto)(?:-| )?(?:reply|response|message|generated)"
    r"|autoreply|auto:|i (?:have|am)(?: now)? (?:left|no longer (?:with|at|employed)) .{0,80}(?:mailbox|inbox"
    r"|e?-?mails?)\b"
    r"|this (?:mailbox|inbox|account|e?-?mail address) is (?:not|no longer)|out of (?:the )?office|o\.?o\.?o\b)"
)
"""What begins so was written by nobody: all of it is a note of absence."""

_LEAVE = (
    r"(?:career break|(?:(?:annual|sick|maternity|paternity|parental|study|compassionate|long-?term|special"
    r"|pre-?booked) )?"
    r"(?:leave|holidays?|a/l|al|rest days?|nights?|lates|earlies|secondment|sick|jury service))"
)
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|week)"
_I_AM = (
    r"(?:i am|i'm|i will be|i'll be|am|will be|i have been|i've been)"
    r"(?: (?:currently|now|still|also)){0,2}(?: (?:on|away on|off on))?"
)

AWAY: Final = pattern(
    r"(?:(?:hi|hello|thank you for your (?:email|message)),? )?"
    r"(?:(?:please note(?: that)?|just to say|fyi|unfortunately),? )?"
    + one_of(
        rf"{_I_AM} "
        + one_of(
            rf"{_LEAVE}\b",
            r"away(?: from (?:the office|my desk|work))?(?! (?:day|with)\b)\b",
            r"a career break\b",
            r"off(?: (?:work|sick|duty|ill|poorly|with \w{2,15})\b|(?= (?:until|till|from|next|this|on|for"
            r"|today|tomorrow)\b))",
            r"out of (?:the )?(?:office|country)\b",
            r"not (?:in|at) (?:work|the office)\b",
            r"not working\b",
            r"(?:restricted|recuperative|adjusted|light) duties\b",
            r"a (?:\w{3,15} )?course\b",
            r"(?:a|my) (?:rest day|day off|night shift|late shift)\b",
        ),
        r"(?:on|at) (?:a|the|an) (?:\w{3,15} )?course\b",
        r"(?:currently |now |still )?on (?:restricted|recuperative|adjusted|light) duties\b",
        r"(?:away|off) (?:(?:on|at) (?:a|the|an) (?:\w{3,15} )?(?:course|conference)\b|until after\b)",
        r"away (?:at|on|in|with) (?:\w{1,15} ){1,4}(?:until|till|to|from)\b",
        r"(?:on )?long(?:-| )term sick(?:ness)?\b",
        r"(?:working |on )?(?:nights|lates|earlies) (?:this|next|all) \w{3,9}\b",
        r"not in (?:until|till|tomorrow|today|this|next|on|again)\b",
        r"(?:i am|i'm) (?:now )?on leave\b",
        rf"(?:(?:currently|now|still) )?(?:on|away on|off on) {_LEAVE}"
        r"(?=\s{0,9}(?:$|[,.;]|and|today|tomorrow|returning|-))",
        rf"(?:(?:on|away on|off on) )?{_LEAVE} (?:until|till|from|next|this|between|to|back|for|\d)",
        r"(?:away|off sick|out of office|out) (?:until|till|from|next|all|this)\b",
        r"(?:(?:currently|still|now) )?off (?:sick|work|ill)(?: (?:at the (?:moment|min|minute)|atm|currently"
        r"|now|today|with \w{2,12}))?\s{0,3}$",
        rf"(?:(?:i'll be|i will be|i am|i'm) )?back (?:in(?: the office)?|at work|from leave|on"
        rf"|(?:next )?{_WEEKDAY})\b",
    )
)
"""A sentence that begins so says that its author is away."""

GOES_WITH_ABSENCE: Final = pattern(
    one_of(
        r"if (?:it|this|your|you|the|urgent|there)\b",
        *(
            "for (?:any )?urgent",
            "in (?:my absence|an emergency|(?:any )?urgent cases?)",
            "urgent(?: (?:matters?|queries|requests?|issues?))?(?::| to| please)",
            "(?:please )?(?:contact|email|call|ring|ask|speak to)",
            "during this",
        ),
        r"(?:and |so )?(?:i )?(?:'ll |will |shall )?(?:pick (?:this|it|up)|catch up)\b",
        r"i(?:'ll| will| shall) (?:respond|reply|read|get back|deal|return|be back|answer|pick)",
        r"i (?:return|have (?:no|limited|intermittent|little))\b",
        *(
            "with (?:no|limited|intermittent)",
            "(?:my|your) (?:e?-?mails?|messages?)",
            "thank you for",
            "returning",
        ),
        *(
            "back on",
            "(?:e?-?mails?|messages?) will",
            rf"{_NAME} (?:(?:will|is) (?:be )?)?(?:cover|acting|standing in|looking after)",
        ),
    )
)
"""How sentences begin that stand beside a note of absence and say nothing of the item."""

SIGNATURE: Final = pattern(
    one_of(
        _NAME,
        "(?:(?:kind|best|many|warm) )?regards",
        "best(?: wishes)?",
        "yours",
        r"sent from \w{2,9} \w{2,9}",
    )
)
"""A sentence that is no more than this stands under the words of a message."""
