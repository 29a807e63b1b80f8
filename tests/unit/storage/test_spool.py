"""Records on disk: in order, bounded, and there again whatever killed the process."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mumble_ai.storage.spool import Spool, SpoolFull, SpoolTaken


async def delivered(spool: Spool) -> list[bytes]:
    taken: list[bytes] = []

    async def take(record: bytes) -> None:
        taken.append(record)

    await spool.deliver(take)
    return taken


async def test_records_come_back_in_order_and_once(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "s")
    for number in range(200):
        await spool.put(b"%d\n" % number)
    assert spool.waiting == 200
    assert await delivered(spool) == [b"%d\n" % number for number in range(200)]
    assert spool.waiting == 0
    assert await delivered(spool) == []
    assert (tmp_path / "s" / "records").stat().st_size == 0
    assert (tmp_path / "s" / "records").stat().st_mode & 0o077 == 0


async def test_what_was_not_taken_stays_and_later_ones_behind_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for word in (b"a", b"b", b"c"):
        await spool.put(word)
    taken: list[bytes] = []

    async def take(record: bytes) -> None:
        if record == b"b":
            raise ConnectionError
        taken.append(record)

    with pytest.raises(ConnectionError):
        await spool.deliver(take)
    await spool.put(b"d")
    assert (taken, spool.waiting) == ([b"a"], 3)
    await spool.close()
    again = Spool(tmp_path)
    assert again.waiting == 3
    assert await delivered(again) == [b"b", b"c", b"d"]


async def test_a_record_put_while_others_are_delivered_is_delivered_too(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    await spool.put(b"first")
    taken: list[bytes] = []

    async def take(record: bytes) -> None:
        taken.append(record)
        if len(taken) < 3:
            await spool.put(b"during %d" % len(taken))

    await spool.deliver(take)
    assert taken == [b"first", b"during 1", b"during 2"]


@given(records=some.lists(some.binary(max_size=40), min_size=1, max_size=6), data=some.data())
def test_a_file_cut_anywhere_gives_every_whole_record(
    tmp_path_factory: pytest.TempPathFactory, records: list[bytes], data: some.DataObject
) -> None:
    async def scenario() -> None:
        folder = tmp_path_factory.mktemp("spool")
        spool = Spool(folder)
        ends: list[int] = []
        for record in records:
            await spool.put(record)
            ends.append((folder / "records").stat().st_size)
        await spool.close()
        cut = data.draw(some.integers(0, ends[-1]))
        os.truncate(folder / "records", cut)
        again = Spool(folder)
        assert await delivered(again) == [record for record, end in zip(records, ends, strict=True) if end <= cut]
        await again.put(b"later")
        assert await delivered(again) == [b"later"]
        await again.close()

    asyncio.run(scenario())


async def test_a_damaged_record_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for word in (b"a" * 30, b"b" * 30, b"c" * 30):
        await spool.put(word)
    await spool.close()
    kept = bytearray((tmp_path / "records").read_bytes())
    kept[len(kept) // 2] ^= 1
    (tmp_path / "records").write_bytes(kept)
    assert await delivered(Spool(tmp_path)) == [b"a" * 30, b"c" * 30]


async def test_when_it_is_full_the_oldest_stay_and_it_is_said(tmp_path: Path) -> None:
    spool = Spool(tmp_path, most_bytes=100)
    await spool.put(b"x" * 30)
    with pytest.raises(SpoolFull, match="1 records wait"):
        await spool.put(b"y" * 60)
    assert await delivered(spool) == [b"x" * 30]
    await spool.put(b"y" * 60)


async def test_a_full_disk_is_said_and_leaves_no_half_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool(tmp_path)
    await spool.put(b"before")
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, line, offset: write(file, line[:5], offset))
    with pytest.raises(SpoolFull, match="disk is full") as caught:
        await spool.put(b"too much")
    assert caught.value.errno == errno.ENOSPC
    monkeypatch.undo()
    await spool.put(b"after")
    assert await delivered(spool) == [b"before", b"after"]


async def test_a_really_full_disk() -> None:
    full = Path("/dev/shm/mumble-ai-full")
    done = subprocess.run(
        ["unshare", "-rm", "--", sys.executable, "-c", FULL_DISK, str(full)], capture_output=True, text=True
    )
    full.rmdir() if full.is_dir() else None
    if "Operation not permitted" in done.stderr or "unshare" in done.stderr:
        pytest.skip("no user namespaces here")
    assert done.stdout.split() == ["kept", "SpoolFull", "delivered"], done.stderr


FULL_DISK = """
import asyncio, ctypes, os, sys
from pathlib import Path
from mumble_ai.storage.spool import Spool, SpoolFull

folder = Path(sys.argv[1])
folder.mkdir(exist_ok=True)
libc = ctypes.CDLL(None, use_errno=True)
if libc.mount(b"none", str(folder).encode(), b"tmpfs", 0, b"size=64k"):
    raise OSError(ctypes.get_errno(), "unshare")

async def main():
    spool = Spool(folder / "spool")
    await spool.put(b"a")
    print("kept")
    (folder / "ballast").write_bytes(b"x" * (48 << 10))
    try:
        await spool.put(b"y" * (64 << 10))
    except SpoolFull as full:
        print(type(full).__name__)
    (folder / "ballast").unlink()
    taken = []
    async def take(record):
        taken.append(record)
    await spool.put(b"b")
    await spool.deliver(take)
    print("delivered" if taken == [b"a", b"b"] else taken)

asyncio.run(main())
"""


async def test_two_processes_do_not_share_a_folder(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    with pytest.raises(SpoolTaken, match="another process"):
        Spool(tmp_path)
    await spool.close()
    await Spool(tmp_path).close()


WRITER = """
import asyncio, sys
from pathlib import Path
from mumble_ai.storage.spool import Spool

async def main():
    spool = Spool(Path(sys.argv[1]))
    number = 0
    while True:
        await spool.put(b"%d" % number)
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""


async def test_everything_said_to_be_kept_is_there_after_a_kill(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(50)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    kept = await delivered(Spool(tmp_path))
    assert len(kept) >= len([line for line in said if line.endswith("\n")])
    assert kept == [b"%d" % number for number in range(len(kept))]
