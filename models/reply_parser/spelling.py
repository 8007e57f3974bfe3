"""Words as officers type them on a phone, in the spelling in which phrases are written."""

import re
from typing import Final

_IN_FULL: Final = {
    **dict.fromkeys(("pls", "plz", "plse", "pleae"), "please"),
    "u": "you",
    "ur": "your",
    "r": "are",
    "thx": "thanks",
    "tks": "thanks",
    "til": "until",
    "w/c": "from",
    **{
        f"{stem}nt": f"{stem}n't"
        for stem in ("is", "was", "are", "do", "does", "did", "ca", "wo", "have", "has")
    },
    **{f"{stem}nt": f"{stem}n't" for stem in ("could", "should", "would", "had", "were")},
    "im": "I'm",
    "ive": "I've",
    "id": "I'd",
    "thats": "that's",
    "theres": "there's",
    "weve": "we've",
    "whats": "what's",
    "hes": "he's",
    "shes": "she's",
    "youve": "you've",
    "itll": "it'll",
    "itl": "it'll",
    **dict.fromkeys(("extention", "extenstion", "extensoin", "extnesion", "exstension", "extn"), "extension"),
    **dict.fromkeys(
        ("compelted", "complted", "compleated", "completd", "comleted", "compleetd"), "completed"
    ),
    **dict.fromkeys(("compelte", "complet", "compleat", "comlete", "complte"), "complete"),
    **dict.fromkeys(("recomendation", "reccomendation", "recommedation", "recomendaton"), "recommendation"),
    **dict.fromkeys(("implimented", "implemeted", "implmented"), "implemented"),
    "finsihed": "finished",
    "finshed": "finished",
    "delievered": "delivered",
    "acheived": "achieved",
    "recieved": "received",
    "tommorow": "tomorrow",
    "tomorow": "tomorrow",
    "dealy": "delay",
    "deadine": "deadline",
    "dealine": "deadline",
    "updat": "update",
    "udpate": "update",
    "chnage": "change",
    "ambr": "amber",
    "ambar": "amber",
    "gren": "green",
    "grren": "green",
    "dont": "don't",
    "pushd": "pushed",
    "slipt": "slipped",
    "sliped": "slipped",
    "moveing": "moving",
    "untill": "until",
    "feburary": "February",
    "febuary": "February",
    "janurary": "January",
    "wensday": "Wednesday",
    "asnwer": "answer",
    "respons": "response",
    "becuase": "because",
    "bcos": "because",
    "cos": "because",
    "coz": "because",
    "bc": "because",
    "tho": "though",
    "wk": "week",
    "wks": "weeks",
    "mths": "months",
    "mth": "month",
    "sumbit": "submit",
    "submited": "submitted",
    "evidance": "evidence",
}
"""Short forms and slips. None of them is a word of its own that an update could need."""

_WORD: Final = re.compile(r"(?<![\w@#'-])[A-Za-z/]{1,13}(?![\w'-])")


def in_full(text: str) -> str:
    """Return `text` with the short forms and slips that are known spelled out; everything else stays as it is."""
    return _WORD.sub(_spelled_out, text)


def _spelled_out(found: re.Match[str]) -> str:
    full = _IN_FULL.get(found[0].casefold())
    if full is None or found[0].isupper():
        return found[0]
    return full.capitalize() if found[0][0].isupper() and full[0].islower() else full
