import "./tokens/index.css";

import { createRoot } from "react-dom/client";

import { applyTheme } from "./app/theme";
import { ControlPanel } from "./app/control-panel";
import { startTexts } from "./i18n";
import { registerWorker } from "./pwa/register";

applyTheme();
const root = document.getElementById("root");
if (root !== null) {
  await startTexts();
  createRoot(root).render(<ControlPanel />);
  registerWorker("control-panel");
}
