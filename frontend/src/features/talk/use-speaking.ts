import { useCallback, useEffect, useRef, useState } from "react";

import { SoundPlayer } from "@/components/sound-player";

const KEPT = "mumble-ai.talk.read-aloud";

/** Speaks answers while they are being written. */
export function useSpeaking() {
  const player = useRef<SoundPlayer | null>(null);
  const [isSpeaking, setSpeaking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isAloud, setAloud] = useState(() => localStorage.getItem(KEPT) === "on");
  const thePlayer = useCallback(() => (player.current ??= new SoundPlayer()), []);
  useEffect(
    () => () => {
      player.current?.close();
      player.current = null;
    },
    [],
  );
  const speak = useCallback(
    async (turnId: string) => {
      setError(null);
      try {
        await thePlayer().play(`/api/v1/talk/turns/${encodeURIComponent(turnId)}/speech`, {}, () => {
          setSpeaking(true);
        });
      } catch (problem) {
        setError(problem);
      } finally {
        setSpeaking(false);
      }
    },
    [thePlayer],
  );
  const hush = useCallback(() => {
    player.current?.stop();
  }, []);
  const wake = useCallback(() => {
    thePlayer().wake();
  }, [thePlayer]);
  const setVolume = useCallback(
    (percent: number) => {
      thePlayer().setVolume(percent);
    },
    [thePlayer],
  );
  const readAloud = useCallback((isOn: boolean) => {
    localStorage.setItem(KEPT, isOn ? "on" : "off");
    setAloud(isOn);
    if (!isOn) player.current?.stop();
  }, []);
  return { isSpeaking, isAloud, error, speak, hush, wake, setVolume, readAloud };
}
