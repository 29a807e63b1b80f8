import { MessagesSquare, Volume2, VolumeX } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { PageHeader } from "@/components/page-header";
import { SkeletonRows } from "@/components/skeleton";

import { Composer } from "./composer";
import { LiveAnswer } from "./live-answer";
import { Remembered } from "./message";
import { MicButton } from "./mic-button";
import { StandingNotice } from "./standing-notice";
import { useConversation } from "./use-conversation";
import { useEnd } from "./use-end";
import { useHolding, useSpaceBar } from "./use-holding";
import { useSpeaking } from "./use-speaking";

/** Talking with the assistant: written, or by holding a button and speaking. */
export default function TalkPage() {
  const { t } = useTranslation("talk");
  const speaking = useSpeaking();
  const { isSpeaking, isAloud, speak, hush, wake } = speaking;
  const { talk, messages, live, send, stop, dismiss } = useConversation(speaking.setVolume);
  const isRunning = live?.state === "running";

  const quieten = useCallback(() => {
    hush();
    void stop();
  }, [hush, stop]);
  const begin = useCallback(() => {
    wake();
    quieten();
  }, [wake, quieten]);
  const heard = useCallback(
    (text: string, language: string, turnId: string) => {
      send(text, { turnId, spoken: true, language: language || undefined, onBegun: () => void speak(turnId) });
    },
    [send, speak],
  );
  const holding = useHolding(begin, heard);
  useSpaceBar(holding.begin, holding.finish, holding.cancel);
  const write = (text: string) => {
    if (isAloud) wake();
    send(text, { onBegun: isAloud ? (turnId) => void speak(turnId) : undefined });
  };
  const end = useEnd(`${String(messages.length)} ${live?.answer ?? ""} ${holding.words}`, live !== null);

  return (
    <div className="mx-auto flex min-h-[calc(100dvh-11rem)] max-w-3xl flex-col md:-mb-8 md:min-h-[calc(100dvh-2rem)]">
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <IconButton
            label={t("aloud")}
            icon={isAloud ? Volume2 : VolumeX}
            isPressed={isAloud}
            onClick={() => { speaking.readAloud(!isAloud); }}
          />
        }
      />
      <StandingNotice />
      <div role="log" aria-label={t("log")} aria-busy={isRunning} className="flex grow flex-col gap-5 pb-6">
        {talk.hasNextPage && (
          <Button className="self-center" isBusy={talk.isFetchingNextPage} onClick={() => void talk.fetchNextPage()}>
            {t("older")}
          </Button>
        )}
        {talk.isPending && <SkeletonRows count={4} />}
        {talk.isError && messages.length === 0 && <ErrorNotice error={talk.error} onRetry={() => void talk.refetch()} />}
        {talk.isSuccess && messages.length === 0 && !live && (
          <EmptyState icon={MessagesSquare} title={t("empty.title")}>
            {t("empty.text")}
          </EmptyState>
        )}
        {messages.map((message) => (
          <Remembered key={message.id} message={message} />
        ))}
        {live && <LiveAnswer turn={live} onAgain={() => { write(live.text); }} onDismiss={dismiss} />}
        {holding.words && (
          <p aria-live="polite" className="max-w-[85%] self-end rounded-card border border-dashed border-line-strong px-4 py-2.5 text-muted italic">
            {holding.words}
          </p>
        )}
        <div ref={end} className="scroll-mb-44 md:scroll-mb-32" />
      </div>
      <div className="sticky bottom-[calc(var(--c-bottom-bar-height)+env(safe-area-inset-bottom))] bg-canvas pb-3 md:bottom-0 md:pb-5">
        <p role="status" className="min-h-6 px-2 pb-1 text-xs text-muted">
          {holding.problem ? t(`problem.${holding.problem}`) : isSpeaking ? t("speaking") : t(`holding.${holding.state}`)}
        </p>
        {speaking.error !== null && <div className="pb-2"><ErrorNotice error={speaking.error} title={t("noSound")} /></div>}
        <Composer
          isBusy={isRunning || isSpeaking}
          canSend={!isRunning}
          onSend={write}
          onStop={quieten}
          microphone={
            <MicButton
              state={holding.state}
              level={holding.level}
              isDisabled={holding.state === "understanding"}
              onBegin={holding.begin}
              onFinish={() => void holding.finish()}
              onCancel={holding.cancel}
            />
          }
        />
      </div>
    </div>
  );
}
