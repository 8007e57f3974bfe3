"""Names in a file that may be those of people who are called otherwise in the register, or in the same file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.imports.questions import Question, Questions
from models.register.fields import Column
from models.register.same_name import are_near, as_compared, person_key


class Namesakes:
    """Everybody by the words of their names; a name is looked up in what several people's have in common."""

    def __init__(self, people: Iterable[str]) -> None:
        """Know `people` by their names."""
        self._exact: set[str] = set()
        self._by_key: dict[str, str] = {}
        self._by_word: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in people:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more name; of those that are the same, the first stands."""
        self._exact.add(as_compared(name))
        key = person_key(name)
        if self._by_key.setdefault(key, name) == name:
            for word in key.split():
                self._by_word[word].append((key, name))

    def knows(self, name: str) -> bool:
        """Return whether somebody is so called, however it is typed."""
        return as_compared(name) in self._exact

    def may_be(self, name: str) -> tuple[str, ...]:
        """Return the names of everybody else who may be meant by `name`, the likeliest first."""
        key = person_key(name)
        same = self._by_key.get(key)
        found = [same] if same else []
        for fits in (_fits, are_near):
            for word in key.split():
                if len(word) > 1:
                    found += [other for known, other in self._by_word[word] if fits(key, known)]
        return tuple(dict.fromkeys(each for each in found if as_compared(each) != as_compared(name)))


def _fits(one: str, other: str) -> bool:
    """Return whether the words of one key are all in the other, where an initial stands for a whole word."""
    words, others = one.split(), other.split()
    shorter, longer = sorted((words, others), key=lambda each: (len(each), sum(map(len, each))))
    left = list(longer)
    for word in sorted(shorter, key=len, reverse=True):
        match = next((each for each in left if each == word), None) or next(
            (each for each in left if len(word) == 1 or len(each) == 1 if each[0] == word[0]), None
        )
        if match is None:
            return False
        left.remove(match)
    return True


def ask_about_names(
    named: Iterable[tuple[int, str]], people: Namesakes, questions: Questions, answered: Iterable[str]
) -> None:
    """Ask once of each name in a row that may be somebody's who is called otherwise; `answered` are settled."""
    settled = {as_compared(each) for each in answered}
    for row, name in _each_once(named):
        if as_compared(name) in settled or people.knows(name) or "@" in name:
            continue
        others = people.may_be(name)
        if others:
            questions.ask(Question(Column.OWNER, name, row, others[0], (*others, name)))
        else:
            people.add(name)


def _each_once(named: Iterable[tuple[int, str]]) -> Iterator[tuple[tuple[int, ...], str]]:
    rows: dict[str, list[int]] = {}
    spelling: dict[str, str] = {}
    for row, name in named:
        rows.setdefault(as_compared(name), []).append(row)
        spelling.setdefault(as_compared(name), name)
    for key, found in rows.items():
        yield tuple(dict.fromkeys(found)), spelling[key]
