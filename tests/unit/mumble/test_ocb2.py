"""OCB2-AES128 against its published vectors, and against the published forgery."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.mumble.crypt import DatagramCrypt
from mumble_ai.mumble.ocb2 import BLOCK, Ocb2

KEY = bytes(range(16))


def test_published_vector_of_an_empty_message() -> None:
    assert Ocb2(KEY).seal(b"", KEY) == (b"", bytes.fromhex("BF3108130773AD5EC70EC69E7875A7B0"))


def test_published_vector_of_two_and_a_half_blocks() -> None:
    cipher_text, tag = Ocb2(KEY).seal(bytes(range(40)), KEY)
    assert cipher_text == bytes.fromhex(
        "F75D6BC8B4DC8D66B836A2B08B32A6369F1CD3C5228D79FD6C267F5F6AA7B231C7DFB9D59951AE9C"
    )
    assert tag == bytes.fromhex("9DB0CDF880F73E3E10D4EB3217766688")


@given(st.binary(max_size=200), st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_what_is_sealed_opens_again(plain: bytes, key: bytes, nonce: bytes) -> None:
    cipher = Ocb2(key)
    cipher_text, tag = cipher.seal(plain, nonce)
    opened = cipher.open(cipher_text, nonce)
    assert opened is not None
    assert opened[1] == tag
    changed = sum(a != b for a, b in zip(plain, opened[0], strict=True))
    assert changed <= 1  # one bit is given up where the plain text has the shape that the forgery needs
    if changed:
        start = ((len(plain) - 1) // BLOCK - 1) * BLOCK
        assert not any(plain[start : start + BLOCK - 1])


def test_the_published_forgery_is_refused() -> None:
    """Inoue and others 2019, the minimal forgery: one sealed message makes another without the key."""
    cipher = _Undefended(KEY)
    nonce = bytes(range(16, 32))
    length = (128).to_bytes(16, "big")
    known = bytes(16)
    cipher_text, _ = cipher.seal_without_defence(length + known, nonce)
    forged = bytes(a ^ b for a, b in zip(cipher_text[:16], length, strict=True))
    forged_tag = bytes(a ^ b for a, b in zip(known, cipher_text[16:], strict=True))
    honest = cipher.open_without_defence(forged, nonce)
    assert honest == forged_tag, "this is no forgery, so refusing it would prove nothing"
    assert cipher_text != Ocb2(KEY).seal(length + known, nonce)[0], "the sender hands the attacker what he needs"


def test_a_receiver_refuses_a_last_block_that_decrypts_to_its_own_offset() -> None:
    cipher = Ocb2(KEY)
    nonce = bytes(16)
    last = int.from_bytes(cipher._encrypt(nonce), "big")
    for _ in range(2):
        last = (last << 1 ^ (0x87 if last >> 127 else 0)) & (1 << 128) - 1
    pad = int.from_bytes(cipher._encrypt((128 ^ last).to_bytes(16, "big")), "big")
    assert cipher.open(bytes(16) + (pad ^ last).to_bytes(16, "big"), nonce) is None
    assert cipher.open(bytes(16) + (pad ^ last ^ 1 << 100).to_bytes(16, "big"), nonce) is not None


class _Undefended(Ocb2):
    """OCB2 as it was before the attack, written block by block."""

    def seal_without_defence(self, plain: bytes, nonce: bytes) -> tuple[bytes, bytes]:
        delta, checksum, out = int.from_bytes(self._encrypt(nonce), "big"), 0, b""
        for at in range(0, len(plain) - 16, 16):
            delta = self._double(delta)
            block = int.from_bytes(plain[at : at + 16], "big")
            out += (int.from_bytes(self._encrypt((block ^ delta).to_bytes(16, "big")), "big") ^ delta).to_bytes(
                16, "big"
            )
            checksum ^= block
        delta = self._double(delta)
        pad = int.from_bytes(self._encrypt((128 ^ delta).to_bytes(16, "big")), "big")
        block = int.from_bytes(plain[-16:], "big")
        return out + (pad ^ block).to_bytes(16, "big"), self._tag(delta, checksum ^ block)

    def open_without_defence(self, cipher_text: bytes, nonce: bytes) -> bytes:
        assert len(cipher_text) == 16
        delta = self._double(int.from_bytes(self._encrypt(nonce), "big"))
        pad = int.from_bytes(self._encrypt((128 ^ delta).to_bytes(16, "big")), "big")
        return self._tag(delta, pad ^ int.from_bytes(cipher_text, "big"))

    @staticmethod
    def _double(value: int) -> int:
        return (value << 1 ^ (0x87 if value >> 127 else 0)) & (1 << 128) - 1


def pair() -> tuple[DatagramCrypt, DatagramCrypt]:
    """A client's and a server's end of one channel."""
    ours, theirs = bytes(range(32, 48)), b"\xfe" + bytes(15)
    return DatagramCrypt(KEY, ours, theirs), DatagramCrypt(KEY, theirs, ours)


def test_a_stream_arrives_through_loss_and_reordering_and_is_counted() -> None:
    client, server = pair()
    packets = [server.encrypt(b"packet %d" % n) for n in range(300)]
    assert [client.decrypt(p) for p in packets[:3]] == [b"packet 0", b"packet 1", b"packet 2"]
    assert client.decrypt(packets[5]) == b"packet 5"
    assert client.decrypt(packets[4]) == b"packet 4"
    assert (client.counters.good, client.counters.late, client.counters.lost) == (5, 1, 1)
    assert [client.decrypt(p) for p in packets[6:]] == [b"packet %d" % n for n in range(6, 300)]


def test_a_repeated_packet_is_refused_however_old() -> None:
    client, server = pair()
    packets = [server.encrypt(b"packet %d" % n) for n in range(60)]
    for packet in packets:
        client.decrypt(packet)
    assert [client.decrypt(p) for p in packets] == [None] * 60
    assert client.counters.good == 60


def test_a_lost_nonce_is_found_again_by_a_resync() -> None:
    client, server = pair()
    for _ in range(200):
        server.encrypt(b"nobody hears this")
    assert client.decrypt(server.encrypt(b"too far")) is None
    client.resync(server.send_nonce)
    assert client.decrypt(server.encrypt(b"heard")) == b"heard"
    assert client.counters.resync == 1


@given(st.binary(max_size=1100))
def test_no_datagram_breaks_the_receiver(datagram: bytes) -> None:
    client, server = pair()
    assert client.decrypt(datagram) is None
    assert client.decrypt(server.encrypt(b"still well")) == b"still well"


@given(st.integers(0, 10), st.integers(0, 255))
def test_a_changed_byte_is_noticed(at: int, value: int) -> None:
    client, server = pair()
    datagram = bytearray(server.encrypt(b"seven.."))
    if datagram[at] != value:
        datagram[at] = value
        assert client.decrypt(bytes(datagram)) is None
