"""Closed classes of words, a table a language: of each kind a language has a few and gets no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class ClosedWords:
    """What tells whether a sentence of one language can end here.

    Attributes:
        digits: Words for 0 to 9, as used when digits are read out.
        numbers: Every other word that is a number by itself below 100.
        tens_take_digits: Whether a word for a multiple of ten is followed by a digit to make one number.
        scales: Words that make one number of what is before and after them.
        repeats: Words that say that the next digit comes more than once.
        spelled: Endings of nouns for what is read out sign by sign.
        as_in: Words between a letter and the word that explains it.
        joining: Conjunctions that link the last item of a list, or one more clause.
        leading: Words that need something after them: articles, conjunctions, prepositions that are no particles.
        stranded: Prepositions that end a sentence only if it has one of `asking`.
        linking: Forms of *to be*, which need something after them unless a pronoun or one of `asking` is before them.
        pronouns: Subjects after which a linking verb may end a sentence.
        subordinating: Words that open a clause which needs another clause.
        asking: Words that open a question or a clause in which the object comes first.
        asides: Words that stand between commas without being items of a list.
        greetings: Of which a greeting is made; whoever greets mostly goes on.
        hesitations: Sounds people make while they think.
        common: More words that show which language it is.
    """

    digits: frozenset[str]
    numbers: frozenset[str]
    tens_take_digits: bool
    scales: frozenset[str]
    repeats: frozenset[str]
    spelled: tuple[str, ...]
    as_in: tuple[tuple[str, ...], ...]
    joining: frozenset[str]
    leading: frozenset[str]
    stranded: frozenset[str]
    linking: frozenset[str]
    pronouns: frozenset[str]
    subordinating: frozenset[str]
    asking: frozenset[str]
    asides: frozenset[str]
    greetings: frozenset[str]
    hesitations: frozenset[str]
    common: frozenset[str]

    def votes(self, tokens: list[str]) -> int:
        """How many tokens are closed words of this language."""
        known = (self.digits, self.numbers, self.joining, self.leading, self.stranded, self.linking)
        more = (self.pronouns, self.asking, self.asides, self.common)
        return sum(any(token in words for words in (*known, *more)) for token in tokens)


_GERMAN_UNITS: Final = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_GERMAN_TENS: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_GERMAN_TEENS: Final = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"

ENGLISH: Final = ClosedWords(
    digits=_words("zero oh nought one two three four five six seven eight nine"),
    numbers=_words(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
        "twenty thirty forty fifty sixty seventy eighty ninety"
    ),
    tens_take_digits=True,
    scales=_words("hundred thousand million billion point"),
    repeats=_words("double triple"),
    spelled=("number", "numbers", "code", "pin", "plate", "iban", "serial", "postcode", "spelled", "spelt"),
    as_in=(("as", "in"), ("like", "in")),
    joining=_words("and or nor"),
    leading=_words(
        "the a an my your our their every each and or nor but because if whether than although unless until "
        "plus minus very"
    ),
    stranded=_words("of to for with at from into by about between during without against towards per via"),
    linking=_words("is are was were isn't aren't i'm it's that's"),
    pronouns=_words("i you he she it we they this that these those there"),
    subordinating=_words("if unless although though while whenever until"),
    asking=_words("what who whom whose which where when why how whether if that what's who's where's how's"),
    asides=_words("yes no yeah okay ok please thanks thank well hey hi hello sorry right sure then too"),
    greetings=_words("hello hi hey good morning afternoon evening day there everybody everyone"),
    hesitations=_words("um uh uhm erm er hmm hm mm"),
    common=_words("am be been do does did don't have has can could would will not in on off up out me him them us"),
)

GERMAN: Final = ClosedWords(
    digits=_words("null eins zwei zwo drei vier fünf sechs sieben acht neun"),
    numbers=_words(_GERMAN_TEENS)
    | frozenset(_GERMAN_TENS)
    | frozenset(f"{unit}und{ten}" for unit in _GERMAN_UNITS for ten in _GERMAN_TENS),
    tens_take_digits=False,
    scales=_words("hundert tausend million millionen milliarden komma"),
    repeats=_words("doppel doppelt"),
    spelled=("nummer", "nummern", "code", "pin", "zahl", "kennzeichen", "iban", "buchstabiert"),
    as_in=(("wie",),),
    joining=_words("und oder"),
    leading=_words(
        "eine einen einem einer eines mein dein unser jeder jede jedes jeden und oder aber weil dass daß wenn ob "
        "sondern als sowie für von gegen ohne wegen zwischen seit in im zum zur vom beim ins ans am plus minus sehr"
    ),
    stranded=frozenset(),
    linking=_words("ist sind war waren bin lautet heißt"),
    pronouns=_words("ich du er sie es wir ihr das dies"),
    subordinating=_words("wenn falls obwohl während sobald nachdem bevor solange"),
    asking=_words("was wer wen wem wessen welche welcher welches wo wann warum wie woher wohin ob dass weil wenn"),
    asides=_words("ja nein okay ok bitte danke also hey hallo genau gut sorry"),
    greetings=_words("hallo hi hey guten morgen tag abend moin servus zusammen"),
    hesitations=_words("äh ähm öh hm hmm mm"),
    common=_words(
        "der die den dem des ein nicht kein mir mich dir dich hat habe haben kann wird an auf aus ab mit zu bei nach"
    ),
)

OTHER: Final = ClosedWords(
    digits=frozenset(),
    numbers=frozenset(),
    tens_take_digits=False,
    scales=frozenset(),
    repeats=frozenset(),
    spelled=(),
    as_in=(),
    joining=frozenset(),
    leading=frozenset(),
    stranded=frozenset(),
    linking=frozenset(),
    pronouns=frozenset(),
    subordinating=frozenset(),
    asking=frozenset(),
    asides=frozenset(),
    greetings=frozenset(),
    hesitations=frozenset(),
    common=frozenset(),
)
"""A language without a table."""

LANGUAGES: Final[Mapping[str, ClosedWords]] = {"en": ENGLISH, "de": GERMAN}


def closed_words(tokens: list[str], language: str | None = None) -> ClosedWords:
    """The table of a language; the one the tokens speak for where the language is not known."""
    if language is not None:
        return LANGUAGES.get(language, OTHER)
    return max(LANGUAGES.values(), key=lambda words: words.votes(tokens))
