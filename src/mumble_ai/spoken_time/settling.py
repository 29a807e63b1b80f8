"""Turns what was said into moments of the person's zone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from mumble_ai.spoken_time.contract import Grain, SpokenTime
from mumble_ai.spoken_time.days import one_day, shifted
from mumble_ai.spoken_time.hours import DAY_H, Setting, resolved, resolved_hours
from mumble_ai.spoken_time.language import Language, Window
from mumble_ai.spoken_time.meaning import DAY, Amount, Clock, Piece, Rule, Speech, Stretch, Until, at, settled
from mumble_ai.spoken_time.repeating import days_of, on_days_of, text_of, without

Spans = tuple[tuple[int, int], ...]
_SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}


@dataclass(frozen=True, slots=True)
class Settler:
    """Settles the pieces of one text."""

    speech: Speech
    language: Language
    sense: Window | None = None

    def settle(self, piece: Piece, spans: Spans) -> SpokenTime | None:
        """The time a piece tells, or None where the calendar has no such time."""
        try:
            found = self._settle(piece)
        except (OverflowError, ValueError):
            return None
        if found is None:
            return None
        return replace(
            found,
            span=(spans[0][0], spans[-1][1]),
            parts=spans,
            names_day=bool(piece.day or piece.moment or piece.rule or piece.since or piece.until),
            is_vague=piece.is_vague,
        )

    def _settle(self, piece: Piece) -> SpokenTime | None:
        piece = _weekly(_with_bounds(piece))
        if piece.rule:
            return self._rule(piece, piece.rule)
        if piece.moment:
            return self._moment(piece, piece.moment)
        if piece.clock or piece.hours:
            return self._timed(piece, piece.day.first if piece.day else None)
        if piece.part and not piece.all_day:
            return self._part(piece)
        if piece.day:
            return self._days(piece, piece.day)
        return self._open(piece)

    def _moment(self, piece: Piece, moment: datetime) -> SpokenTime:
        return self._with_length(piece, _time(moment, None))

    def _timed(self, piece: Piece, day: date | None, *, is_rule: bool = False) -> SpokenTime:
        setting = self._setting(piece, day, is_rule=is_rule)
        if piece.hours:
            first, last = resolved_hours(piece.hours, setting)
        else:
            assert piece.clock
            first, last = resolved(piece.clock, setting), None
        if day is None:
            day = self._day_for(first, setting, piece)
        day = self._after_midnight(first, piece, day)
        start = self._at(day, first)
        end = self._at(day, last) if last else None
        return self._with_length(piece, _time(start, end))

    def _after_midnight(self, first: Clock, piece: Piece, day: date) -> date:
        """ "two in the morning tonight" and "at one" of a night are of the day after."""
        is_small = first.hour < 6 and piece.part == "night" and piece.clock is not None and piece.clock.half != ""
        return day + DAY if is_small else day

    def _day_for(self, first: Clock, setting: Setting, piece: Piece) -> date:
        today = self.speech.today
        if self.speech.is_past:
            return today if at(today, first) <= setting.now else today - DAY
        return today if at(today, first) > setting.now else today + DAY

    def _part(self, piece: Piece) -> SpokenTime:
        window = self.language.parts[piece.part]
        now = self.speech.now.replace(tzinfo=None)
        if piece.day:
            day = piece.day.first
        else:
            day = self.speech.today
            begins, ends = at(day, Clock(window.begins_h)), at(day, Clock(window.ends_h))
            if self.speech.is_past:
                day -= DAY if now < begins else timedelta(0)
            elif now >= ends or (now >= begins and piece.part == "morning"):
                day += DAY
        start, end = self._at(day, Clock(window.begins_h)), self._at(day, Clock(window.ends_h))
        return self._with_length(piece, replace(_time(start, end), grain=Grain.PART, part_of_day=piece.part))

    def _days(self, piece: Piece, day: Stretch) -> SpokenTime:
        start, end = self._at(day.first, Clock(0)), self._at(day.after, Clock(0))
        found = SpokenTime(start, end, day.grain, True, None, (0, 0))
        return self._with_length(piece, found)

    def _open(self, piece: Piece) -> SpokenTime | None:
        """An end or a beginning without the other."""
        if piece.since:
            found = self._settle(piece.since)
            return self._with_length(replace(piece, since=None), found) if found else None
        if piece.until:
            ending = self._settle(piece.until.value)
            if ending is None or self.language.customs.until_is_due:
                return ending
            end = ending.end if ending.is_all_day and ending.end else ending.start
            if end <= self.speech.now:
                return None
            return SpokenTime(self.speech.now, end, ending.grain, False, None, (0, 0), until=end)
        return None

    def _with_length(self, piece: Piece, found: SpokenTime) -> SpokenTime:
        if piece.until and found.until is None:
            bound = self._settle(
                replace(
                    piece.until.value,
                    day=piece.until.value.day or (None if found.is_all_day else one_day(found.start.date())),
                )
            )
            if bound and piece.until.value.clock and bound.start <= found.start:
                bound = replace(bound, start=self._later(bound.start, found.start))
            if bound:
                end = bound.end if bound.is_all_day and bound.end else bound.start
                if end > found.start:
                    length = None if found.is_all_day else end - found.start
                    return replace(found, end=end, until=end, duration=length)
        if piece.lasting:
            end = self._later_by(found.start, piece.lasting)
            return replace(
                found,
                end=end,
                duration=_elapsed(found.start, end),
                is_all_day=found.is_all_day and not piece.lasting.seconds,
            )
        return found

    def _later(self, moment: datetime, than: datetime) -> datetime:
        local = moment.replace(tzinfo=None)
        while settled(local, self._zone) <= than:
            local += timedelta(hours=12)
        return settled(local, self._zone)

    def _later_by(self, start: datetime, amount: Amount) -> datetime:
        day = shifted(start.date(), replace(amount, seconds=0))
        local = settled(datetime.combine(day, start.time()), self._zone)
        return (local.astimezone(UTC) + timedelta(seconds=amount.seconds)).astimezone(self._zone)

    def _rule(self, piece: Piece, rule: Rule) -> SpokenTime | None:
        if piece.without:
            left = without(rule, piece.without)
            if left is None:
                return None
            rule = left
        if piece.day and not (rule.weekdays or rule.month_days):
            rule = on_days_of(rule, piece.day)
            if rule.weekdays:
                piece = replace(piece, day=None if piece.day.last > piece.day.first else piece.day)
        is_bounded = piece.day and (piece.day.last > piece.day.first or rule.frequency in _SECONDS)
        if is_bounded and not piece.until:
            piece = replace(piece, until=Until(Piece(day=piece.day)))
        begin = self._begin(piece)
        if rule.frequency in _SECONDS:
            found = self._clock_rule(piece, rule, begin)
        else:
            found = self._day_rule(piece, rule, begin)
        if found is None:
            return None
        until = self._ending(piece, found)
        return replace(found[0], rrule=text_of(found[1], count=piece.repeats, until=until))

    def _begin(self, piece: Piece) -> date:
        told = (piece.since.day if piece.since else None) or piece.day
        return max(told.first, self.speech.today) if told else self.speech.today

    def _day_rule(self, piece: Piece, rule: Rule, begin: date) -> tuple[SpokenTime, Rule] | None:
        clocked = replace(
            piece,
            rule=None,
            day=None,
            until=None,
            since=None,
            lasting=piece.lasting if piece.lasting and not piece.lasting.days else None,
        )
        for day in days_of(rule, begin):
            here = replace(clocked, day=one_day(day))
            if piece.clock or piece.hours:
                found = self._timed(here, day, is_rule=True)
            elif piece.part:
                found = self._part(here)
            else:
                return self._days(here, one_day(day)), rule
            if found.start > self.speech.now:
                return found, rule
        return None

    def _clock_rule(self, piece: Piece, rule: Rule, begin: date) -> tuple[SpokenTime, Rule] | None:
        """Every so many hours or minutes, within hours and on weekdays where they were said."""
        if piece.hours and rule.frequency != "SECONDLY":
            first, last = resolved_hours(piece.hours, self._setting(piece, begin, is_rule=True))
            is_hourly = rule.frequency == "HOURLY"
            step = rule.interval if is_hourly else 1
            hours = tuple(h % DAY_H for h in range(first.hour, last.hour + is_hourly, step))
            rule = replace(rule, interval=1 if is_hourly else rule.interval, hours=hours)
        if rule.hours or rule.weekdays:
            return self._within(rule, begin)
        if piece.clock:
            day = begin if begin > self.speech.today else None
            return self._timed(replace(piece, rule=None, until=None), day), rule
        if begin > self.speech.today:
            return _time(self._at(begin, Clock(0)), None), rule
        later = self.speech.now.astimezone(UTC) + timedelta(seconds=_SECONDS[rule.frequency] * rule.interval)
        return _time(later.astimezone(self._zone), None), rule

    def _within(self, rule: Rule, begin: date) -> tuple[SpokenTime, Rule] | None:
        for day in days_of(rule, begin):
            for hour in rule.hours or (0,):
                start = self._at(day, Clock(hour))
                if start > self.speech.now:
                    return _time(start, None), rule
        return None

    def _ending(self, piece: Piece, found: tuple[SpokenTime, Rule]) -> datetime | date | None:
        start = found[0].start
        if piece.until:
            bound = self._settle(piece.until.value)
            if bound is None:
                return None
            if bound.is_all_day and bound.end:
                last = bound.end.date() - DAY
                return last if found[0].is_all_day else self._at(last, Clock(23, 59, "24", 59))
            return bound.start
        if piece.lasting and (piece.lasting.days or piece.lasting.months):
            last = shifted(start.date(), replace(piece.lasting, seconds=0)) - DAY
            return last if found[0].is_all_day else self._at(last, Clock(23, 59, "24", 59))
        return None

    def _setting(self, piece: Piece, day: date | None, *, is_rule: bool) -> Setting:
        part = self.language.parts.get(piece.part) if piece.part else None
        return Setting(
            self.speech.now.replace(tzinfo=None),
            part,
            self.sense,
            day,
            is_rule,
            self.speech.is_past,
            self.language.customs.afternoon_until_h,
        )

    def _at(self, day: date, clock: Clock) -> datetime:
        return settled(at(day, clock), self._zone)

    @property
    def _zone(self):
        return self.speech.now.tzinfo


def _weekly(piece: Piece) -> Piece:
    """ "Monday to Friday at nine" is every week, without a time it is these days."""
    if piece.weekdays and not piece.rule and not piece.lasting and (piece.clock or piece.hours):
        return replace(piece, day=None, rule=Rule("WEEKLY", 1, tuple((0, day) for day in piece.weekdays)))
    return piece


def _with_bounds(piece: Piece) -> Piece:
    """ "from tomorrow until Friday", "from 3 until 5": what a beginning tells is told of the time itself."""
    if piece.since and not piece.rule:
        base = replace(piece, since=None)
        return base.with_(piece.since) or base
    return piece


def _elapsed(start: datetime, end: datetime) -> timedelta:
    return end.astimezone(UTC) - start.astimezone(UTC)


def _time(start: datetime, end: datetime | None) -> SpokenTime:
    return SpokenTime(start, end, Grain.MINUTE, False, None, (0, 0), _elapsed(start, end) if end else None)
