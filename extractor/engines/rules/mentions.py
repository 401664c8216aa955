"""The named people, bodies and states of an article, and the offices it gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from extractor.engines.rules.document import Document
from extractor.engines.rules.lexis import (
    ADVERB,
    BODY,
    CUE,
    DEMONYM,
    DOCUMENT,
    FINITE,
    GENDERS,
    GROUP,
    MEDIA,
    OFFICE,
    PERSON,
    PLURAL,
    PREP,
    STATE,
    STATES,
    TIME,
    TITLE,
    TITLES,
    VERB,
)
from extractor.engines.rules.named import (
    Mention,
    Named,
    agree,
    alike,
    fits,
    gender_of,
    state_in,
)
from extractor.engines.rules.names import names_only
from extractor.engines.rules.roles import NAME_WORDS, apposed_role, role_start
from extractor.records import ActorType

_LINKS = frozenset("de da di du del der den van von al el la le bin ibn abu ben ter dos".split())
_PORTFOLIOS = frozenset("state defense defence treasury foreign interior justice staff".split())
"""What may follow "Secretary of" or "Minister of" inside an office."""
_ABSTRACT = ("tion", "sion", "ment", "ness")
"""Endings of nouns that are names within longer names only."""
_NAMED = ("democrat", "republican", "american")
"""Beginnings of nouns for people that are written as names."""
SHARED_WORDS = 8
"""How far behind one name another may stand that shares a plural office with it."""
OFFICES_KEPT = 50
"""Offices without a name that are looked at to complete the named ones."""


class Cast:
    """All that an article names, in the order of the text."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self.mentions: list[Mention] = []
        self._people: dict[str, list[Named]] = defaultdict(list)
        self._things: dict[str, Named] = {}
        self._at: dict[int, int] = {}
        self._offices: list[str] = []
        self._outlets: list[Mention] = []
        self._shared = "", -1
        self._holders: dict[str, list[tuple[Named, list[tuple[int, int]]]]] | None = None
        runs = names_only(doc, self._runs())
        for first, last in runs:
            if last - first > 1:  # full names first: a headline may have the surname alone
                self._read_run(first, last)
        self.mentions.clear()
        self._at.clear()
        self._outlets.clear()
        for first, last in runs:
            self._read_run(first, last)
        self._complete_states()

    def covering(self, token: int) -> Mention | None:
        """The mention that token `token` is part of."""
        number = self._at.get(token)
        return None if number is None else self.mentions[number]

    def holder(self, office: str, state: str | None, before: int) -> Named | None:
        """Who holds an office: the last one named before a token, else the first named."""
        if self._holders is None:
            self._holders = self._by_office()
        fitting = [
            mentions
            for person, mentions in self._holders.get(office.rsplit(maxsplit=1)[-1], [])
            if fits(person, office, state)
        ]
        if not fitting:
            return None
        earlier = [m[bisect_left(m, (before,)) - 1] for m in fitting if m[0][0] < before]
        token, _ = max(earlier) if earlier else min(m[0] for m in fitting)
        mention = self.covering(token)
        return mention.named if mention else None

    def _by_office(self) -> dict[str, list[tuple[Named, list[tuple[int, int]]]]]:
        """The last word of an office -> its holders, each with the tokens that name him."""
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for mention in self.mentions:
            places[id(mention.named)].append((mention.first, mention.last))
        holders: dict[str, list[tuple[Named, list[tuple[int, int]]]]] = defaultdict(list)
        for person in self.people():
            if (office := person.office) and places[id(person)]:
                key = office.rsplit(maxsplit=1)[-1]
                holders[key].append((person, places[id(person)]))
        return holders

    def outlet_before(self, token: int) -> Named | None:
        """The newspaper, agency or broadcaster last named before a token."""
        number = bisect_left(self._outlets, token, key=lambda mention: mention.last)
        return self._outlets[number - 1].named if number else None

    def people(self) -> list[Named]:
        """Every named person once."""
        return [person for group in self._people.values() for person in group]

    def _complete_states(self) -> None:
        """ "The US Secretary of State" tells whose Secretary of State somebody is."""
        offices = list(dict.fromkeys(self._offices))[:OFFICES_KEPT]
        for person in self.people():
            if person.state is None and person.role:
                told = (state_in(text) for text in offices if text.endswith(person.role))
                person.state = next(filter(None, told), None)

    def _is_title_verb(self, index: int) -> bool:
        """True for "Says" in "Obama Says Talks Begin"."""
        flags = self._doc.tokens.flags[index]
        return bool(self._doc.titled[index]) and bool(flags & CUE) and bool(flags & FINITE)

    def _runs(self) -> list[tuple[int, int]]:
        tokens, runs = self._doc.tokens, []
        text, last = self._doc.text, 0
        for first, start in enumerate(tokens.starts):
            if first < last or not text[start].isupper() or not tokens.is_name(first):
                continue
            if self._is_title_verb(first):
                continue
            last = first + 1
            while last < len(tokens) and self._goes_on(last):
                last += 1
            if last - first <= NAME_WORDS:
                runs.append((first, last))
        return runs

    def _goes_on(self, index: int) -> bool:
        tokens = self._doc.tokens
        if "\n" in self._doc.text[tokens.ends[index - 1] : tokens.starts[index]]:
            return False
        if tokens.is_name(index):
            return not self._is_title_verb(index)
        if tokens.lows[index] in ("'", "’"):  # "the Seafarers' Union"
            follows = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
            return tokens.lows[index - 1].endswith("s") and bool(follows & BODY)
        links = tokens.lows[index] in _LINKS or tokens.lows[index] in ("of", "&")
        if not links or index + 1 >= len(tokens) or not tokens.is_name(index + 1):
            return False
        if tokens.lows[index] != "of":
            return True
        before, after = tokens.flags[index - 1], tokens.lows[index + 1]
        return bool(before & OFFICE and after in _PORTFOLIOS) or bool(
            before & BODY and not before & OFFICE
        )

    def _read_run(self, first: int, last: int) -> None:
        tokens = self._doc.tokens
        while first < last and self._only_opens(first, last):
            first += 1
        if first >= last or self._is_time(first, last):
            return
        name_first = self._name_start(first, last)
        if name_first >= last:
            self._offices.append(tokens.words(first, last))
            return
        is_body = any(tokens.flags[i] & BODY for i in range(name_first, last))
        role_first = name_first if is_body else role_start(self._doc, first, name_first)
        if role_first < name_first or self._is_person(name_first, last):
            self._add_person(role_first, name_first, last)
        else:
            self._add_thing(first, last)

    def _is_time(self, first: int, last: int) -> bool:
        tokens = self._doc.tokens
        known = tokens.lows[last - 1] in self._people  # Prime Minister May
        return not known and all(tokens.flags[i] & TIME for i in range(first, last))

    def _only_opens(self, first: int, last: int) -> bool:
        """True for the capitalised first word of a sentence that is an ordinary verb or noun."""
        tokens = self._doc.tokens
        flags = tokens.flags[first]
        word = tokens.lows[first]
        common = flags & (PERSON | GROUP) and flags & PLURAL and not word.startswith(_NAMED)
        alone = last - first == 1 and (word.endswith(_ABSTRACT) or bool(common))
        opens = flags & (VERB | ADVERB | PREP) or alone
        if not opens or flags & OFFICE or tokens.is_acronym(first):
            return False
        if first > 0 and not tokens.is_mark(first - 1):
            return False
        return last - first == 1 or not tokens.flags[first + 1] & BODY

    def _name_start(self, first: int, last: int) -> int:
        """Where a person's name begins: behind the last office, title or leading state."""
        tokens = self._doc.tokens
        start = first
        for index in range(first, last):
            flags = tokens.flags[index]
            if flags & (OFFICE | TITLE) and not self._is_given_name(index, first):
                start = index + 1
                if tokens.lows[start : start + 1] == ["of"]:
                    foreign = tokens.lows[start + 1 : start + 2] == ["foreign"]
                    start += 3 if foreign else 2
        rest = last - start
        if rest > 2 and tokens.flags[start] & (STATE | DEMONYM):
            return start + 1
        return min(start, last)

    def _is_given_name(self, index: int, first: int) -> bool:
        return index > first and self._doc.tokens.lows[index - 1] in GENDERS

    def _is_person(self, first: int, last: int) -> bool:
        tokens = self._doc.tokens
        words = tokens.lows[first:last]
        if any(tokens.flags[i] & (BODY | MEDIA | DOCUMENT) for i in range(first, last)):
            return words[0] in GENDERS and last - first <= 3 and not tokens.flags[last - 1] & BODY
        if " ".join(words) in STATES or tokens.flags[first] & DEMONYM:
            return False
        if last - first == 1:
            return words[0] in self._people or self._is_single_name(first)
        return 2 <= last - first <= 4 and not tokens.is_acronym(first)

    def _is_single_name(self, index: int) -> bool:
        tokens = self._doc.tokens
        after = tokens.flags[index + 1] if index + 1 < len(tokens) else 0
        return tokens.lows[index] in GENDERS and not after & (OFFICE | BODY | PERSON)

    def _add_person(self, role_first: int, name_first: int, last: int) -> None:
        tokens = self._doc.tokens
        name = tokens.words(name_first, last)
        words = tokens.lows[name_first:last]
        role = self._role_before(role_first, name_first) or apposed_role(self._doc, last)
        gender = gender_of(words, role or "")
        named = self._known_person(words, gender) or self._new_person(name, words)
        if len(name.split()) > len(named.name.split()):
            named.name = name
        if role and (named.role is None or len(role) > len(named.role)):
            if role.lower().rstrip(".") not in TITLES:
                named.role = role
            named.state = named.state or state_in(role) or self._state_after(last)
        named.gender = named.gender or gender
        self._place(Mention(role_first, last, name_first, named))

    def _role_before(self, first: int, last: int) -> str:
        """The office before a name; "Presidents X of A and Y of B" gives it to each."""
        tokens = self._doc.tokens
        if first == last:
            shared, until = self._shared
            return shared if first <= until and tokens.lows[first - 1] == "and" else ""
        role = tokens.words(first, last)
        if tokens.flags[last - 1] & PLURAL and tokens.flags[last - 1] & OFFICE:
            role = role.removesuffix("s")
            self._shared = role, last + SHARED_WORDS
        return role

    def _known_person(self, words: list[str], gender: str) -> Named | None:
        """The person who can be meant; by the surname alone, and by the title before it, the one
        named first."""
        known = self._people.get(words[-1], [])
        if len(words) == 1:
            return next((p for p in known if agree(p.gender, gender)), known[0] if known else None)
        for person in reversed(known):
            given = person.name.lower().split()
            if len(given) == 1 or alike(words[0], given[0]):
                return person
        return None

    def _new_person(self, name: str, words: list[str]) -> Named:
        named = Named(name, "person")
        self._people[words[-1]].append(named)
        return named

    def _state_after(self, last: int) -> str | None:
        tokens = self._doc.tokens
        if tokens.lows[last : last + 1] != ["of"]:
            return None
        return state_in(tokens.words(last + 1, min(len(tokens), last + 4)))

    def _add_thing(self, first: int, last: int) -> None:
        tokens = self._doc.tokens
        words = tokens.lows[first:last]
        state = STATES.get(" ".join(words))
        if state is None and last - first == 1 and tokens.flags[first] & (DEMONYM | TIME):
            return
        name = tokens.words(first, last)
        kind: ActorType = "state" if state and not state.adjective else "organization"
        is_media = any(tokens.flags[i] & MEDIA for i in range(first, last))
        named = self._things.setdefault(
            name.lower(),
            Named(name, kind, state=state.state if state else state_in(name), media=is_media),
        )
        self._place(Mention(first, last, first, named))

    def _place(self, mention: Mention) -> None:
        for token in range(mention.first, mention.last):
            self._at[token] = len(self.mentions)
        self.mentions.append(mention)
        if mention.named.media:
            self._outlets.append(mention)
