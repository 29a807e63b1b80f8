import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { answerWith, renderPage } from "@/testing/render";

import { LanguageModelCard } from "./language-model";
import type { InUse } from "./queries";

const inUse: InUse = {
  stt_engine: "auto",
  whisper_model: "base",
  whisper_language: "auto",
  llm_provider: "ollama",
  ollama_url: "http://127.0.0.1:11434",
  ollama_model: "qwen3:4b",
  openai_base_url: "",
  openai_model: "",
  llm_fallback: "embedded",
  embedding_model: "own",
  vision_model: "",
  memory_extraction_model: "",
  tts_engine: "piper",
};
const server = { kind: "ollama", url: inUse.ollama_url, ok: true, problem: "", models: [{ name: "qwen3:4b" }, { name: "gemma3:12b" }] };
const trial = (ok: boolean, detail: string) => ({ what: "Language model", ok, detail, seconds: 1.2 });

async function opened(more: Record<string, unknown>) {
  const seen = answerWith({ "GET /api/v1/models/server": server, ...more });
  renderPage(<LanguageModelCard inUse={inUse} />);
  const model = await screen.findByLabelText("Model");
  await userEvent.clear(model);
  await userEvent.type(model, "gemma3:12b");
  return seen;
}

const sent = async (seen: Request[], method: string) => {
  const made = seen.filter((request) => request.method === method).at(-1);
  return { path: new URL(made?.url ?? "about:blank").pathname, body: await made?.json().catch(() => null) as unknown };
};

describe("the choice of a language model", () => {
  test("nothing can be saved before something is different", async () => {
    answerWith({ "GET /api/v1/models/server": server });
    renderPage(<LanguageModelCard inUse={inUse} />);
    expect(await screen.findByText("Connected: 2 models")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Test and save" })).toBeNull();
  });

  test("is tried without being saved, and says how it went", async () => {
    const seen = await opened({ "POST /api/v1/settings/test": { ok: false, trials: [trial(false, "gemma3:12b is not on the server")] } });
    await userEvent.click(screen.getByRole("button", { name: "Test" }));
    const told = await screen.findByText(/gemma3:12b is not on the server/);
    expect(within(told.closest("li") as HTMLElement).getByText(/^Language model: /)).toBeVisible();
    expect(await sent(seen, "POST")).toEqual({ path: "/api/v1/settings/test", body: { values: { ollama_model: "gemma3:12b" } } });
    expect(seen.some((request) => request.method === "PUT")).toBe(false);
    expect(screen.getByLabelText("Model")).toHaveValue("gemma3:12b");
  });

  test("is saved with a trial, and can be undone from the note", async () => {
    const seen = await opened({
      "PUT /api/v1/settings": { change: 7, at_once: ["ollama_model"], restart: [], trials: [trial(true, "")] },
      "POST /api/v1/settings/changes/7/undo": { number: 7, changes: {} },
    });
    await userEvent.click(screen.getByRole("button", { name: "Test and save" }));
    await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await sent(seen, "PUT")).toEqual({ path: "/api/v1/settings", body: { is_tried: true, values: { ollama_model: "gemma3:12b" } } });
    await waitFor(async () => { expect((await sent(seen, "POST")).path).toBe("/api/v1/settings/changes/7/undo"); });
    expect(await screen.findByText("Undone")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Test and save" })).toBeNull();
  });

  test("that fails its trial is not saved, says why, and what was chosen stays", async () => {
    const problem = { detail: "Language model: no. It gave no answer in 30 s. Nothing was saved", code: "trial_failed" };
    await opened({ "PUT /api/v1/settings": Response.json(problem, { status: 422 }) });
    await userEvent.click(screen.getByRole("button", { name: "Test and save" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("It gave no answer in 30 s. Nothing was saved");
    expect(screen.getByLabelText("Model")).toHaveValue("gemma3:12b");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(screen.getByLabelText("Model")).toHaveValue("qwen3:4b");
  });
});
