import { expect, test } from "vitest";

import { fitting, kinds, languageName } from "./names";

const voice = (id: string, language: string, gender = "") => ({
  id,
  language,
  gender,
  engine: "piper",
  description: "",
  quality: "medium",
  sample_rate_hz: 22_050,
});
const voices = [voice("joe", "en_US", "male"), voice("amy", "en_GB", "female"), voice("thorsten", "de_DE", "male")];
const all = { text: "", language: "", engine: "", gender: "", quality: "" };

test("voices are found by their properties and by the words about them", () => {
  const ids = (filter: Partial<typeof all>) => fitting(voices, { ...all, ...filter }).map((one) => one.id);
  expect(ids({})).toEqual(["joe", "amy", "thorsten"]);
  expect(ids({ gender: "male", language: "en_US" })).toEqual(["joe"]);
  expect(ids({ text: "german" })).toEqual(["thorsten"]);
  expect(ids({ text: "english piper" })).toEqual(["joe", "amy"]);
});

test("only what is known can be chosen, and a language has a name", () => {
  expect(kinds(voices, "gender")).toEqual(["female", "male"]);
  expect(kinds([voice("x", "en")], "gender")).toEqual([]);
  expect(languageName("de_AT")).toBe("Austrian German");
});
