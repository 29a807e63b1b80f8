from __future__ import annotations

import io
import wave

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.resample import Int16Resampler, resample_float, resample_int16
from mumble_ai.audio.wav import NotWav, WavReader, decode_wav, encode_wav, wav_header

TONE = (np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000) * 12_000).astype(np.int16)


def test_python_reads_what_we_write_and_we_read_what_python_writes() -> None:
    with wave.open(io.BytesIO(encode_wav(TONE, 24_000))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 24_000)
        assert file.readframes(24_000) == TONE.tobytes()
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(TONE.tobytes())
    pcm, rate_hz = decode_wav(sink.getvalue())
    assert rate_hz == 22_050
    assert np.array_equal(pcm, TONE)


@given(st.lists(st.integers(1, 5000), max_size=30))
def test_a_streamed_file_arrives_whole_in_pieces_of_any_size(sizes: list[int]) -> None:
    data = wav_header(24_000) + TONE.tobytes()
    reader, position, pieces = WavReader(), 0, []
    for size in [*sizes, len(data)]:
        pieces.append(reader.feed(data[position : position + size]))
        position += size
    assert reader.rate_hz == 24_000
    assert np.array_equal(np.concatenate(pieces), TONE)


def test_other_chunks_around_the_sound_are_skipped() -> None:
    whole = encode_wav(TONE[:100], 8000)
    data = whole[:36] + b"LIST\x03\0\0\0abc\0" + whole[36:] + b"LIST\x04\0\0\0tail"
    assert np.array_equal(decode_wav(data)[0], TONE[:100])


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    for start in (b"", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEfmt "):
        try:
            decode_wav(start + data)
        except NotWav:
            continue


def test_stereo_is_refused() -> None:
    stereo = bytearray(encode_wav(TONE, 8000))
    stereo[22] = 2
    with pytest.raises(NotWav, match="2 channels"):
        decode_wav(bytes(stereo))


@pytest.mark.parametrize(("from_hz", "to_hz"), [(24_000, 48_000), (22_050, 48_000), (48_000, 16_000), (16_000, 16_000)])
def test_a_stream_is_resampled_like_the_whole(from_hz: int, to_hz: int) -> None:
    whole = resample_int16(TONE, from_hz, to_hz)
    stream = Int16Resampler(from_hz, to_hz)
    pieces = [stream.feed(TONE[i : i + 777]) for i in range(0, len(TONE), 777)] + [stream.flush()]
    joined = np.concatenate(pieces)
    assert abs(len(joined) - len(whole)) <= 2
    same = min(len(joined), len(whole))
    assert np.abs(joined[:same].astype(int) - whole[:same]).max() <= 40


def test_resampling_keeps_the_pitch() -> None:
    out = resample_float((TONE / 32768).astype(np.float32), 24_000, 16_000)
    assert np.argmax(np.abs(np.fft.rfft(out))) * 16_000 / len(out) == pytest.approx(440, abs=2)
