import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { KeysCard } from "@/features/keys/keys-card";
import { answerWith, renderPage } from "@/testing/render";

import { OtherSignInCard } from "./other-sign-in-card";
import { PasswordCard } from "./password-card";

const own = {
  sign_in_name: "ada",
  name: "Ada",
  time_zone: "",
  house_time_zone: "Europe/Berlin",
  language: "",
  clock: 0,
  has_password: true,
  created_at: "2026-01-01T00:00:00Z",
  external: [{ id: "x1", issuer: "https://id.example/realm", shown_name: "<i>Ada</i>", mail: "ada@example.org" }],
  time_zones: [],
};
const ways = { other: { title: "House ID", url: "/api/v1/session/other" } };
const noWays = { other: null };

describe("a new password", () => {
  const fill = async (next: string, again: string) => {
    await userEvent.type(await screen.findByLabelText("Current password"), "the old one");
    await userEvent.type(screen.getByLabelText("New password"), next);
    await userEvent.type(screen.getByLabelText("New password again"), again);
  };

  test("that was typed in two ways is not sent", async () => {
    const seen = answerWith({ "GET /api/v1/account": own });
    renderPage(<PasswordCard />);
    await fill("four words make sense", "four words make cents");
    expect(screen.getByLabelText("New password again")).toHaveAccessibleDescription("These two differ.");
    expect(screen.getByRole("button", { name: "Change the password" })).toBeDisabled();
    await userEvent.keyboard("{Enter}");
    expect(seen.filter((request) => request.method === "POST")).toEqual([]);
  });

  test("is sent with the current one, and nothing of it stays on the page", async () => {
    const seen = answerWith({ "GET /api/v1/account": own, "POST /api/v1/account/password": new Response(null, { status: 204 }) });
    renderPage(<PasswordCard />);
    await fill("four words make sense", "four words make sense");
    await userEvent.click(screen.getByRole("button", { name: "Change the password" }));
    expect(await screen.findByText("The password is changed")).toBeVisible();
    const posted = seen.find((request) => request.method === "POST");
    expect(await posted?.json()).toEqual({ current: "the old one", new: "four words make sense" });
    expect(screen.getByLabelText("New password")).toHaveValue("");
  });

  test("the complaint about the current one stands at its field", async () => {
    const wrong = Response.json({ detail: "the current password is wrong", param: "current" }, { status: 400 });
    answerWith({ "GET /api/v1/account": own, "POST /api/v1/account/password": wrong });
    renderPage(<PasswordCard />);
    await fill("four words make sense", "four words make sense");
    await userEvent.click(screen.getByRole("button", { name: "Change the password" }));
    await waitFor(() => { expect(screen.getByLabelText("Current password")).toHaveAccessibleDescription("the current password is wrong"); });
  });
});

describe("an API key", () => {
  test("is shown once, when it is made", async () => {
    const key = { id: "k1", name: "Kettle", scope: "read", ending: "wxyz", created_at: "", expires_at: null, last_used_at: null, revoked_at: null, is_good: true };
    const seen = answerWith({ "GET /api/v1/keys": [key], "POST /api/v1/keys": Response.json({ key, secret: "mak_abcdefgwxyz" }, { status: 201 }) });
    renderPage(<KeysCard />);
    await userEvent.click(await screen.findByRole("button", { name: "New key" }));
    await userEvent.type(await screen.findByLabelText("Name"), "Kettle");
    await userEvent.click(screen.getByRole("button", { name: "Make the key" }));
    expect(await screen.findByText("mak_abcdefgwxyz")).toBeVisible();
    expect(screen.getByText("Copy it now: it is shown this once and kept nowhere.")).toBeVisible();
    const posted = seen.find((request) => request.method === "POST");
    expect(await posted?.json()).toMatchObject({ name: "Kettle", scope: "read" });
    await userEvent.click(screen.getByRole("button", { name: "Done" }));
    await waitFor(() => { expect(screen.queryByText("mak_abcdefgwxyz")).toBeNull(); });
    expect(screen.getByText("mak_…wxyz")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "New key" }));
    expect(await screen.findByLabelText("Name")).toHaveValue("");
    expect(screen.queryByText("mak_abcdefgwxyz")).toBeNull();
  });
});

describe("another server's sign-in", () => {
  const shown = (answers: Record<string, unknown>, address = "/account") => {
    const seen = answerWith(answers);
    const { container } = renderPage(<OtherSignInCard />, { address });
    return { seen, container };
  };

  test("is not spoken of where there is none", async () => {
    const { seen, container } = shown({ "GET /api/v1/account": { ...own, external: [] }, "GET /api/v1/session/ways": noWays });
    await waitFor(() => { expect(seen).toHaveLength(2); });
    await new Promise((done) => { setTimeout(done); });
    expect(container).toBeEmptyDOMElement();
  });

  test("is linked by going there, and says once what came of it", async () => {
    shown({ "GET /api/v1/account": own, "GET /api/v1/session/ways": ways }, "/account?linked=taken");
    expect(await screen.findByRole("alert")).toHaveTextContent("opens somebody else's account");
    expect(screen.getByRole("link", { name: "Link House ID" })).toHaveAttribute("href", "/api/v1/session/other?link=true&return_to=/account");
  });

  test("is unlinked after a question; its name stays text", async () => {
    const { seen } = shown({
      "GET /api/v1/account": own,
      "GET /api/v1/session/ways": noWays,
      "DELETE /api/v1/account/external/x1": new Response(null, { status: 204 }),
    });
    expect(await screen.findByText("<i>Ada</i>")).toBeVisible();
    expect(screen.getByText("ada@example.org · id.example")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Unlink" }));
    expect(seen.some((request) => request.method === "DELETE")).toBe(false);
    const question = await screen.findByRole("dialog", { name: "Unlink <i>Ada</i>?" });
    expect(question).toBeVisible();
    await userEvent.click(within(question).getByRole("button", { name: "Unlink" }));
    await waitFor(() => { expect(seen.some((request) => request.method === "DELETE")).toBe(true); });
  });

  test("that alone opens the account can't be unlinked", async () => {
    shown({ "GET /api/v1/account": { ...own, has_password: false }, "GET /api/v1/session/ways": noWays });
    expect(await screen.findByText(/Set a password to be able to unlink it/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Unlink" })).toBeNull();
  });
});
