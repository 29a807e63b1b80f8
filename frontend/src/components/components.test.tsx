import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";

import { ProblemError } from "@/api/problem";
import { renderPage } from "@/testing/render";

import { ConfirmDialog } from "./confirm-dialog";
import { DataTable } from "./data-table";
import { TextField } from "./field";
import { Form } from "./form";
import { QrCode } from "./qr-code";
import { useToast } from "./toast";

const away = new ProblemError(503, "unavailable", "Away", "The database can't be reached now.", "Try again.");

describe("a form", () => {
  test("sends itself once, however often Enter is pressed", async () => {
    let finish: () => void = () => undefined;
    const send = vi.fn(() => new Promise<void>((resolve) => { finish = resolve; }));
    renderPage(<Form onSend={send} submit="Save">{() => <TextField label="Name" />}</Form>);
    await userEvent.type(await screen.findByLabelText("Name"), "Ada{Enter}{Enter}");
    expect(send).toHaveBeenCalledOnce();
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    finish();
    await vi.waitFor(() => { expect(screen.getByRole("button", { name: "Save" })).toBeEnabled(); });
  });

  test("puts a complaint at its field", async () => {
    const send = () => Promise.reject(new ProblemError(400, "invalid_value", "Bad", "port: too high", "", "port"));
    renderPage(<Form onSend={send} submit="Save">{(wrong) => <TextField label="Port" error={wrong("port")} />}</Form>);
    await userEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(await screen.findByLabelText("Port")).toHaveAccessibleDescription("port: too high");
    expect(screen.getByLabelText("Port")).toBeInvalid();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("shows any other problem with what to do", async () => {
    renderPage(<Form onSend={() => Promise.reject(away)} submit="Save">{() => null}</Form>);
    await userEvent.click(await screen.findByRole("button", { name: "Save" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The database can't be reached now.Try again.");
  });
});

describe("a question before a deed", () => {
  test("stays open with the reason when the deed fails, and closes when it is done", async () => {
    const deed = vi.fn().mockRejectedValueOnce(away).mockResolvedValueOnce(undefined);
    const close = vi.fn();
    renderPage(
      <ConfirmDialog isOpen onClose={close} title="Forget this?" confirm="Forget it" onConfirm={deed}>
        It is gone then.
      </ConfirmDialog>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "Forget it" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("The database can't be reached now.");
    expect(close).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Forget it" }));
    await vi.waitFor(() => { expect(close).toHaveBeenCalledOnce(); });
  });

  test("is left by Escape", async () => {
    const close = vi.fn();
    renderPage(<ConfirmDialog isOpen onClose={close} title="Sure?" confirm="Yes" onConfirm={() => Promise.resolve()}>So.</ConfirmDialog>);
    await screen.findByRole("dialog", { name: "Sure?" });
    await userEvent.keyboard("{Escape}");
    expect(close).toHaveBeenCalledOnce();
  });
});

test("a note that comes later does not keep Escape from a window", async () => {
  const close = vi.fn();
  function Noted() {
    const toast = useToast();
    return (
      <ConfirmDialog isOpen onClose={close} title="Sure?" confirm="Note it" onConfirm={() => { toast({ title: "Noted" }); return Promise.reject(away); }}>So.</ConfirmDialog>
    );
  }
  renderPage(<Noted />);
  await userEvent.click(await screen.findByRole("button", { name: "Note it" }));
  expect((await screen.findAllByText("Noted"))[0]).toBeVisible();
  screen.getByRole("button", { name: "Note it", hidden: true }).focus();
  await userEvent.keyboard("{Escape}");
  expect(close).toHaveBeenCalledOnce();
});

test("the focus goes back to the button that opened a window", async () => {
  function Asked() {
    const [isOpen, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => { setOpen(true); }}>Ask</button>
        <ConfirmDialog isOpen={isOpen} onClose={() => { setOpen(false); }} title="Sure?" confirm="Yes" onConfirm={() => Promise.resolve()}>So.</ConfirmDialog>
      </>
    );
  }
  renderPage(<Asked />);
  for (const time of ["first", "second"]) {
    await userEvent.click(await screen.findByRole("button", { name: "Ask" }));
    const dialog = await screen.findByRole("dialog", { name: "Sure?" });
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
    await userEvent.keyboard("{Escape}");
    await vi.waitFor(() => { expect(screen.getByRole("button", { name: "Ask" }), time).toHaveFocus(); });
  }
});

describe("a table", () => {
  const columns = [{ key: "name", title: "Name", cell: (row: { name: string }) => row.name, isSortable: true }];

  test("is a grey place until rows come, and says when there are none", async () => {
    renderPage(<DataTable label="Names" columns={columns} rowKey={(row) => row.name} />);
    expect(await screen.findByRole("status", { name: "Loading" })).toBeVisible();
    renderPage(<DataTable label="Names" columns={columns} rows={[]} rowKey={(row) => row.name} empty="Nobody yet" />);
    expect(await screen.findByText("Nobody yet")).toBeVisible();
  });

  test("shows text of others as text", async () => {
    const hostile = '<img src=x onerror="alert(1)">';
    renderPage(<DataTable label="Names" columns={columns} rows={[{ name: hostile }]} rowKey={(row) => row.name} />);
    expect(await screen.findByText(hostile)).toBeVisible();
    expect(document.querySelector("img")).toBeNull();
  });

  test("says by which column it is sorted", async () => {
    const sort = vi.fn();
    const sorting = { key: "name", isDescending: true };
    renderPage(<DataTable label="Names" columns={columns} rows={[{ name: "Ada" }]} rowKey={(row) => row.name} sort={sorting} onSort={sort} />);
    expect(await screen.findByRole("columnheader")).toHaveAttribute("aria-sort", "descending");
    await userEvent.click(screen.getByRole("button", { name: "Sort by Name" }));
    expect(sort).toHaveBeenCalledWith("name");
  });
});

test("a code is as large as its text needs, with a quiet margin", async () => {
  renderPage(<QrCode text="mumble://house.example:48000/" label="Code" />);
  const code = await screen.findByRole("img", { name: "Code" });
  // Version 3 has 29 modules (ISO/IEC 18004), and three on each side stay white.
  expect(code).toHaveAttribute("viewBox", "0 0 35 35");
  expect(code.querySelector("path")?.getAttribute("d")).toMatch(/^M3 3h7v1h-7z/);
});
