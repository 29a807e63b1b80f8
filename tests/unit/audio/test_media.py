from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.audio.media import FORMATS, Encoder, Format, MediaError, TooLong, decode_speech
from mumble_ai.audio.wav import encode_wav

TONE = (np.sin(2 * np.pi * 440 * np.arange(48_000) / 24_000) * 12_000).astype(np.int16)


@pytest.mark.parametrize("form", FORMATS)
def test_sound_survives_every_format_in_both_directions(form: Format) -> None:
    encoder = Encoder(form, 24_000)
    data = b"".join(encoder.feed(TONE[i : i + 5000]) for i in range(0, len(TONE), 5000)) + encoder.finish()
    back = decode_speech(io.BytesIO(data))
    assert len(back) / 16_000 == pytest.approx(2.0, abs=0.15)
    middle = back[8000:24_000]
    assert np.argmax(np.abs(np.fft.rfft(middle))) * 16_000 / len(middle) == pytest.approx(440, abs=3)


@pytest.mark.parametrize("form", FORMATS)
def test_bytes_come_before_the_end(form: Format) -> None:
    encoder = Encoder(form, 24_000)
    early = sum(len(encoder.feed(TONE)) for _ in range(3))
    assert early > 2000
    encoder.finish()


def test_a_longest_duration_ends_the_decoding() -> None:
    with pytest.raises(TooLong, match="parts"):
        decode_speech(io.BytesIO(encode_wav(TONE, 24_000)), max_s=1.0)


def test_playlists_that_name_other_files_are_not_followed(tmp_path) -> None:
    secret = tmp_path / "secret.wav"
    secret.write_bytes(encode_wav(TONE, 24_000))
    hls = f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{secret}\n#EXT-X-ENDLIST\n"
    concat = f"ffconcat version 1.0\nfile {secret}\n"
    for text in (hls, concat):
        with pytest.raises(MediaError):
            decode_speech(io.BytesIO(text.encode()))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_damage_crashes_the_decoder(data: st.DataObject) -> None:
    good = bytearray(encode_wav(TONE[:4000], 24_000))
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    try:
        assert decode_speech(io.BytesIO(bytes(good)), max_s=60).dtype == np.float32
    except MediaError:
        return
