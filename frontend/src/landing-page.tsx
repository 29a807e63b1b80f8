import "./tokens/index.css";

import { createRoot } from "react-dom/client";

import { applyTheme } from "./app/theme";
import { Landing } from "./features/landing/landing";
import { startTexts } from "./i18n";
import { registerWorker } from "./pwa/register";

applyTheme();
const root = document.getElementById("root");
if (root !== null) {
  await startTexts();
  createRoot(root).render(<Landing />);
  registerWorker("landing-page");
}
