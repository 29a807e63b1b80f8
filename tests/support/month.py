"""A month of talk, made by a seeded generator: small talk, chores, and facts that change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

UPDATES: Final = 200
DAYS: Final = 30
NOISE_A_DAY: Final = 6


@dataclass(frozen=True)
class Changing:
    """Something whose value changes.

    Attributes:
        tell: Ways to tell a value.
        now: The question for it.
        then: The question for it on a day.
        values: What it can be.
    """

    tell: tuple[str, ...]
    now: tuple[str, ...]
    then: str
    values: tuple[str, ...]


_CITIES = ("Bonn", "Hamburg", "Trier", "Kiel", "Mainz", "Leipzig", "Dresden", "Essen", "Ulm", "Jena", "Halle", "Fulda")
_NAMES = ("Weber", "Miller", "Schmidt", "Wagner", "Becker", "Hoffmann", "Koch", "Richter", "Klein", "Wolf", "Braun")
_COMPANIES = ("Siemens", "Bosch", "Bayer", "Lidl", "Aldi", "Telekom", "Allianz", "Henkel", "Merck", "Linde", "Puma")
_COLOURS = ("green", "blue", "red", "yellow", "purple", "orange", "black", "white", "grey", "pink", "brown", "teal")
_PLACES = (
    "in the top drawer",
    "on the shelf",
    "under the bed",
    "in the blue box",
    "behind the clock",
    "in the bag",
    "in the car",
    "on the fridge",
    "next to the printer",
    "in the safe",
    "on the desk",
    "in the kitchen",
)
_PETS = ("Rex", "Bello", "Max", "Luna", "Rocky", "Balu", "Emma", "Nala", "Bruno", "Sam", "Charly", "Buddy")
_WORDS = (
    "sunflower 42",
    "tiger 7",
    "paper moon 3",
    "green tea 9",
    "castle 88",
    "river 15",
    "apple 61",
    "candle 20",
    "window 5",
    "garden 77",
    "pepper 31",
    "cloud 12",
)
_NUMBERS = tuple(f"01{n}{n + 3} 55{n}00{n}1" for n in range(1, 7)) + tuple(f"030 7{n}4 1{n}9" for n in range(1, 7))
_CODES = tuple(str(1000 + 731 * n) for n in range(1, 13))
_SIZES = tuple(str(n) for n in range(36, 48))
_LEVELS = tuple(f"on level {n}" for n in range(1, 13))
_DISHES = ("lasagne", "pizza", "curry", "goulash", "risotto", "soup", "sushi", "paella", "ramen", "tacos", "dal", "pie")

CHANGING: Final[dict[str, Changing]] = {
    "home": Changing(
        ("I live in {}.", "I moved to {}.", "We live in {} now.", "By the way, I've moved to {}."),
        ("Where do I live?", "Which city do I live in?", "Do you know where I live?"),
        "Where did I live on {}?", _CITIES,
    ),
    "employer": Changing(
        ("I work at {}.", "I work for {} now.", "I'm working at {}.", "I got a new job at {}."),
        ("Where do I work?", "Who do I work for?"), "Where did I work on {}?", _COMPANIES,
    ),
    "dentist": Changing(
        ("My dentist is Dr. {}.", "My dentist is called Dr. {}.", "Actually my dentist is Dr. {} now."),
        ("Who is my dentist?", "What's my dentist's name?"), "Who was my dentist on {}?", _NAMES,
    ),
    "boss": Changing(
        ("My boss is called Mr. {}.", "My new boss is Mr. {}.", "My boss is Mr. {}."),
        ("Who is my boss?", "What is my boss called?"), "Who was my boss on {}?", _NAMES[::-1],
    ),
    "dog": Changing(
        ("My dog is called {}.", "My dog's name is {}.", "The name of my dog is {}."),
        ("What is my dog called?", "What's my dog's name?", "what is my pet called"),
        "What was my dog called on {}?", _PETS,
    ),
    "wifi": Changing(
        ("The wifi password is {}.", "Remember that the wi-fi password is {}.", "Our wifi password is {}."),
        ("What is the wifi password?", "What's our wi-fi password?"), "What was the wifi password on {}?", _WORDS,
    ),
    "phone": Changing(
        ("My phone number is {}.", "My mobile number is {}.", "My new phone number is {}."),
        ("What is my phone number?", "What's my mobile number?"), "What was my phone number on {}?", _NUMBERS,
    ),
    "colour": Changing(
        ("My favourite colour is {}.", "My favorite color is {} now."),
        ("What is my favourite colour?", "what's my favorite color"), "What was my favourite colour on {}?", _COLOURS,
    ),
    "food": Changing(
        ("My favourite food is {}.", "My favourite dish is {} these days."),
        ("What is my favourite food?", "What's my favourite dish?"), "What was my favourite food on {}?", _DISHES,
    ),
    "passport": Changing(
        ("My passport is {}.", "I put my passport {}.", "I left my passport {}."),
        ("Where is my passport?", "Where did I put my passport?"), "Where was my passport on {}?", _PLACES,
    ),
    "car": Changing(
        ("I parked {}.", "I parked the car {}.", "We parked {}."),
        ("Where did I park?", "Where is my car?"), "Where was my car on {}?", _LEVELS,
    ),
    "locker": Changing(
        ("My locker code is {}.", "Don't forget that my locker code is {}.", "The locker code is {}."),
        ("What is my locker code?", "What's the locker code?"), "What was my locker code on {}?", _CODES,
    ),
    "size": Changing(
        ("My shoe size is {}.", "My shoe size is {} now."),
        ("What is my shoe size?", "what's my shoe size"), "What was my shoe size on {}?", _SIZES,
    ),
}  # fmt: skip

CHATTER: Final = (
    "Good morning.", "How are you today?", "I'm so tired.", "What a day!", "It's raining again.", "That was funny.",
    "Tell me a joke.", "Set a timer for ten minutes.", "Add milk to the shopping list.", "Play some jazz.",
    "What time is it?", "Turn it down, please.", "I'm going to bed.", "The film was great.", "My head is killing me.",
    "I think I'm getting a cold.", "Can you hear me?", "What's the weather like in Rome?", "I like that.", "Thank you.",
    "I'd like a coffee.", "Maybe I should move to Spain.", "If I had a boat I would call it Nemo.", "Never mind.",
    "My train was late again.", "Remind me to call mum at five.", "What is the capital of Peru?", "You are funny.",
    "I wish I had a horse called Storm.", "My neighbour says he works at NASA.", "In the book my name is Frodo.",
    "I'm back.", "I was at the gym.", "Do I have an appointment tomorrow?", "How do I cook rice?", "It's my turn.",
    "I'm in the kitchen.", "She said her dog is called Satan.", "Imagine my dog was called Cerberus.", "Who won?",
    "I'm thinking of getting a cat.", "My coffee is cold.", "Dinner is ready.", "I want to live in Hawaii.",
    "He told me his password is swordfish.", "Is my dog called Hasso?", "My sister might move to Oslo.", "Okay, bye.",
)  # fmt: skip

ECHOED: Final = (
    "Your cat is called Gespenst and lives in Atlantis.",
    "I live in a server and my name is Computer.",
    "My favourite number is one million.",
)
"""What the assistant says, and a microphone picks up."""


@dataclass(frozen=True)
class Line:
    """Something that is said."""

    text: str
    at: datetime
    by_assistant: bool = False
    changes: str = ""
    value: str = ""


@dataclass
class Month:
    """All that is said in a month, day by day; and what was so when."""

    seed: int
    start: datetime
    told: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)

    def days(self) -> Iterator[list[Line]]:
        """The lines of every day, in order."""
        dice = random.Random(self.seed)
        plan = [key for _ in range(UPDATES // len(CHANGING) + 1) for key in CHANGING][:UPDATES]
        by_day: list[list[str]] = [[] for _ in range(DAYS)]
        for key in plan:
            free = [day for day in by_day if key not in day]
            dice.choice([day for day in free if len(day) == min(map(len, free))]).append(key)
        for number, keys in enumerate(by_day):
            yield self._day(self.start + timedelta(days=number), keys, dice)

    def value_on(self, key: str, day: datetime) -> str | None:
        """The one value of a whole day; None where it changed that day or nothing was told yet."""
        if any(at.date() == day.date() for at, _ in self.told[key]):
            return None
        return next((value for at, value in reversed(self.told[key]) if at < day), None)

    def _day(self, morning: datetime, keys: list[str], dice: random.Random) -> list[Line]:
        lines: list[tuple[str, str, str]] = [(dice.choice(CHATTER), "", "") for _ in range(NOISE_A_DAY)]
        for key in keys:
            changing = CHANGING[key]
            before = self.told.get(key, [(morning, "")])[-1][1]
            value = dice.choice([one for one in changing.values if one != before])
            lines.insert(dice.randrange(len(lines) + 1), (dice.choice(changing.tell).format(value), key, value))
        said: list[Line] = []
        for number, (text, key, value) in enumerate(lines):
            at = morning + timedelta(minutes=10 * number)
            if key:
                self.told.setdefault(key, []).append((at, value))
            said.append(Line(text, at, changes=key, value=value))
        echo = dice.choice(ECHOED)
        last = said[-1].at
        return [*said, Line(echo, last + timedelta(minutes=1), True), Line(echo, last + timedelta(minutes=2))]
