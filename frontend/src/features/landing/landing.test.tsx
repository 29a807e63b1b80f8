import { screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";

import { answerWith, renderPage } from "@/testing/render";

import { Landing } from "./landing";
import { PlainMarkup } from "./plain-markup";
import { type House, mumbleAddress, pageUrl } from "./queries";

const house: House = {
  assistant: "AI-Bot",
  mumble: { host: "", port: 48_000, needs_password: true, is_for_this_machine_only: false },
  phone: "",
  mail: "",
  links: [{ name: "web-control-panel", title: "Control panel", url: "", port: 5002 }],
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("addresses", () => {
  test("are those under which the page was opened, unless the house has a name", () => {
    expect(mumbleAddress(house).url).toBe("mumble://localhost:48000/?version=1.2.0");
    const named = { ...house, mumble: { ...house.mumble, host: "talk.example.org" } };
    expect(mumbleAddress(named).url).toBe("mumble://talk.example.org:48000/?version=1.2.0");
    expect(pageUrl({ name: "x", title: "X", url: "", port: 5002 })).toBe("http://localhost:5002/");
    expect(pageUrl({ name: "x", title: "X", url: "https://ada.example.org", port: 5002 })).toBe("https://ada.example.org");
  });

  test("of IPv6 stand in brackets", () => {
    const six = { ...house, mumble: { ...house.mumble, host: "2001:db8::1" } };
    expect(mumbleAddress(six).url).toBe("mumble://[2001:db8::1]:48000/?version=1.2.0");
  });
});

test("the page says what is away and why, and offers only the ways that there are", async () => {
  answerWith({
    "GET /api/v1/house": house,
    "GET /api/v1/changelog": [],
    "GET /api/v1/status": {
      checked_at: "2026-11-23T12:00:00Z",
      services: [
        { name: "redis", title: "Cache", state: "down", reason: "It does not answer.", answered_ms: null },
        { name: "postgres", title: "Database", state: "healthy", reason: "", answered_ms: 3.2 },
      ],
    },
  });
  renderPage(<Landing />);
  expect(await screen.findByText("It does not answer.")).toBeVisible();
  expect(screen.getByText(/^1 of 2 services are healthy\./)).toBeVisible();
  expect(screen.getByText("3 ms")).toBeVisible();
  expect(screen.getByText("ask the owner of this server")).toBeVisible();
  expect(screen.queryByText("By phone")).toBeNull();
  expect(await screen.findByText("There is no changelog in this installation.")).toBeVisible();
});

test("a changelog has code, bold words and links, and nothing else is markup", async () => {
  renderPage(<p><PlainMarkup text="`up` is **new**: [docs](https://example.org/a), [x](javascript:alert(1)) <b>no</b>" /></p>);
  expect((await screen.findByText("up")).tagName).toBe("CODE");
  expect(screen.getByText("new").tagName).toBe("STRONG");
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(["https://example.org/a"]);
  expect(screen.getByText(/<b>no<\/b>/)).toBeVisible();
});
