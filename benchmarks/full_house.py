"""A house in which very much was said and planned: made-up talk, facts, names, topics and events, seeded and fast."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from mumble_ai.memory.recall.signs import signs_of
from mumble_ai.memory.recall.terms import numbers_of, telling_words
from mumble_ai.storage.ids import new_id

TALK_MESSAGES: Final = 20
FACTS: Final = 3_000
ENTITIES: Final = 400
TOPICS: Final = 800
_WORDS: Final = (
    *(
        "garden",
        "kitchen",
        "doctor",
        "meeting",
        "train",
        "boat",
        "bread",
        "coffee",
        "school",
        "bike",
        "window",
        "music",
    ),
    *("letter", "winter", "summer", "holiday", "sister", "brother", "neighbour", "market", "bakery", "ticket"),
    *("passport", "camera", "wallet", "bridge", "river", "mountain", "island", "weather", "engine", "battery", "lamp"),
    *("carpet", "mirror", "pillow", "recipe", "onion", "tomato", "cheese", "butter", "apple", "cherry", "potato"),
)
_NAMES: Final = ("Anna", "Tom", "Rex", "Bonn", "Siemens", "Clara", "Paul", "Norway", "Hamburg", "Emil")

Row = tuple[Any, ...]


def fill(url: str, person_id: UUID, *, messages: int, events: int, now: datetime | None = None) -> None:
    """Fills a migrated database with what one person said and planned, by COPY.

    Args:
        url: Of PostgreSQL.
        person_id: Somebody who is there already.
    """
    made = _Made(person_id, messages, events, now or datetime.now(UTC))
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        for table, columns, rows in made.tables():
            names = ", ".join(columns)
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:  # pyright: ignore
                for row in rows():
                    copy.write_row(row)
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")


class _Made:
    """The rows, table by table, in the order in which they refer to each other."""

    def __init__(self, person_id: UUID, messages: int, events: int, now: datetime) -> None:
        self._person = person_id
        self._messages = messages
        self._events = events
        self._now = now
        self._random = random.Random(7)
        self._talks = [new_id() for _ in range(-(-messages // TALK_MESSAGES))]
        self._topics = [new_id() for _ in range(TOPICS)]
        self._entities = [new_id() for _ in range(ENTITIES)]
        self._ids = [new_id() for _ in range(messages)]
        self._texts = [self._sentence() for _ in range(messages)]

    def tables(self) -> Iterable[tuple[str, tuple[str, ...], Callable[[], Iterable[Row]]]]:
        """Name, columns and rows of each table."""
        person = ("id", "person_id")
        times = ("started_at", "last_active_at", "closed_at")
        yield "sessions", (*person, "door", "state", *times, "message_count"), self._of_talks
        said = ("started_at", "last_said_at", "resolved_at")
        yield "topics", (*person, "label", "state", *said, "exchanges", "terms"), self._of_topics
        message = ("session_id", "topic_id", "role", "kind", "door", "text", "private", "said_at")
        yield "messages", (*person, *message), self._of_messages
        seen = ("first_seen_at", "last_seen_at")
        yield "entities", (*person, "kind", "name", *seen), self._of_entities
        yield "entity_aliases", (*person, "entity_id", "name", "key"), self._of_aliases
        mention = ("entity_id", "message_id", "person_id", "text", "confidence", "said_at")
        yield "entity_mentions", mention, self._of_mentions
        fact = ("subject", "attribute", "value", "value_key", "text", "quote", "words", "category", "importance")
        yield "facts", (*person, *fact, "tags", "learned_at", "told_at"), self._of_facts
        when = ("zone", "is_all_day", "starts", "duration_s", "begins_at", "ends_at")
        yield "events", (*person, "uid", "title", *when), self._of_events
        entry = ("session_id", "place", "who", "terms", "length", "signs", "said_at")
        yield "recall_entries", ("message_id", "person_id", *entry), self._of_entries

    def _at(self, n: int) -> datetime:
        """When the nth message was said; the last one a minute ago."""
        return self._now - timedelta(minutes=1 + 10 * (self._messages - n))

    def _sentence(self) -> str:
        words = self._random.choices(_WORDS, k=9)
        return f"{self._random.choice(_NAMES)} and the {' '.join(words)}."

    def _of_talks(self) -> Iterable[Row]:
        for n, talk in enumerate(self._talks):
            first = n * TALK_MESSAGES
            last = min(self._messages, first + TALK_MESSAGES) - 1
            yield talk, self._person, "mumble", "closed", self._at(first), self._at(last), self._at(last), TALK_MESSAGES

    def _of_topics(self) -> Iterable[Row]:
        for n, topic in enumerate(self._topics):
            at = self._now - timedelta(days=n)
            label = f"{_WORDS[n % len(_WORDS)]}, {_WORDS[(n * 7) % len(_WORDS)]}"
            yield topic, self._person, label, "resolved", at, at, at, 10, Jsonb({label: 1.0})

    def _of_messages(self) -> Iterable[Row]:
        for n, message_id in enumerate(self._ids):
            role = "assistant" if n % 2 else "user"
            topic = self._topics[(n // TALK_MESSAGES) % TOPICS]
            talk = self._talks[n // TALK_MESSAGES]
            where = (message_id, self._person, talk, topic, role, "voice", "mumble")
            yield (*where, self._texts[n], n % 50 == 0, self._at(n))

    def _of_entities(self) -> Iterable[Row]:
        for n, entity in enumerate(self._entities):
            kind = ("PERSON", "PLACE", "ORGANIZATION", "OTHER")[n % 4]
            yield entity, self._person, kind, f"Name {n}", self._at(0), self._now - timedelta(hours=n)

    def _of_aliases(self) -> Iterable[Row]:
        return ((new_id(), self._person, one, f"Name {n}", f"name {n}") for n, one in enumerate(self._entities))

    def _of_mentions(self) -> Iterable[Row]:
        for n in range(0, self._messages, 2):
            for k in {n % ENTITIES, (n * n) % ENTITIES}:
                yield self._entities[k], self._ids[n], self._person, f"Name {k}", 0.9, self._at(n)

    def _of_facts(self) -> Iterable[Row]:
        for n in range(FACTS):
            at = self._now - timedelta(hours=n)
            subject, value = f"{_WORDS[n % len(_WORDS)]} {n}", self._random.choice(_WORDS)
            text = f"The {subject} is {value}"
            told = (subject, "is", value, value, text, text, [subject, value], "fact", 1 + n % 10)
            yield (new_id(), self._person, *told, [value], at, at)

    def _of_events(self) -> Iterable[Row]:
        for n in range(self._events):
            at = (self._now + timedelta(hours=7 * (n - self._events // 2))).replace(microsecond=0)
            event_id = new_id()
            title = f"{self._random.choice(_WORDS)} with {self._random.choice(_NAMES)}"
            times = ("UTC", False, at.replace(tzinfo=None), 3600, at, at + timedelta(hours=1))
            yield (event_id, self._person, str(event_id), title, *times)

    def _of_entries(self) -> Iterable[Row]:
        for n, message_id in enumerate(self._ids):
            words = telling_words(self._texts[n])
            terms = numbers_of(words, self._person)
            who = "Mumble-AI" if n % 2 else "Anna"
            talk = self._talks[n // TALK_MESSAGES]
            signs = signs_of(self._texts[n]).packed
            yield message_id, self._person, talk, n, who, terms, len(words), signs, self._at(n)
