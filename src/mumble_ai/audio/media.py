"""Audio files of any common format to speech PCM, and PCM to compressed formats, with FFmpeg's libraries (PyAV).

The libraries are loaded with the first file: they take 15 MB, and most services that could need them never do.

Files come from strangers: only container formats that hold sound themselves are opened (never playlists, which may name
other files or addresses), they are decoded in small pieces, and decoding stops at a longest duration.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final, Literal, cast

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32, Int16

CONTAINERS: Final = (
    *("wav", "mp3", "ogg", "flac", "matroska", "webm", "mov", "mp4", "m4a", "3gp", "3g2", "mj2"),
    *(
        "aac",
        "aiff",
        "caf",
        "amr",
        "amrnb",
        "amrwb",
        "au",
        "asf",
        "avi",
        "flv",
        "mpegts",
        "mpeg",
        "w64",
        "ac3",
        "wv",
        "ape",
    ),
)
ACCEPTED: Final = (
    "WAV, MP3, Ogg, Opus, FLAC, M4A/MP4, WebM, AAC, AIFF, AMR, AU, WMA and other common audio or video files"
)
MAX_AUDIO_S: Final = 3600.0

Format = Literal["mp3", "opus", "flac", "aac"]
FORMATS: Final[tuple[Format, ...]] = ("mp3", "opus", "flac", "aac")
_CONTAINER_AND_CODEC: Final[dict[Format, tuple[str, str, int]]] = {
    "mp3": ("mp3", "libmp3lame", 64_000),
    "opus": ("ogg", "libopus", 32_000),
    "flac": ("flac", "flac", 0),
    "aac": ("adts", "aac", 64_000),
}
_CODEC_RATES_HZ: Final = {"opus": 48_000}


class MediaError(ValueError):
    """The file cannot be used; the message says why and what is accepted."""


class TooLong(MediaError):
    """The sound lasts longer than is accepted."""


def decode_speech(
    file: BinaryIO, *, max_s: float = MAX_AUDIO_S, cancelled: Callable[[], bool] = lambda: False
) -> Float32:
    """Decodes the first sound track of a file to `(n,) float32` mono at 16 000 Hz.

    Args:
        cancelled: Asked between pieces; True ends the work early.

    Raises:
        TooLong: It lasts longer than `max_s`.
        MediaError: It holds no sound, is broken, or is of a format that is not accepted.
    """
    from av.error import FFmpegError

    pieces: list[Float32] = []
    samples = 0
    try:
        for piece in _decoded(file):
            samples += len(piece)
            if samples > max_s * SPEECH_RATE_HZ:
                raise TooLong(f"the audio lasts longer than {max_s / 60:.0f} minutes; send it in parts")
            if cancelled():
                break
            pieces.append(piece)
    except (FFmpegError, ValueError, OSError, MemoryError) as error:
        if isinstance(error, MediaError):
            raise
        raise MediaError(f"the file is not audio that can be read; accepted are {ACCEPTED}") from error
    if not samples:
        raise MediaError(f"the file holds no sound; accepted are {ACCEPTED}")
    return np.concatenate(pieces) if pieces else np.empty(0, np.float32)


def _decoded(file: BinaryIO) -> Iterator[Float32]:
    import av
    from av.error import FFmpegError

    options = {"format_whitelist": ",".join(CONTAINERS), "protocol_whitelist": "none"}
    with av.open(file, mode="r", options=options, metadata_errors="ignore") as container:
        if not container.streams.audio:
            raise MediaError(f"the file has no sound track; accepted are {ACCEPTED}")
        stream = container.streams.audio[0]
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SPEECH_RATE_HZ)
        broken = 0
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except FFmpegError:
                # One damaged packet is skipped like a player does; a file of nothing else is refused.
                broken += 1
                if broken > 100:
                    raise
                continue
            for frame in frames:
                for out in resampler.resample(frame):
                    yield np.asarray(out.to_ndarray(), np.float32).reshape(-1)
        for out in resampler.resample(None):
            yield np.asarray(out.to_ndarray(), np.float32).reshape(-1)


class Encoder:
    """Encodes a stream of `(n,) int16` mono chunks; bytes come out as they are made."""

    def __init__(self, form: Format, rate_hz: int) -> None:
        import av

        container, codec, bits = _CONTAINER_AND_CODEC[form]
        self._sink = _Sink()
        # Unflushed pages would keep the listener waiting: every packet is written at once.
        options = {"flush_packets": "1", "page_duration": "20000"} if container == "ogg" else {"flush_packets": "1"}
        opened = av.open(cast("Any", self._sink), mode="w", format=container, options=options)
        self._container = cast("Any", opened)
        stream: Any = self._container.add_stream(codec, rate=_CODEC_RATES_HZ.get(form, rate_hz))
        stream.layout = "mono"
        if bits:
            stream.bit_rate = bits
        self._stream = stream
        self._rate_hz = rate_hz

    def feed(self, pcm: Int16) -> bytes:
        """Takes the next chunk; returns the bytes that are ready, perhaps none."""
        from av import AudioFrame

        if len(pcm):
            frame = AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = self._rate_hz
            self._container.mux(self._stream.encode(frame))
        return self._sink.take()

    def finish(self) -> bytes:
        """Returns the last bytes; nothing may be fed afterwards."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._sink.take()


class _Sink(io.RawIOBase):
    """A file that can only be appended to, read out as it grows."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._bytes += data
        return len(data)

    def take(self) -> bytes:
        ready = bytes(self._bytes)
        self._bytes.clear()
        return ready
