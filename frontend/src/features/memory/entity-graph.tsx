import { useQuery } from "@tanstack/react-query";
import { Minus, Plus, Scan, UsersRound } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useSession } from "@/api/session";
import { IconButton } from "@/components/button";
import { Card } from "@/components/card";
import { EmptyState } from "@/components/empty-state";
import { ErrorNotice } from "@/components/error-notice";
import { SkeletonRows } from "@/components/skeleton";

import { type Drawing, type Line, ME, type Spot, layOut } from "./graph-layout";
import { graphQuery } from "./queries";
import { useLooking } from "./whose";

const fills: Record<string, string> = {
  ME: "fill-accent",
  PERSON: "fill-info-text",
  PLACE: "fill-good-text",
  ORGANIZATION: "fill-warning-text",
};

/** Entities and what joins them. Arrow keys walk from one to the next, Enter opens one; the list says the same. */
export default function EntityGraph({ kind, onOpen }: { kind: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation("memory");
  const { person } = useLooking();
  const { account } = useSession();
  const found = useQuery(graphQuery(person, kind));
  const drawing = useMemo(() => found.data && layOut(found.data, person === undefined ? account.name : t("graph.person")), [found.data, person, account.name, t]);
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!drawing) return <Card><SkeletonRows /></Card>;
  if (drawing.spots.length < 2) return <Card><EmptyState icon={UsersRound} title={t("entities.none")}>{t("entities.none_lead")}</EmptyState></Card>;
  return (
    <Card isFlush>
      <Canvas drawing={drawing} onOpen={onOpen} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 text-xs text-muted">
        {["PERSON", "PLACE", "ORGANIZATION", "OTHER"].map((one) => (
          <span key={one} className="inline-flex items-center gap-1.5">
            <svg aria-hidden className="size-2.5" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5" className={fills[one] ?? "fill-muted"} /></svg>
            {t(`kinds.${one}`)}
          </span>
        ))}
        <span className="grow" />
        <span>{t("graph.keys")}</span>
        {(found.data?.left_out ?? 0) > 0 && <span>{t("graph.left_out", { count: found.data?.left_out })}</span>}
      </div>
    </Card>
  );
}

function Canvas({ drawing, onOpen }: { drawing: Drawing; onOpen: (id: string) => void }) {
  const { t } = useTranslation("memory");
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(ME);
  const picture = useRef<SVGSVGElement>(null);
  const [left, top, width, height] = drawing.box;
  const joined = neighboursOf(drawing.lines, current);
  const walk = (event: KeyboardEvent) => {
    // The event's own place: what is focused may be ahead of what was last drawn.
    const here = event.currentTarget.getAttribute("data-spot") ?? current;
    if ((event.key === "Enter" || event.key === " ") && here !== ME) {
      // Else the rest of the key press falls on the first button of what opens.
      event.preventDefault();
      onOpen(here);
      return;
    }
    const from = drawing.spots.find((spot) => spot.id === here);
    const next = from && nextSpot(drawing.spots, from, event.key);
    if (!next) return;
    event.preventDefault();
    setCurrent(next.id);
    picture.current?.querySelector<SVGGElement>(`[data-spot="${next.id}"]`)?.focus();
  };
  return (
    <div className="relative overflow-hidden">
      <div className="absolute top-3 right-3 flex flex-col rounded-control border border-line bg-raised shadow-low">
        <IconButton label={t("graph.nearer")} icon={Plus} onClick={() => { setZoom(Math.min(4, zoom * 1.3)); }} />
        <IconButton label={t("graph.farther")} icon={Minus} onClick={() => { setZoom(Math.max(0.6, zoom / 1.3)); }} />
        <IconButton label={t("graph.all")} icon={Scan} onClick={() => { setZoom(1); }} />
      </div>
      <div className="max-h-[70dvh] overflow-auto">
        <svg
          ref={picture}
          role="group"
          aria-label={t("graph.label", { count: drawing.spots.length - 1 })}
          viewBox={`${String(left)} ${String(top)} ${String(width)} ${String(height)}`}
          className="block h-[min(34rem,62dvh)]"
          style={{ width: `${String(100 * zoom)}%`, height: zoom > 1 ? `${String(34 * zoom)}rem` : undefined }}
        >
          {drawing.lines.map((line) => <Joint key={`${line.source.id} ${line.target.id} ${line.relation}`} line={line} isNear={line.source.id === current || line.target.id === current} />)}
          {drawing.spots.map((spot) => (
            <SpotMark
              key={spot.id}
              spot={spot}
              isCurrent={spot.id === current}
              isNear={joined.has(spot.id)}
              onWalk={walk}
              onFocus={() => { setCurrent(spot.id); }}
              onOpen={spot.id === ME ? undefined : () => { onOpen(spot.id); }}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

function Joint({ line, isNear }: { line: Line; isNear: boolean }) {
  const { source, target } = line;
  return (
    <g className={isNear ? "stroke-accent" : "stroke-line-strong"}>
      <line x1={source.x} y1={source.y} x2={target.x} y2={target.y} strokeWidth={line.relation ? 1.6 : 1} strokeDasharray={line.relation ? undefined : "3 4"} />
      {line.relation && (
        <text x={(source.x + target.x) / 2} y={(source.y + target.y) / 2 - 4} textAnchor="middle" className="fill-muted stroke-surface text-[11px] [paint-order:stroke]" strokeWidth={4}>{line.relation}</text>
      )}
    </g>
  );
}

interface SpotMarkProps {
  spot: Spot;
  isCurrent: boolean;
  isNear: boolean;
  onWalk: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onOpen?: () => void;
}

function SpotMark({ spot, isCurrent, isNear, onWalk, onFocus, onOpen }: SpotMarkProps) {
  const { t } = useTranslation("memory");
  return (
    <g
      role="button"
      tabIndex={isCurrent ? 0 : -1}
      data-spot={spot.id}
      aria-label={spot.id === ME ? spot.name : t("graph.spot", { name: spot.name, kind: t(`kinds.${spot.kind}`) })}
      transform={`translate(${String(spot.x)} ${String(spot.y)})`}
      className="group cursor-pointer outline-none"
      onKeyDown={onWalk}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <circle r={spot.radius + 5} className="fill-none stroke-transparent group-focus-visible:stroke-accent" strokeWidth={2.5} />
      <circle r={spot.radius} className={`${fills[spot.kind] ?? "fill-muted"} stroke-surface`} strokeWidth={2} />
      <text y={spot.radius + 14} textAnchor="middle" strokeWidth={4} className={`fill-text stroke-surface text-[12px] [paint-order:stroke] ${isCurrent || isNear ? "font-semibold" : ""}`}>{spot.name}</text>
    </g>
  );
}

function neighboursOf(lines: Line[], id: string): Set<string> {
  return new Set(lines.flatMap((line) => (line.source.id === id ? [line.target.id] : line.target.id === id ? [line.source.id] : [])));
}

const DIRECTIONS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest one in the direction of an arrow key. */
function nextSpot(spots: Spot[], from: Spot, key: string): Spot | undefined {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  const [dx, dy] = direction;
  const cost = (spot: Spot) => {
    const [x, y] = [spot.x - from.x, spot.y - from.y];
    const along = x * dx + y * dy;
    return along <= 0 ? Infinity : along + 2 * Math.abs(x * dy - y * dx);
  };
  const best = spots.filter((spot) => spot !== from).sort((one, other) => cost(one) - cost(other))[0];
  return best && cost(best) < Infinity ? best : undefined;
}
