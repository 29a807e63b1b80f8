"""The frames of the control connection: type (2 bytes), length (4 bytes), payload, big-endian.

Source: Mumble's protocol documentation, "Protocol stack (TCP)".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from google.protobuf.message import Message

from mumble_ai.mumble.errors import ProtocolError
from mumble_ai.mumble.wire import mumble_pb2 as wire

MAX_PAYLOAD_BYTES: Final = 8 * 1024 * 1024 - 1
"""Largest payload that a Mumble peer accepts; a longer one means that the stream is not Mumble."""

_PREFIX: Final = struct.Struct(">HI")


class FrameType(IntEnum):
    VERSION = 0
    UDP_TUNNEL = 1
    AUTHENTICATE = 2
    PING = 3
    REJECT = 4
    SERVER_SYNC = 5
    CHANNEL_REMOVE = 6
    CHANNEL_STATE = 7
    USER_REMOVE = 8
    USER_STATE = 9
    TEXT_MESSAGE = 11
    PERMISSION_DENIED = 12
    CRYPT_SETUP = 15
    VOICE_TARGET = 19
    PERMISSION_QUERY = 20
    CODEC_VERSION = 21
    SERVER_CONFIG = 24
    SUGGEST_CONFIG = 25


MESSAGE_CLASSES: Final[dict[int, type[Message]]] = {
    FrameType.VERSION: wire.Version,
    FrameType.AUTHENTICATE: wire.Authenticate,
    FrameType.PING: wire.Ping,
    FrameType.REJECT: wire.Reject,
    FrameType.SERVER_SYNC: wire.ServerSync,
    FrameType.CHANNEL_REMOVE: wire.ChannelRemove,
    FrameType.CHANNEL_STATE: wire.ChannelState,
    FrameType.USER_REMOVE: wire.UserRemove,
    FrameType.USER_STATE: wire.UserState,
    FrameType.TEXT_MESSAGE: wire.TextMessage,
    FrameType.PERMISSION_DENIED: wire.PermissionDenied,
    FrameType.CRYPT_SETUP: wire.CryptSetup,
    FrameType.VOICE_TARGET: wire.VoiceTarget,
    FrameType.PERMISSION_QUERY: wire.PermissionQuery,
    FrameType.CODEC_VERSION: wire.CodecVersion,
    FrameType.SERVER_CONFIG: wire.ServerConfig,
    FrameType.SUGGEST_CONFIG: wire.SuggestConfig,
}
_TYPE_OF: Final = {cls: kind for kind, cls in MESSAGE_CLASSES.items()}


def encode_frame(kind: int, payload: bytes) -> bytes:
    """One frame as it goes on the wire."""
    return _PREFIX.pack(kind, len(payload)) + payload


def encode_message(message: Message) -> bytes:
    """One control message as a frame."""
    return encode_frame(_TYPE_OF[type(message)], message.SerializeToString())


class FrameReader:
    """Cuts a byte stream into frames. Holds at most one incomplete frame."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Takes bytes and yields each `(type, payload)` that is complete.

        Raises:
            ProtocolError: When a frame claims to be longer than any Mumble frame.
        """
        self._buffer += data
        while len(self._buffer) >= _PREFIX.size:
            kind, length = _PREFIX.unpack_from(self._buffer)
            if length > MAX_PAYLOAD_BYTES:
                raise ProtocolError(f"the server sent a frame of {length} bytes; is this really a Mumble server?")
            end = _PREFIX.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[_PREFIX.size : end])
            del self._buffer[:end]
            yield kind, payload
