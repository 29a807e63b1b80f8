import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "src/api/*schema.d.ts", "node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Interface texts: an empty string is as good as none.
      "@typescript-eslint/prefer-nullish-coalescing": "off",
      "no-restricted-globals": ["error", { name: "fetch", message: "Use api/client.ts: it has deadlines and errors." }],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
    rules: {
      // Strict content security policy: no style attributes in markup that others wrote, no raw HTML.
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text from others is never markup." },
      ],
    },
  },
  { files: ["src/api/{client,health}.ts", "src/testing/**"], rules: { "no-restricted-globals": "off" } },
  { files: ["scripts/**", "*.config.{js,ts}", "plugins/**"], languageOptions: { globals: globals.node } },
  { files: ["src/pwa/service-worker.js"], languageOptions: { globals: globals.serviceworker } },
);
