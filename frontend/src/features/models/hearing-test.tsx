import { FileAudio, Mic, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useTime } from "@/api/time";
import { Button } from "@/components/button";
import { ErrorNotice } from "@/components/error-notice";

import { hear, type Heard } from "./queries";

const LONGEST_MS = 30_000;

/** Records a sentence, or takes a file, and shows what the chosen engine hears in it. */
export function HearingTest({ engine, model }: { engine: string; model: string }) {
  const { t } = useTranslation("models");
  const time = useTime();
  const file = useRef<HTMLInputElement>(null);
  const [heard, setHeard] = useState<Heard | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const listen = async (clip: Blob) => {
    setBusy(true);
    setError(null);
    setHeard(null);
    try {
      setHeard(await hear(clip, engine, model));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const recording = useRecording((clip) => void listen(clip));
  return (
    <div className="flex flex-col gap-3 rounded-card bg-sunken p-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="grow text-sm font-medium">{t("hearing.test")}</p>
        <Button icon={recording.isOn ? Square : Mic} isBusy={isBusy} onClick={() => void recording.toggle()}>
          {t(recording.isOn ? "hearing.stop" : "hearing.record")}
        </Button>
        <Button icon={FileAudio} disabled={isBusy || recording.isOn} onClick={() => file.current?.click()}>{t("hearing.file")}</Button>
        <input
          ref={file}
          type="file"
          accept="audio/*"
          aria-label={t("hearing.file")}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = "";
            if (chosen) void listen(chosen);
          }}
        />
      </div>
      {recording.isRefused && <p role="alert" className="text-sm text-danger-text">{t("hearing.refused")}</p>}
      {error !== null && <ErrorNotice error={error} />}
      {heard !== null && (
        <p role="status" className="text-sm">
          <span className="block text-base">{heard.text ? `“${heard.text}”` : t("hearing.nothing")}</span>
          <span className="text-muted">{t("hearing.by", { engine: heard.engine, time: time.duration(heard.seconds) })}</span>
        </p>
      )}
    </div>
  );
}

/** The microphone, from one press to the next. */
function useRecording(onClip: (clip: Blob) => void) {
  const recorder = useRef<MediaRecorder | null>(null);
  const [isOn, setOn] = useState(false);
  const [isRefused, setRefused] = useState(false);
  useEffect(() => () => { recorder.current?.stream.getTracks().forEach((track) => { track.stop(); }); }, []);
  const begin = async () => {
    setRefused(false);
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      setRefused(true);
      return;
    }
    const started = (recorder.current = new MediaRecorder(stream));
    const pieces: Blob[] = [];
    started.ondataavailable = (event) => pieces.push(event.data);
    started.onstop = () => {
      stream.getTracks().forEach((track) => { track.stop(); });
      setOn(false);
      onClip(new Blob(pieces, { type: started.mimeType }));
    };
    started.start();
    setOn(true);
    setTimeout(() => { if (started.state === "recording") started.stop(); }, LONGEST_MS);
  };
  return {
    isOn,
    isRefused,
    toggle: async () => {
      if (recorder.current?.state === "recording") recorder.current.stop();
      else await begin();
    },
  };
}
