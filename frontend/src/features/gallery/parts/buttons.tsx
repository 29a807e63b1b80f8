import { Pencil, Plus, Trash2 } from "lucide-react";

import { Button, IconButton } from "@/components/button";

function Show() {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="primary" icon={Plus}>Add an event</Button>
      <Button>Test</Button>
      <Button kind="quiet">Show more</Button>
      <Button kind="danger" icon={Trash2}>Delete</Button>
      <Button kind="primary" isBusy>Saving</Button>
      <Button disabled>Not now</Button>
      <IconButton label="Edit" icon={Pencil} />
      <IconButton label="Edit, pressed" icon={Pencil} isPressed />
    </div>
  );
}

export default { title: "Buttons", Show };
