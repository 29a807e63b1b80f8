import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog, Drawer } from "@/components/dialog";
import { TextField } from "@/components/field";
import { Form } from "@/components/form";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";

type Open = "dialog" | "drawer" | "confirm" | null;

function Show() {
  const [open, setOpen] = useState<Open>(null);
  const close = () => { setOpen(null); };
  return (
    <div className="flex flex-wrap gap-3">
      <Button onClick={() => { setOpen("dialog"); }}>Open a form</Button>
      <Button onClick={() => { setOpen("drawer"); }}>Open a drawer</Button>
      <Button onClick={() => { setOpen("confirm"); }}>Ask first</Button>
      <Menu trigger={<Button>Open a menu</Button>}>
        <MenuItem icon={Pencil} onSelect={close}>Edit</MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={close}>Delete</MenuItem>
      </Menu>
      <Dialog isOpen={open === "dialog"} onClose={close} title="New event" description="It is told an hour before.">
        <Form onSend={() => { close(); return Promise.resolve(); }} submit="Add the event">
          {() => <TextField label="What" required />}
        </Form>
      </Dialog>
      <Drawer isOpen={open === "drawer"} onClose={close} title="A turn">What happened in it.</Drawer>
      <ConfirmDialog
        isOpen={open === "confirm"}
        onClose={close}
        title="Forget this?"
        confirm="Forget it"
        isDangerous
        onConfirm={() => Promise.resolve()}
      >
        It can be brought back for 30 days.
      </ConfirmDialog>
    </div>
  );
}

export default { title: "Above the page", Show };
