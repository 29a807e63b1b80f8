from __future__ import annotations

import threading
from pathlib import Path

from mumble_ai.stack.logfile import LogFile, follow, last_lines


def test_a_log_never_outgrows_its_bound(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "a.log", max_bytes=1000, kept=2)
    for number in range(500):
        log.write(f"line {number}\n".encode())
    log.close()
    files = sorted(tmp_path.iterdir())
    assert [f.name for f in files] == ["a.log", "a.log.1", "a.log.2"]
    assert all(f.stat().st_size <= 1000 for f in files)
    assert last_lines(tmp_path / "a.log", 2) == ["line 498", "line 499"]


def test_no_log_has_no_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none.log", 5) == []


def test_following_goes_on_over_a_roll(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    log = LogFile(path, max_bytes=40, kept=1)
    log.write(b"old\n")
    seen: list[str] = []
    enough = threading.Event()
    started = threading.Event()

    def read() -> None:
        source = follow(path)
        started.set()
        for text in source:
            seen.append(text)
            if "last" in "".join(seen):
                enough.set()
                return

    threading.Thread(target=read, daemon=True).start()
    started.wait(5)
    for number in range(20):
        log.write(f"new {number:04}\n".encode())
        enough.wait(0.01)
    while not enough.wait(0.3):
        log.write(b"last\n")
    assert "last" in "".join(seen)
