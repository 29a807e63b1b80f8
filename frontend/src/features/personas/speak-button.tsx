import { Square, Volume2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { SLOW, api, data, request } from "@/api/client";
import { Button } from "@/components/button";
import { useProblemToast } from "@/components/toast";

const LONGEST = 500;

/** Says a text with the reader's voice, to the reader alone. */
export function SpeakButton({ text }: { text: string }) {
  const { t } = useTranslation("personas");
  const [state, setState] = useState<"silent" | "loading" | "speaking">("silent");
  const sound = useRef<HTMLAudioElement>(null);
  const problem = useProblemToast();
  const stop = () => {
    sound.current?.pause();
    if (sound.current) URL.revokeObjectURL(sound.current.src);
    sound.current = null;
    setState("silent");
  };
  useEffect(() => () => sound.current?.pause(), []);
  const speak = async () => {
    setState("loading");
    try {
      const [voices, choices] = await Promise.all([data(api.GET("/api/v1/voices")), data(api.GET("/api/v1/voices/choices"))]);
      const ofEngine = voices.voices.find((one) => one.engine === voices.usual.engine) ?? voices.voices[0];
      const voice = choices.mine || voices.usual.voice || ofEngine?.id;
      const body = JSON.stringify({ voice, text: text.slice(0, LONGEST) });
      const answer = await request("/api/v1/voices/preview", { method: "POST", headers: { "Content-Type": "application/json" }, body }, SLOW);
      const audio = new Audio(URL.createObjectURL(await answer.blob()));
      sound.current = audio;
      audio.onended = stop;
      await audio.play();
      setState("speaking");
    } catch (error) {
      stop();
      problem(error);
    }
  };
  return state === "speaking" ? (
    <Button icon={Square} onClick={stop}>{t("stop")}</Button>
  ) : (
    <Button icon={Volume2} isBusy={state === "loading"} onClick={() => void speak()}>{t("speak")}</Button>
  );
}
