import { useCallback, useEffect, useRef, useState } from "react";

import { SoundPlayer } from "@/components/sound-player";
import { useProblemToast } from "@/components/toast";

import type { WordChange } from "./queries";

/** Plays previews, one at a time; nothing is chosen by it. `playing` is the key of the one that is heard. */
export function usePreview() {
  const player = useRef<SoundPlayer | null>(null);
  const [playing, setPlaying] = useState<string | null>(null);
  const report = useProblemToast();
  useEffect(
    () => () => {
      player.current?.close();
      player.current = null;
    },
    [],
  );
  const stop = useCallback(() => {
    player.current?.stop();
    setPlaying(null);
  }, []);
  const play = async (key: string, preview: { voice: string; text?: string; word?: WordChange }) => {
    player.current ??= new SoundPlayer();
    player.current.wake();
    setPlaying(key);
    const init = {
      method: "POST",
      body: JSON.stringify(preview),
      headers: { "Content-Type": "application/json" },
    };
    try {
      await player.current.play("/api/v1/voices/preview", init);
    } catch (problem) {
      report(problem);
    } finally {
      setPlaying((now) => (now === key ? null : now));
    }
  };
  return { playing, play, stop };
}

export type Preview = ReturnType<typeof usePreview>;
