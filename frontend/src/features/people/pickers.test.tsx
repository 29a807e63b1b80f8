import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";

import { SoundPlayer } from "@/components/sound-player";
import { PersonaPicker } from "@/features/personas/persona-picker";
import { VoicePicker } from "@/features/voices/voice-picker";
import { answerWith, renderPage } from "@/testing/render";

const voice = (id: string, language: string, engine: string) => ({ id, engine, language, description: "", gender: "female", quality: "high", sample_rate_hz: 24_000 });
const voices = {
  voices: [voice("amy", "en-GB", "piper"), voice("eva", "de-DE", "piper"), voice("af_sky", "en-US", "kokoro")],
  engines: [],
  usual: { voice: "", engine: "piper", origin: "default" },
};
const personas = {
  personas: [
    { name: "friend", text: "…", origin: "built in", about: "Friendly and attentive.", replaces_built_in: false },
    { name: "<b>pirate</b>", text: "Speaks like a pirate.", origin: "written", about: "", replaces_built_in: false },
  ],
  everywhere: null,
  channels: [],
  mine: null,
  people: [],
  samples: [],
};

function AVoice({ first = "" }: { first?: string }) {
  const [value, setValue] = useState(first);
  return <VoicePicker label="Voice" none="That of the channel" value={value} onChange={setValue} />;
}

function APersona() {
  const [value, setValue] = useState("");
  return <PersonaPicker label="Persona" none="That of the channel" value={value} onChange={setValue} />;
}

async function openVoices(first?: string) {
  const seen = answerWith({ "GET /api/v1/voices": voices });
  renderPage(<AVoice first={first} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /^Voice: / }));
  const window = await screen.findByRole("dialog", { name: "Choose a voice" });
  const search = await within(window).findByRole("combobox");
  await within(window).findByText("amy");
  return { user, seen, window, search };
}

const titles = (window: HTMLElement) => within(window).getAllByRole("row").map((row) => row.querySelector(".font-medium")?.textContent);

describe("the choice of a voice", () => {
  test("asks for no voices before somebody wants one", async () => {
    const seen = answerWith({});
    renderPage(<AVoice />);
    expect(await screen.findByRole("button", { name: "Voice: That of the channel" })).toBeVisible();
    expect(seen).toEqual([]);
  });

  test("is searched by language and engine, and made by keyboard alone", async () => {
    const { user, window, search } = await openVoices();
    expect(titles(window)).toEqual(["That of the channel", "amy", "eva", "af_sky"]);
    await user.click(search);
    await user.keyboard("english");
    expect(titles(window)).toEqual(["amy", "af_sky"]);
    expect(within(window).getByRole("status")).toHaveTextContent("2 fit.");
    await user.keyboard("{ArrowDown}{Enter}");
    await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull(); });
    expect(screen.getByRole("button", { name: "Voice: af_sky" })).toBeVisible();
  });

  test("can be heard before, without choosing it", async () => {
    const play = vi.spyOn(SoundPlayer.prototype, "play").mockResolvedValue(true);
    vi.spyOn(SoundPlayer.prototype, "wake").mockReturnValue();
    const { user, window, search } = await openVoices();
    await user.click(search);
    await user.keyboard("eva{ArrowRight}");
    const listen = within(window).getByRole("button", { name: "Listen to eva" });
    expect(listen.parentElement).toHaveAttribute("id", search.getAttribute("aria-activedescendant"));
    await user.keyboard("{Enter}");
    expect(play).toHaveBeenCalledOnce();
    expect(JSON.parse(play.mock.calls[0]?.[1]?.body as string)).toEqual({ voice: "eva" });
    expect(window).toBeVisible();
    await user.keyboard("{ArrowLeft}{Enter}");
    expect(await screen.findByRole("button", { name: "Voice: eva" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Listen to eva" }));
    expect(play).toHaveBeenCalledTimes(2);
  });

  test("says where the chosen one is gone, and lets it stay or go", async () => {
    const { user, window } = await openVoices("sold");
    expect(titles(window)).toContain("sold");
    expect(within(window).getAllByText("This voice is gone: another one speaks in its place.")[0]).toBeVisible();
    await user.click(within(window).getByRole("button", { name: "That of the channel" }));
    expect(await screen.findByRole("button", { name: "Voice: That of the channel" })).not.toHaveAccessibleDescription();
  });

  test("says that nothing fits, and that voices are away", async () => {
    const { user, window, search } = await openVoices();
    await user.type(search, "klingon");
    expect(within(window).queryAllByRole("row")).toEqual([]);
    expect(within(window).getByRole("status")).toHaveTextContent("Nothing fits. Try other words.");
  });

  test("can be left to none while the voices are away", async () => {
    answerWith({ "GET /api/v1/voices": Response.json({ detail: "nothing can be spoken now" }, { status: 503 }) });
    renderPage(<AVoice first="amy" />);
    const field = await screen.findByRole("button", { name: "Voice: amy" });
    await waitFor(() => { expect(field).toHaveAccessibleDescription("The voices can't be listed now."); });
    await userEvent.click(field);
    await userEvent.click(await screen.findByRole("button", { name: "That of the channel" }));
    expect(await screen.findByRole("button", { name: "Voice: That of the channel" })).toBeVisible();
  });
});

describe("the choice of a persona", () => {
  test("shows a few words about each, as text", async () => {
    answerWith({ "GET /api/v1/personas": personas });
    renderPage(<APersona />);
    await userEvent.click(await screen.findByRole("button", { name: "Persona: That of the channel" }));
    const window = await screen.findByRole("dialog", { name: "Choose a persona" });
    expect(await within(window).findByText("Friendly and attentive.")).toBeVisible();
    expect(within(window).getByText("Speaks like a pirate.")).toBeVisible();
    await userEvent.type(within(window).getByRole("combobox"), "like a pirate{Enter}");
    expect(await screen.findByRole("button", { name: "Persona: <b>pirate</b>" })).toBeVisible();
  });
});
