"""Claims that no article holds, with planted groups that say, or contradict, one thing.

Words follow Zipf's law over a vocabulary that grows with the square root of the text (Heaps'
law). A statement names an entity and draws on one of 2,000 topics, so that much that is not
planted has names and words in common. Made from a seed: the same claims on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Literal, NamedTuple

from extractor import quantities
from extractor.records import Actor, Attribution, Claim, Evidence

Kind = Literal["name", "verb", "filler", "word", "figure"]
Level = Literal["base", "near duplicate", "paraphrase", "contradiction", "hard paraphrase"]

PLANTED = 0.4
"""Share of the claims that stand in groups of two to six."""
MEMBERS = (1, 5)
MEAN_GROUP = 4
WORDS_A_CLAIM = 20
HEAPS = 40
TOPICS, WORDS_A_TOPIC = 2000, 14
OWN_WORDS, TOPIC_WORDS = 4, 5
FIGURE_SHARE, SPEAKER_SHARE = 0.45, 0.3
CLAIMS_AN_ENTITY, ENTITIES_A_NAME = 25, 4
OUTLETS, DAYS, WITHIN_DAYS = 300, 730, 3
"""Outlets, days of the whole, and days within which a group is published."""
CLAIMS_AN_ARTICLE = 5
FIRST_DAY = date(2022, 1, 1)
SEED = 11

FILLERS = (
    "the of to and in for on with at by from that is was are were be has had its a an as it this "
    "which more than about after before over under between during against through would could may"
).split()
VERBS = (
    "said denied claimed warned promised rejected approved announced confirmed criticised defended "
    "proposed reported estimated demanded predicted accused praised blocked delayed cancelled "
    "funded expanded reduced opposed supported"
).split()
NEGATIONS = ("not", "never", "no longer", "did not")
COUNTED = "houses people votes ships percent dollars patients troops miles jobs".split()
ENDINGS = ("s", "ed", "ing", "ly")
ONSETS = "b c d f g h j k l m n p r s t v w z br cr dr fl gr pl pr sl st tr".split()
VOWELS, CODAS = "a e i o u ai ea ou".split(), "n r s t l m nd st ck rd".split()
TWO_SYLLABLES = 3000
"""The most frequent words are the shorter ones."""


class Change(NamedTuple):
    """How a member of a group differs from the first."""

    level: Level
    weight: int
    """How often, in a hundred."""
    replaced: float
    """Share of its content words that are replaced; half of them by a form of the same word."""
    alias: float
    """How often the entity goes by one of its two names."""


CHANGES = (
    Change("near duplicate", 25, 0.0, 0.0),
    Change("paraphrase", 30, 0.35, 0.1),
    Change("contradiction", 30, 0.25, 0.1),
    Change("hard paraphrase", 15, 0.75, 0.5),
)


class Token(NamedTuple):
    """A word of a statement: its kind and its number there."""

    kind: Kind
    value: int
    ending: str = ""


class Planted(NamedTuple):
    """A claim and the group it was planted in; None for one that stands alone."""

    claim: Claim
    group: int | None
    level: Level


class _Statement(NamedTuple):
    text: str
    group: int | None
    level: Level
    entity: int
    day: int


class _World:
    """The words, names and topics that statements are made of."""

    def __init__(self, count: int, random: Random) -> None:
        self.random = random
        entities = max(200, count // CLAIMS_AN_ENTITY)
        size = int(HEAPS * (WORDS_A_CLAIM * count) ** 0.5)
        self.words = list(_pseudo_words(size, random))
        names = [
            w.capitalize() for w in _pseudo_words(max(1000, entities // ENTITIES_A_NAME), random)
        ]
        self.entities = [(random.choice(names), random.choice(names)) for _ in range(entities)]
        self.by_word, self.by_entity = _zipf(size, 1.07), _zipf(entities, 0.8)
        self.by_topic = _zipf(TOPICS, 0.7)
        self.topics = [self.draw(self.by_word, WORDS_A_TOPIC) for _ in range(TOPICS)]

    def draw(self, cumulated: Sequence[float], count: int) -> list[int]:
        """Numbers drawn by their frequency."""
        return self.random.choices(range(len(cumulated)), cum_weights=cumulated, k=count)

    def statement(self) -> list[Token]:
        """An entity, a verb, and words of one topic and of the whole vocabulary among fillers."""
        random = self.random
        topic = self.topics[self.draw(self.by_topic, 1)[0]]
        words = random.choices(topic, k=TOPIC_WORDS) + self.draw(self.by_word, OWN_WORDS)
        body = [Token("word", word) for word in words]
        if random.random() < FIGURE_SHARE:
            body.append(Token("figure", random.randint(3, 900), random.choice(COUNTED)))
        random.shuffle(body)
        verb = Token("verb", random.randrange(len(VERBS)))
        return [Token("name", self.draw(self.by_entity, 1)[0]), verb, *self._filled(body)]

    def _filled(self, body: Sequence[Token]) -> Iterator[Token]:
        for token in body:
            yield self._filler()
            yield token

    def _filler(self) -> Token:
        return Token("filler", self.random.randrange(len(FILLERS)))

    def changed(self, base: Sequence[Token], change: Change) -> str:
        """Another way of saying `base`, or of saying something against it."""
        if change.level == "near duplicate":
            return self.text(self._edited(base))
        tokens = [self._replaced(token, change.replaced) for token in base]
        if self.random.random() < 0.5:
            cut = self.random.randrange(2, len(tokens))
            tokens = tokens[:2] + tokens[cut:] + tokens[2:cut]
        if change.level == "contradiction":
            tokens = self._contradicted(tokens)
        return self.text(tokens, alias=self.random.random() < change.alias)

    def _edited(self, base: Sequence[Token]) -> list[Token]:
        tokens = list(base)
        for _ in range(self.random.randint(1, 2)):
            place = self.random.randrange(2, len(tokens))
            if tokens[place].kind == "filler":
                tokens[place] = self._filler()
            elif tokens[place].kind == "word":
                tokens[place] = Token("word", self.draw(self.by_word, 1)[0])
        return tokens

    def _replaced(self, token: Token, share: float) -> Token:
        chance = self.random.random()
        if token.kind == "filler" and chance < 0.5:
            return self._filler()
        if chance >= share:
            return token
        if token.kind == "verb":
            return Token("verb", (token.value + 7) % len(VERBS))
        if token.kind != "word":
            return token
        if chance < share / 2:
            return token._replace(ending=self.random.choice(ENDINGS))
        return Token("word", min(token.value ^ 1, len(self.words) - 1))

    def _contradicted(self, tokens: list[Token]) -> list[Token]:
        if not any(token.kind == "figure" for token in tokens):
            negation = Token("filler", -self.random.randint(1, len(NEGATIONS)))
            return [tokens[0], negation, *tokens[1:]]
        more = self.random.randint(1, 500)
        return [t._replace(value=t.value + more) if t.kind == "figure" else t for t in tokens]

    def text(self, tokens: Sequence[Token], *, alias: bool = False) -> str:
        """The statement in words."""
        return " ".join(self._written(token, alias) for token in tokens)

    def _written(self, token: Token, alias: bool) -> str:
        if token.kind == "name":
            names = self.entities[token.value]
            return names[1] if alias else " ".join(names)
        if token.kind == "verb":
            return VERBS[token.value]
        if token.kind == "figure":
            return f"{token.value} {token.ending}"
        if token.kind == "filler":
            return NEGATIONS[-token.value - 1] if token.value < 0 else FILLERS[token.value]
        return self.words[token.value] + token.ending


def planted_claims(count: int, seed: int = SEED) -> list[Planted]:
    """`count` claims, those of one group far apart."""
    random = Random(seed)
    world = _World(count, random)
    statements: list[_Statement] = []
    group = 0
    chance = PLANTED / MEAN_GROUP / (PLANTED / MEAN_GROUP + 1 - PLANTED)
    while len(statements) < count:
        together = random.random() < chance
        statements += _group(world, group if together else None)
        group += together
    del statements[count:]
    random.shuffle(statements)
    return [_planted(world, number, said) for number, said in enumerate(statements)]


def _group(world: _World, group: int | None) -> Iterator[_Statement]:
    base, day = world.statement(), world.random.randrange(DAYS)
    entity = base[0].value
    yield _Statement(world.text(base), group, "base", entity, day)
    if group is None:
        return
    weights = [change.weight for change in CHANGES]
    for change in world.random.choices(CHANGES, weights, k=world.random.randint(*MEMBERS)):
        later = day + world.random.randint(0, WITHIN_DAYS)
        yield _Statement(world.changed(base, change), group, change.level, entity, later)


def _planted(world: _World, number: int, said: _Statement) -> Planted:
    article, place = divmod(number, CLAIMS_AN_ARTICLE)
    outlet = f"Outlet {article % OUTLETS}"
    speaker = None
    if world.random.random() < SPEAKER_SHARE:
        name = " ".join(world.entities[said.entity])
        speaker = Actor(name=name, canonical=name)
    claim = Claim(
        id=f"claim-{number:016x}",
        article_id=f"article-{article:016x}",
        evidence=Evidence(quote=said.text, start=place * 1000, end=place * 1000 + len(said.text)),
        attribution=Attribution(
            speaker=speaker, publisher=outlet, speech="indirect" if speaker else "own_voice"
        ),
        said_on=FIRST_DAY + timedelta(said.day),
        engine="synthetic",
        statement=said.text,
        quantities=quantities.find(said.text),
    )
    return Planted(claim, said.group, said.level)


def _zipf(size: int, exponent: float) -> list[float]:
    """Cumulated frequencies after Zipf and Mandelbrot."""
    return list(accumulate((rank + 2.7) ** -exponent for rank in range(size)))


def _pseudo_words(count: int, random: Random) -> Iterator[str]:
    """Words that can be pronounced, each once."""
    seen = {*FILLERS, *VERBS, *COUNTED}
    made = 0
    while made < count:
        syllables = 2 if made < TWO_SYLLABLES else 3
        word = "".join(random.choice(ONSETS) + random.choice(VOWELS) for _ in range(syllables))
        word += random.choice(CODAS)
        if word not in seen:
            seen.add(word)
            made += 1
            yield word
