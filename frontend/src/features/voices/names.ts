import type { Voice } from "./queries";

const names = new Intl.DisplayNames(["en"], { type: "language" });

/** "English (United States)" for `en-US` or `en_US`. */
export function languageName(code: string): string {
  try {
    return names.of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** What is known about a voice, in a line: "English (United States) · piper · female · A calm voice". */
export function aboutVoice(voice: Voice): string {
  const about = [languageName(voice.language), voice.engine, voice.gender, voice.quality].filter(Boolean).join(" · ");
  return about.includes(voice.description) ? about : `${about} · ${voice.description}`;
}

/** What a list of voices may be narrowed to; empty means all. */
export interface Filter {
  text: string;
  language: string;
  engine: string;
  gender: string;
  quality: string;
}

/** The voices that fit; each word of the text has to occur. */
export function fitting(voices: Voice[], filter: Filter): Voice[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return voices.filter((voice) => {
    const about = `${voice.id} ${voice.engine} ${voice.language} ${languageName(voice.language)} ${voice.description}`.toLowerCase();
    return (
      (["language", "engine", "gender", "quality"] as const).every((key) => !filter[key] || voice[key] === filter[key]) &&
      words.every((word) => about.includes(word))
    );
  });
}

/** The different values of one property, those that are known. */
export const kinds = (voices: Voice[], key: "language" | "engine" | "gender" | "quality"): string[] =>
  [...new Set(voices.map((voice) => voice[key]).filter(Boolean))].sort();
