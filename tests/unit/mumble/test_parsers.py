"""No bytes from outside break a parser, and known bytes mean what they should."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.mumble import html, varint
from mumble_ai.mumble.errors import MumbleError, ProtocolError
from mumble_ai.mumble.framing import MAX_PAYLOAD_BYTES, MESSAGE_CLASSES, FrameReader, encode_frame
from mumble_ai.mumble.session import Credentials, Session
from mumble_ai.mumble.voice_legacy import LegacyFormat
from mumble_ai.mumble.voice_packet import VoiceFormat, VoicePacket, VoicePing
from mumble_ai.mumble.voice_protobuf import ProtobufFormat
from mumble_ai.stack.mumble_ping import ServerPing, parse_answer

FORMATS = (LegacyFormat(), ProtobufFormat())


# ── numbers ──


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (0, "00"),
        (0x7F, "7f"),
        (0x80, "8080"),
        (0x3FFF, "bfff"),
        (0x4000, "c04000"),
        (0x1FFFFF, "dfffff"),
        (0x200000, "e0200000"),
        (0x0FFFFFFF, "efffffff"),
        (0x10000000, "f010000000"),
        (0xFFFFFFFF, "f0ffffffff"),
        (0x100000000, "f40000000100000000"),
        (-1, "fc"),
        (-4, "ff"),
        (-5, "f805"),
    ],
)
def test_numbers_have_their_documented_bytes(value: int, wire: str) -> None:
    assert varint.encode(value).hex() == wire
    assert varint.decode(bytes.fromhex(wire)) == (value, len(wire) // 2)


@given(st.integers(-(2**63), 2**64 - 1))
def test_numbers_come_back(value: int) -> None:
    wire = varint.encode(value)
    assert varint.decode(b"x" + wire + b"y", 1) == (value, len(wire) + 1)


@given(st.binary(max_size=20))
def test_no_bytes_break_the_number_reader(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        value, end = varint.decode(data)
        assert end <= len(data)
        assert -(2**64) < value < 2**64


# ── voice ──


@pytest.mark.parametrize(
    ("voice_format", "wire"),
    [
        # Kind 4 and target 0; sequence 0x102; length 3 with the last-packet bit; three bytes of Opus.
        (LegacyFormat(), "80" + "8102" + "a003" + "f0ff01"),
        # Kind 0; target 0 (field 1), frame_number 0x102 (field 4), opus_data (field 5), is_terminator (field 16).
        (ProtobufFormat(), "00" + "0800" + "208202" + "2a03f0ff01" + "800101"),
    ],
)
def test_a_voice_packet_has_its_documented_bytes(voice_format: VoiceFormat, wire: str) -> None:
    assert voice_format.encode_voice(b"\xf0\xff\x01", 0x102, 0, last=True).hex() == wire


@pytest.mark.parametrize(
    ("voice_format", "wire"),
    [
        (LegacyFormat(), "82" + "07" + "8102" + "03" + "f0ff01"),
        (ProtobufFormat(), "00" + "1002" + "1807" + "208202" + "2a03f0ff01"),
    ],
)
def test_a_received_voice_packet_is_understood(voice_format: VoiceFormat, wire: str) -> None:
    assert voice_format.decode(bytes.fromhex(wire)) == VoicePacket(7, 0x102, b"\xf0\xff\x01", last=False, context=2)


@pytest.mark.parametrize("voice_format", FORMATS)
def test_an_echo_comes_back(voice_format: VoiceFormat) -> None:
    assert voice_format.decode(voice_format.encode_ping(1234567)) == VoicePing(1234567)


@pytest.mark.parametrize("voice_format", FORMATS)
@given(data=st.binary(max_size=64))
def test_no_bytes_break_the_voice_readers(voice_format: VoiceFormat, data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        packet = voice_format.decode(data)
        assert packet is None or isinstance(packet, VoicePacket | VoicePing)
        if isinstance(packet, VoicePacket):
            assert min(packet.session, packet.sequence) >= 0
            assert len(packet.opus) <= 1000


# ── control ──


@given(st.lists(st.tuples(st.integers(0, 30), st.binary(max_size=40)), max_size=8), st.integers(1, 17))
def test_frames_are_found_however_the_stream_is_cut(frames: list[tuple[int, bytes]], size: int) -> None:
    stream = b"".join(encode_frame(kind, payload) for kind, payload in frames)
    reader = FrameReader()
    found = [frame for at in range(0, len(stream), size) for frame in reader.feed(stream[at : at + size])]
    assert found == frames


def test_a_frame_of_impossible_length_is_an_error() -> None:
    with pytest.raises(ProtocolError, match="really a Mumble server"):
        list(FrameReader().feed(b"\0\0" + (MAX_PAYLOAD_BYTES + 1).to_bytes(4, "big")))


kinds = st.sampled_from([*MESSAGE_CLASSES, 1, 10, 99])


@given(st.lists(st.tuples(kinds, st.binary(max_size=60)), max_size=12))
def test_no_control_messages_break_the_session(frames: list[tuple[int, bytes]]) -> None:
    session = Session(Credentials("fuzz"), 0.0)
    for n, (kind, payload) in enumerate(frames):
        with contextlib.suppress(MumbleError):
            session.receive(encode_frame(kind, payload), float(n))
            session.tick(float(n))


@st.composite
def messages(draw: st.DrawFn) -> tuple[int, bytes]:
    """A readable message of any kind, with odd values in its fields."""
    kind = draw(st.sampled_from(sorted(MESSAGE_CLASSES)))
    message = MESSAGE_CLASSES[kind]()
    for field in message.DESCRIPTOR.fields:
        if field.message_type is not None or draw(st.booleans()):
            continue
        values = {
            field.CPPTYPE_UINT32: st.integers(0, 2**32 - 1) | st.integers(0, 3),
            field.CPPTYPE_UINT64: st.integers(0, 2**64 - 1),
            field.CPPTYPE_INT32: st.integers(-(2**31), 2**31 - 1),
            field.CPPTYPE_BOOL: st.booleans(),
            field.CPPTYPE_FLOAT: st.just(1.5),
            field.CPPTYPE_STRING: st.binary(max_size=16) if field.type == field.TYPE_BYTES else st.text(max_size=16),
        }[field.cpp_type]
        if field.is_repeated:
            getattr(message, field.name).extend(draw(st.lists(values, max_size=3)))
        else:
            setattr(message, field.name, draw(values))
    return kind, message.SerializeToString()


@given(st.lists(messages(), max_size=12))
def test_no_readable_messages_break_the_session(frames: list[tuple[int, bytes]]) -> None:
    session = Session(Credentials("fuzz"), 0.0)
    for n, (kind, payload) in enumerate(frames):
        with contextlib.suppress(MumbleError):
            session.receive(encode_frame(kind, payload), float(n))
            session.tick(float(n))
    for id in session.state.channels:
        session.state.path_of(id)


# ── text ──


@given(st.text(alphabet=st.sampled_from("<>&/ab\"'=;! #x\n\u00e9"), max_size=80))
def test_no_markup_breaks_the_cleaner(text: str) -> None:
    safe = html.clean(text)
    assert html.clean(safe) == safe
    html.to_plain(text)


@given(st.text(max_size=80))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    words = html.to_plain(html.escape(text)).split()
    assert words == text.replace("\0", "").split() or "\0" in text


def test_dangerous_markup_is_taken_out() -> None:
    text = '<p onclick="x()">a</p><script>b()</script><img src="data:x"><a href="javascript:c()">d</a><b>e</b>'
    safe = html.clean(text)
    for word in ("onclick", "script", "img", "data:"):
        assert word not in safe
    assert "<b>e</b>" in safe


def test_blocks_become_lines() -> None:
    assert html.to_plain("<p>one</p><p>two &lt;3</p>three<br/>four<ul><li>five</li><li>six</li></ul>") == (
        "one\ntwo <3\nthree\nfour\nfive\nsix"
    )


@given(st.binary(max_size=64), st.binary(min_size=8, max_size=8))
def test_only_the_answer_to_our_own_ping_counts(datagram: bytes, ident: bytes) -> None:
    answer = parse_answer(datagram, ident)
    assert answer is None or (len(datagram) == 24 and datagram[4:12] == ident)


def test_the_answer_to_a_ping_is_read() -> None:
    datagram = bytes.fromhex("00010304") + b"mumbleai" + bytes.fromhex("000000030000006400008ca0")
    assert parse_answer(datagram, b"mumbleai") == ServerPing((1, 3, 4), 3, 100, 36_000)
    assert parse_answer(datagram, b"somebody") is None
