"""The voice format of servers from 1.5 on: a kind byte and a protobuf message.

Source: Mumble's protocol documentation of 1.5, MumbleUDP.
"""

from __future__ import annotations

from typing import Final

from google.protobuf.message import DecodeError

from mumble_ai.mumble.errors import ProtocolError
from mumble_ai.mumble.voice_packet import MAX_OPUS_BYTES, VoicePacket, VoicePing
from mumble_ai.mumble.wire import mumble_udp_pb2 as wire

_AUDIO: Final = 0
_PING: Final = 1


class ProtobufFormat:
    """Encodes and decodes protobuf voice packets."""

    def encode_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> bytes:
        audio = wire.Audio(target=target, frame_number=sequence, opus_data=opus, is_terminator=last)
        return bytes((_AUDIO,)) + audio.SerializeToString()

    def encode_ping(self, token: int) -> bytes:
        return bytes((_PING,)) + wire.Ping(timestamp=token).SerializeToString()

    def decode(self, data: bytes) -> VoicePacket | VoicePing | None:
        if not data:
            raise ProtocolError("an empty voice packet")
        try:
            if data[0] == _PING:
                return VoicePing(wire.Ping.FromString(data[1:]).timestamp)
            if data[0] != _AUDIO:
                return None
            audio = wire.Audio.FromString(data[1:])
        except DecodeError as error:
            raise ProtocolError("a voice packet that is not protobuf") from error
        if len(audio.opus_data) > MAX_OPUS_BYTES:
            raise ProtocolError("a voice packet that is too long")
        context = audio.target if audio.WhichOneof("header") == "target" else audio.context
        return VoicePacket(audio.sender_session, audio.frame_number, audio.opus_data, audio.is_terminator, context)
