import { useQuery } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Choice, ChoiceAction } from "@/components/choice-grid";
import { Picker } from "@/components/picker";

import { aboutVoice } from "./names";
import { voicesQuery } from "./queries";
import { usePreview } from "./use-preview";

interface VoicePickerProps {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onChange: (voice: string) => void;
  /** What it means to choose none. */
  none: string;
}

/** A voice of any engine that runs, heard before it is chosen; what was chosen and is gone now stays to be seen. */
export function VoicePicker({ label, hint, error, value, onChange, none }: VoicePickerProps) {
  const { t } = useTranslation("voices");
  const [isWanted, setWanted] = useState(false);
  const found = useQuery({ ...voicesQuery, enabled: isWanted || value !== "" });
  const preview = usePreview();
  const voices = found.data?.voices ?? [];
  const isGone = found.isSuccess && value !== "" && !voices.some((voice) => voice.id === value);
  const choices: Choice[] = [
    { value: "", title: none },
    ...(isGone ? [{ value, title: value, detail: t("picker.gone") }] : []),
    ...voices.map((voice) => ({ value: voice.id, title: voice.id, detail: aboutVoice(voice) })),
  ];
  const hear = ({ value: voice }: Choice): ChoiceAction | undefined => {
    if (!voices.some((one) => one.id === voice)) return undefined;
    const isPressed = preview.playing === voice;
    return {
      label: t(isPressed ? "list.stop" : "list.hear", { voice }),
      icon: isPressed ? Square : Play,
      isPressed,
      onPress: () => {
        if (isPressed) preview.stop();
        else void preview.play(voice, { voice });
      },
    };
  };
  const problem = found.isError ? t("picker.away") : isGone ? t("picker.gone") : undefined;
  return (
    <Picker
      {...{ label, hint, error, problem, value, choices, onChange }}
      title={t("picker.title")}
      onOpen={() => { setWanted(true); }}
      actionOf={hear}
    />
  );
}
