"""The owner's dictionary of how words are said, a TOML file that is read again when it changes.

    [en]
    Mumble = "mum bull"
    "Dr. Who" = "doctor who"
    READ = { say = "red", case = true }

A table per language, or `[all]` for every one. Only whole words are replaced, in any case unless `case = true`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

FILE_NAME: Final = "pronunciations.toml"
"""In the home of all state."""
EVERY_LANGUAGE: Final = "all"
MOST_ENTRIES: Final = 5_000
MOST_BYTES: Final = 500_000
LOOK_EVERY_S: Final = 2.0
"""How often the file is looked at, at most; a look costs some microseconds."""
_CODE: Final = re.compile(r"[a-z]{2,3}$")
_WORD: Final = re.compile(r"\w+")


class BadPronunciations(Exception):
    """The file can't be used as a whole; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or several words.

    Attributes:
        language: A code such as `en`, or `all`.
        has_case: True when only this very spelling is meant.
    """

    language: str
    word: str
    say: str
    has_case: bool = False


def parse(text: str) -> tuple[list[Entry], list[str]]:
    """The entries of a dictionary, and what is wrong with the others, one line each.

    Raises:
        BadPronunciations: The text is no TOML; the message has the line.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPronunciations(f"not valid TOML: {error}") from None
    entries: list[Entry] = []
    problems: list[str] = []
    for language, table in tables.items():
        if not isinstance(table, dict):
            problems.append(f"{language}: words stand under a language, such as [en], or under [all]")
        elif language != EVERY_LANGUAGE and not _CODE.match(language):
            problems.append(f"[{language}] is no language; write a code such as [en], or [all]")
        else:
            for word, value in cast("dict[str, object]", table).items():
                entry = _entry(language, word, value)
                (problems if isinstance(entry, str) else entries).append(entry)  # pyright: ignore[reportArgumentType]
    if len(entries) > MOST_ENTRIES:
        problems.append(f"only the first {MOST_ENTRIES} words are used")
    return entries[:MOST_ENTRIES], problems


def _entry(language: str, word: str, value: object) -> Entry | str:
    where = f"[{language}] {word!r}"
    if not _WORD.search(word):
        return f"{where}: has no letter or digit"
    if isinstance(value, str):
        value = {"say": value}
    if not isinstance(value, dict):
        return f'{where}: write it as {word} = "how to say it"'
    given = cast("dict[str, Any]", value)
    if unknown := given.keys() - {"say", "case"}:
        return f"{where}: {sorted(unknown)[0]!r} is unknown here; there are say and case"
    say, has_case = given.get("say"), given.get("case", False)
    if not isinstance(say, str) or not say.strip():
        return f"{where}: say needs the words to speak"
    if not isinstance(has_case, bool):
        return f"{where}: case is true or false"
    return Entry(language, " ".join(word.split()), " ".join(say.split()), has_case)


def checked(language: str, word: str, say: str, *, has_case: bool = False) -> Entry:
    """An entry as it may stand in a dictionary.

    Raises:
        BadPronunciations: It may not; the message says why.
    """
    if language != EVERY_LANGUAGE and not _CODE.fullmatch(language):
        raise BadPronunciations(f"{language!r} is no language; write a code such as en, or all")
    if not (word + say).isprintable():
        raise BadPronunciations("words and how they are said have no line breaks or invisible characters")
    entry = _entry(language, word, {"say": say, "case": has_case})
    if isinstance(entry, str):
        raise BadPronunciations(entry)
    return entry


def written(entries: Sequence[Entry]) -> str:
    """A dictionary as a file that `parse` reads."""
    lines: list[str] = []
    for language in sorted({entry.language for entry in entries}):
        lines.append(f"[{language}]")
        seen: set[str] = set()
        for entry in sorted((e for e in entries if e.language == language), key=lambda e: (e.word.casefold(), e.word)):
            if entry.word in seen:
                continue
            seen.add(entry.word)
            say = _quoted(entry.say)
            lines.append(f"{_quoted(entry.word)} = " + (f"{{ say = {say}, case = true }}" if entry.has_case else say))
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML string: what JSON escapes, TOML escapes in the same way."""
    return json.dumps(text, ensure_ascii=False)


class Lexicon:
    """Entries ready to be applied; the longest words win, then those with a case, then those of the language."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = sorted(entries, key=lambda e: (-len(e.word), not e.has_case, e.language == EVERY_LANGUAGE))
        self._by_first_word: dict[str, dict[str, list[Entry]]] = {}
        self._patterns: dict[Entry, re.Pattern[str]] = {}

    def apply(self, text: str, language: str) -> str:
        """`text` with its known words as a voice of `language` says them; what is put in is not looked at again."""
        entries = self._of(language.lower().replace("_", "-").partition("-")[0])
        spoken: list[str] = []
        done = 0
        for word in _WORD.finditer(text) if entries else ():
            for entry in entries.get(word.group().lower(), ()):
                start = word.start() - _first_word(entry).start()
                if start >= done and (match := self._pattern(entry).match(text, start)):
                    spoken += (text[done:start], entry.say)
                    done = match.end()
                    break
        return "".join((*spoken, text[done:]))

    def _of(self, code: str) -> dict[str, list[Entry]]:
        if code not in self._by_first_word:
            mine = self._by_first_word[code] = {}
            for entry in self._entries:
                if entry.language in {code, EVERY_LANGUAGE}:
                    mine.setdefault(_first_word(entry).group().lower(), []).append(entry)
        return self._by_first_word[code]

    def _pattern(self, entry: Entry) -> re.Pattern[str]:
        if entry not in self._patterns:
            spelling = r"\s+".join(re.escape(part) for part in entry.word.split())
            flags = re.NOFLAG if entry.has_case else re.IGNORECASE
            self._patterns[entry] = re.compile(rf"(?<!\w){spelling}(?!\w)", flags)
        return self._patterns[entry]


def _first_word(entry: Entry) -> re.Match[str]:
    match = _WORD.search(entry.word)
    if match is None:
        raise ValueError(f"{entry.word!r} has no letter or digit")
    return match


class Pronunciations:
    """The dictionary in a file; no file is an empty dictionary.

    A file that is broken as a whole leaves the words as they were before.

    Args:
        report: Is told each problem, once for each version of the file.
    """

    def __init__(self, path: Path, report: Callable[[str], None]) -> None:
        self._path = path
        self._report = report
        self._of_file: Sequence[Entry] = ()
        self._saved: Sequence[Entry] = ()
        self._lexicon = Lexicon([])
        self._seen: tuple[int, int] | None = None
        self._look_at_s = 0.0

    def apply(self, text: str, language: str) -> str:
        """See `Lexicon.apply`."""
        return self._lexicon.apply(text, language)

    def use_saved(self, entries: Sequence[Entry]) -> None:
        """Words that are kept elsewhere; of two of the same word, theirs counts and not the file's."""
        if tuple(entries) != self._saved:
            self._saved = tuple(entries)
            self._lexicon = Lexicon([*self._saved, *self._of_file])

    def with_one_more(self, entry: Entry) -> Pronunciations:
        """The same words and one before all others, to be tried; it does not follow later changes."""
        tried = Pronunciations(self._path, lambda _: None)
        tried._of_file, tried._seen = self._of_file, self._seen
        tried.use_saved([entry, *self._saved])
        return tried

    def of_file(self) -> Sequence[Entry]:
        """The words of the file as last read."""
        return self._of_file

    async def refresh(self) -> None:
        """Reads the file if it has changed, outside the event loop; looks no more often than `LOOK_EVERY_S`."""
        now_s = time.monotonic()
        if now_s >= self._look_at_s:
            self._look_at_s = now_s + LOOK_EVERY_S
            await asyncio.to_thread(self.look)

    def look(self) -> None:
        """Reads the file if it has changed."""
        try:
            facts = self._path.stat()
        except OSError:
            self._seen = None
            self._take([])
            return
        version = (facts.st_mtime_ns, facts.st_size)
        if version == self._seen:
            return
        self._seen = version
        try:
            entries, problems = parse(self._read(facts.st_size))
        except (BadPronunciations, OSError, UnicodeDecodeError) as error:
            self._report(f"{self._path}: {error}; the words from before stay in use")
            return
        self._take(entries)
        for problem in problems:
            self._report(f"{self._path}: {problem}; this line is not used")

    def _take(self, entries: Sequence[Entry]) -> None:
        if entries or self._of_file:
            self._of_file = tuple(entries)
            self._lexicon = Lexicon([*self._saved, *self._of_file])

    def _read(self, size: int) -> str:
        if size > MOST_BYTES:
            raise BadPronunciations(f"larger than {MOST_BYTES // 1000} kB")
        return self._path.read_text("utf-8")
