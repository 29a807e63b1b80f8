"""JSON shapes of transcripts, written by the service and read by the client."""

from __future__ import annotations

from pydantic import BaseModel

from mumble_ai.speech.contract import Segment, Transcript, Word


class WordBody(BaseModel):
    """One word; times in seconds."""

    word: str
    start: float
    end: float
    probability: float


class SegmentBody(BaseModel):
    """One segment; times in seconds. The fields of OpenAI that no engine here has are left out."""

    id: int
    start: float
    end: float
    text: str
    avg_logprob: float
    no_speech_prob: float
    words: list[WordBody] | None = None


class TranscriptBody(BaseModel):
    """Answer of `POST /transcribe`."""

    text: str
    language: str
    language_probability: float
    duration: float
    no_speech_probability: float
    segments: list[SegmentBody]


class VerboseBody(TranscriptBody):
    """Answer of `/v1/audio/transcriptions` with `verbose_json`."""

    task: str = "transcribe"
    words: list[WordBody] | None = None


class TextBody(BaseModel):
    """Answer of `/v1/audio/transcriptions` with `json`."""

    text: str


def to_body(transcript: Transcript) -> TranscriptBody:
    """The transcript as JSON, words inside their segments."""
    return TranscriptBody(
        text=transcript.text,
        language=transcript.language,
        language_probability=transcript.language_probability,
        duration=transcript.duration_s,
        no_speech_probability=transcript.no_speech_probability,
        segments=[_segment(n, s) for n, s in enumerate(transcript.segments)],
    )


def to_verbose(transcript: Transcript, *, words: bool, segments: bool) -> VerboseBody:
    """The transcript as OpenAI's `verbose_json`, words in a list of their own."""
    body = to_body(transcript)
    listed = [word for s in body.segments for word in s.words or ()]
    bare = [s.model_copy(update={"words": None}) for s in body.segments]
    return VerboseBody(
        **body.model_dump(exclude={"segments"}), segments=bare if segments else [], words=listed if words else None
    )


def from_body(body: TranscriptBody) -> Transcript:
    """The transcript behind the JSON."""
    return Transcript(
        text=body.text,
        segments=tuple(
            Segment(
                s.text,
                s.start,
                s.end,
                tuple(Word(w.word, w.start, w.end, w.probability) for w in s.words or ()),
                s.no_speech_prob,
                s.avg_logprob,
            )
            for s in body.segments
        ),
        language=body.language,
        language_probability=body.language_probability,
        duration_s=body.duration,
        no_speech_probability=body.no_speech_probability,
    )


def _segment(number: int, segment: Segment) -> SegmentBody:
    words = [WordBody(word=w.text, start=w.start_s, end=w.end_s, probability=w.probability) for w in segment.words]
    return SegmentBody(
        id=number,
        start=segment.start_s,
        end=segment.end_s,
        text=segment.text,
        avg_logprob=segment.average_log_probability,
        no_speech_prob=segment.no_speech_probability,
        words=words or None,
    )
