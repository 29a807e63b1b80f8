import "./tokens/index.css";

import { createRoot } from "react-dom/client";

import { applyTheme } from "./app/theme";
import { Gallery } from "./features/gallery/gallery";
import { startTexts } from "./i18n";

applyTheme();
const root = document.getElementById("root");
if (root !== null) {
  await startTexts();
  createRoot(root).render(<Gallery />);
}
