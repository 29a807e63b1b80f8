"""Talking in the browser: written, held and spoken, in two tabs, and with parts that are away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mumble_ai.memory.people.person import Role
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.pages.speaking import SpeechServices
from tests.pages.support import FLAGS, Width
from tests.support.scripted_llm import ScriptedLlm

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]
ADDRESS = "/talk"


@pytest.fixture(scope="module")
def panel_server(speaking_panel: PanelServer) -> PanelServer:
    return speaking_panel


@pytest.fixture(scope="module")
def microphone(browser: Browser, speech: SpeechServices, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose microphone says a sentence, from its beginning whenever it is opened."""
    said = tmp_path_factory.mktemp("microphone") / "said.wav"
    speech.say("What is three plus four?", said)
    flags = [*FLAGS, f"--use-file-for-fake-audio-capture={said}%noloop"]
    chromium = browser.browser_type.launch(executable_path=support.chromium(), args=flags)
    yield chromium
    chromium.close()


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")


def test_a_question_is_answered_kept_and_seen_in_a_second_tab(
    page: Page, model: ScriptedLlm, shot: Shot, check_axe: Check
) -> None:
    model.reset()
    model.answer = lambda _: "Because air scatters blue light more than red light."
    page.goto(ADDRESS)
    second = page.context.new_page()
    second.goto(ADDRESS)
    write(page, "why is the sky blue")
    for tab in (page, second):
        expect(tab.get_by_role("log")).to_contain_text("why is the sky blue")
        expect(tab.get_by_role("log")).to_contain_text("air scatters blue light", timeout=15_000)
    write(page, "add oat milk to my shopping list")
    expect(page.get_by_role("list", name="What was done").last).to_contain_text("add tasks")
    expect(page.get_by_role("log")).to_contain_text("Oat milk is on your shopping list.")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("air scatters blue light")
    expect(page.get_by_role("list", name="What was done").last).to_contain_text("add tasks")
    shot(page, "talk")
    check_axe(page)


@support.ON_A_PHONE
def test_a_talk_fits_on_a_phone(page: Page, shot: Shot, check_axe: Check) -> None:
    page.goto(ADDRESS)
    expect(page.get_by_role("log")).to_contain_text("Oat milk is on your shopping list.")
    shot(page, "talk")
    check_axe(page)


def test_stop_ends_an_answer(page: Page, model: ScriptedLlm) -> None:
    model.reset()
    model.answer = lambda _: " ".join(f"Sheep {number} sleeps." for number in range(300))
    model.word_delay_s = 0.05
    page.goto(ADDRESS)
    write(page, "tell me about sheep")
    expect(page.get_by_role("log")).to_contain_text("Sheep 3 sleeps.", timeout=15_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You stopped this answer.").last).to_be_visible()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    model.reset()


def test_without_a_model_the_page_says_what_still_works(page: Page, model: ScriptedLlm) -> None:
    model.reset()
    model.status = 500
    page.goto(ADDRESS)
    write(page, "tell me about the moon")
    expect(page.get_by_role("alert")).to_contain_text("Everyday commands still work")
    page.get_by_role("button", name="Leave it").click()
    write(page, "what is 20 plus 22")
    expect(page.get_by_role("log")).to_contain_text("42")
    model.reset()


@support.BOTH_WIDTHS
def test_a_question_is_held_heard_answered_and_spoken(
    microphone: Browser, panel_server: PanelServer, width: Width, shot: Shot
) -> None:
    talker = f"talker-{width}"
    panel_server.add_account(talker, Role.MEMBER)
    context = support.new_context(microphone, panel_server.url, width)
    support.sign_in(context, panel_server, talker)
    page, watch = support.watched_page(context)
    page.goto(ADDRESS)
    expect(page.get_by_text("Hold the microphone or the space bar")).to_be_visible()
    sound: list[str] = []
    page.on("response", lambda answer: sound.append(answer.url) if answer.url.endswith("/speech") else None)
    button = page.get_by_role("button", name="Hold to talk")
    if width == "desktop":
        page.get_by_role("heading", name="Talk").click()
        page.keyboard.down("Space")
    else:
        button.dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    expect(page.get_by_text("Listening.")).to_be_visible()
    expect(page.get_by_text(re.compile("plus (four|4)", re.IGNORECASE)).last).to_be_visible()
    shot(page, "talk-listening")
    if width == "desktop":
        page.keyboard.up("Space")
    else:
        button.dispatch_event("pointerup", {"button": 0, "pointerId": 1})
    expect(page.get_by_role("log")).to_contain_text(re.compile(r"\b(7|seven)\b", re.IGNORECASE))
    expect(page.get_by_text("Speaking.")).to_be_visible()
    expect(page.get_by_text("Speaking.")).to_be_hidden()
    assert len(sound) == 1
    page.goto("/flights")
    row = page.get_by_role("list", name="Turns").get_by_role("listitem").first
    expect(row.get_by_label("Browser")).to_be_visible()
    row.get_by_role("link").click()
    for step in ("Speaking", "Speech to text", "Finding the answer", "Making the voice"):
        expect(page.get_by_text(step, exact=True).first).to_be_visible()
    shot(page, "flight-spoken-web")
    context.close()
    assert not watch.unexpected()


@pytest.mark.parametrize(
    ("name", "text"), [("NotAllowedError", "may not use the microphone"), ("NotFoundError", "no microphone here")]
)
def test_a_microphone_that_cannot_be_had_is_told(page: Page, name: str, text: str) -> None:
    page.add_init_script(
        f"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{name}'); }}"
    )
    page.goto(ADDRESS)
    page.get_by_role("button", name="Hold to talk").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def test_a_page_without_encryption_says_why_it_cannot_hear(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(ADDRESS)
    page.get_by_role("button", name="Hold to talk").dispatch_event("pointerdown", {"button": 0, "pointerId": 1})
    expect(page.get_by_role("status").filter(has_text="https")).to_be_visible()
