import { ChevronLeft, ChevronRight } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Button, IconButton } from "@/components/button";
import { Segments } from "@/components/segments";

import type { BoardHandle, View } from "./board";

interface SpanBarProps {
  handle: RefObject<BoardHandle | null>;
  title: string;
  view: View;
  onView: (view: View) => void;
}

/** Which time is shown, and how. */
export function SpanBar({ handle, title, view, onView }: SpanBarProps) {
  const { t } = useTranslation("calendar");
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex items-center gap-1">
        <IconButton label={t("span.previous")} icon={ChevronLeft} onClick={() => handle.current?.previous()} />
        <IconButton label={t("span.next")} icon={ChevronRight} onClick={() => handle.current?.next()} />
        <Button onClick={() => handle.current?.today()}>{t("span.today")}</Button>
      </div>
      <h2 aria-live="polite" className="min-w-0 grow font-semibold tracking-tight sm:text-lg">
        {title}
      </h2>
      <Segments
        label={t("span.view")}
        value={view}
        options={(["month", "week", "day", "list"] as const).map((one) => ({ value: one, label: t(`span.${one}`) }))}
        onChange={onView}
      />
    </div>
  );
}
