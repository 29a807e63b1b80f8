"""Spoken dates: how often what is understood is what was meant, and how often a time is seen where none was said.

A phrase is right when its first time starts at the moment expected (or at one of those that are also right) and repeats
as expected: two rules are the same when they give the same next occurrences, however they are written. For a part of
the day ("tomorrow morning") its usual hour counts as its start too. A phrase without a time is right when none is
found. The same phrases go to two libraries, where they are installed, with their own rules and nothing repaired.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from mumble_ai.spoken_time import find_times

OCCURRENCES: Final = 500
YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contestant makes of a phrase: the starts it may be taken to mean, and its rule."""

    starts: tuple[datetime, ...]
    rrule: str | None = None


Contestant = Callable[[str, datetime, str], Answer | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one phrase was read."""

    phrase: Mapping[str, Any]
    answer: Answer | None
    is_right: bool
    took_s: float

    @property
    def is_false_hit(self) -> bool:
        return self.phrase["expected"] is None and self.answer is not None


def main(argv: list[str] | None = None) -> None:
    """Runs the benchmark and prints its table."""
    parser = arguments(__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a JSON file of phrases: phrase, now, tz, expected, …")
    parser.add_argument("--misses", action="store_true", help="print what we read wrong, too")
    options = parser.parse_args(argv)
    phrases = json.loads(options.data.read_text("utf-8"))
    rows: list[Row] = []
    for name, contestant in contestants().items():
        verdicts = [judge(phrase, contestant) for phrase in phrases]
        rows.append(row(name, verdicts))
        if options.misses and contestant is ours:
            print(*(miss(v) for v in verdicts if not v.is_right), sep="\n")
    where = conditions(data=options.data.name, phrases=len(phrases))
    if options.json:
        ours_of = {"accuracy": rows[0]["accuracy"], "false_hits": rows[0]["false_hits"]}
        print(json.dumps({"benchmark": "dates", **ours_of, "conditions": where, "rows": rows}, indent=2))
        return
    emit("dates", rows, where, as_json=False)


def contestants() -> dict[str, Contestant]:
    """Ours first, then the libraries that are installed."""
    found: dict[str, Contestant] = {"ours": ours}
    for name, opened in (("duckling", duckling), ("timesense", timesense)):
        try:
            found[name] = opened()
        except ImportError:
            continue
    return found


def ours(phrase: str, now: datetime, language: str) -> Answer | None:
    """The first time that `find_times` finds."""
    found = find_times(phrase, now, language)
    return Answer((found[0].start, found[0].moment), found[0].rrule) if found else None


def duckling() -> Contestant:
    """Facebook's Duckling, within this process; it knows no repetition."""
    import duckling as library

    zones = library.load_time_zones("/usr/share/zoneinfo")
    dimensions = library.parse_dimensions(["time", "duration"])

    def read(phrase: str, now: datetime, language: str) -> Answer | None:
        code = library.parse_lang(language.upper())
        locale = library.parse_locale("EN_GB" if language == "en" else "DE_DE", library.default_locale_lang(code))
        present = library.parse_ref_time(zones, str(now.tzinfo), int(now.timestamp()))
        for one in library.parse(phrase, library.Context(present, locale), dimensions, False):
            value = one["value"]
            if one["dim"] == "duration":
                return Answer((now + timedelta(seconds=value["normalized"]["value"]),))
            edge = value.get("from") or value.get("to") or value
            return Answer((datetime.fromisoformat(edge["value"]),))
        return None

    return read


def timesense() -> Contestant:
    """TimeSense, English and Russian."""
    import timesense as library

    parser = library.TimeSenseParser()

    def read(phrase: str, now: datetime, language: str) -> Answer | None:
        result = parser.parse(phrase, now=now.replace(tzinfo=None), language="en")
        if result is None:
            return None
        told = result.to_dict()
        text = next((told[key] for key in ("datetime", "start", "date", "start_date", "due") if told.get(key)), None)
        if text is None:
            return None
        start = datetime.fromisoformat(str(text))
        return Answer((start.replace(tzinfo=start.tzinfo or now.tzinfo),), (told.get("recurrence") or {}).get("rrule"))

    return read


def judge(phrase: Mapping[str, Any], contestant: Contestant) -> Verdict:
    """Reads one phrase, with the time that took."""
    zone = ZoneInfo(phrase["tz"])
    now = datetime.fromisoformat(phrase["now"]).astimezone(zone)
    began_s = time.perf_counter()
    answer = contestant(phrase["phrase"], now, phrase.get("language", "en"))
    took_s = time.perf_counter() - began_s
    return Verdict(phrase, answer, is_right(phrase, answer, zone), took_s)


def is_right(phrase: Mapping[str, Any], answer: Answer | None, zone: ZoneInfo) -> bool:
    """Whether an answer is what the phrase means."""
    if phrase["expected"] is None or answer is None:
        return phrase["expected"] is None and answer is None
    start = meant_start(phrase, answer)
    return start is not None and same_rule(phrase["rrule"], answer.rrule, start.astimezone(zone))


def meant_start(phrase: Mapping[str, Any], answer: Answer) -> datetime | None:
    """The start that is one of those expected; compared in UTC, where no hour comes twice."""
    meant = [datetime.fromisoformat(text).astimezone(UTC) for text in (phrase["expected"], *phrase["also_ok"])]
    return next((s for s in answer.starts if s.astimezone(UTC) in meant), None)


def same_rule(expected: str | None, given: str | None, start: datetime) -> bool:
    """Whether two rules that begin at the same moment give the same occurrences."""
    if not expected or not given:
        return not expected and not given
    return occurrences(expected, start) == occurrences(given, start)


def occurrences(rule: str, start: datetime) -> list[datetime]:
    """The next occurrences in local time, of at most some years."""
    local = start.replace(tzinfo=None)
    parts = dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";"))
    if until := parts.get("UNTIL"):
        parts["UNTIL"] = f"{_local_end(until, start):%Y%m%dT%H%M%S}"
    found = rrulestr(";".join(f"{k}={v}" for k, v in parts.items()), dtstart=local)
    horizon = local + timedelta(days=366 * YEARS)
    return list(islice(takewhile(lambda moment: moment < horizon, found), OCCURRENCES))


def _local_end(until: str, start: datetime) -> datetime:
    """The last moment of a rule; a date is the end of that day, and so is every moment of an end in the day."""
    if until.endswith("Z"):
        end = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return end.astimezone(start.tzinfo).replace(tzinfo=None)
    return datetime.strptime(f"{until[:8]}T235959", "%Y%m%dT%H%M%S")


def row(name: str, verdicts: Sequence[Verdict]) -> Row:
    """The figures of one contestant."""
    timed = [v for v in verdicts if v.phrase["expected"] is not None]
    repeating = [v for v in verdicts if v.phrase["rrule"]]
    right = sum(v.is_right for v in verdicts)
    return {
        "reader": name,
        "phrases": len(verdicts),
        "right": right,
        "accuracy": round(100 * right / len(verdicts), 1),
        "with_a_time": f"{sum(v.is_right for v in timed)}/{len(timed)}",
        "starts": f"{sum(bool(v.answer and meant_start(v.phrase, v.answer)) for v in timed)}/{len(timed)}",
        "repeating": f"{sum(v.is_right for v in repeating)}/{len(repeating)}",
        "without_a_time": len(verdicts) - len(timed),
        "false_hits": sum(v.is_false_hit for v in verdicts),
        **{key: value for key, value in summary_ms([v.took_s for v in verdicts]).items() if key != "p95_ms"},
    }


def miss(verdict: Verdict) -> str:
    """One wrong phrase in a line."""
    answer = verdict.answer
    got = f"{answer.starts[0].isoformat()} {answer.rrule or ''}".strip() if answer else "nothing"
    wanted = f"{verdict.phrase['expected']} {verdict.phrase['rrule'] or ''}".strip()
    return f"{verdict.phrase['phrase']!r} at {verdict.phrase['now']}: {got} for {wanted}"


if __name__ == "__main__":
    main()
