import {
  type SimulationLinkDatum,
  type SimulationNodeDatum,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
} from "d3-force";

import type { Graph } from "./queries";

/** The person whose memory it is; relations without another entity lead there. */
export const ME = "me";

export interface Spot extends SimulationNodeDatum {
  id: string;
  name: string;
  kind: string;
  radius: number;
  x: number;
  y: number;
}

export interface Line extends SimulationLinkDatum<Spot> {
  source: Spot;
  target: Spot;
  relation: string;
}

export interface Drawing {
  spots: Spot[];
  lines: Line[];
  /** The part of the plane that holds everything: left, top, width, height. */
  box: [number, number, number, number];
}

const STEPS = 240;
const MARGIN = 70;
const radiusOf = (mentions: number) => 7 + Math.min(14, 3 * Math.sqrt(mentions));

/** Lays a graph out: what belongs together is near, nothing lies on something else. The same graph looks the same. */
export function layOut(graph: Graph, myName: string): Drawing {
  const me: Spot = { id: ME, name: myName, kind: "ME", radius: 20, x: 0, y: 0, fx: 0, fy: 0 };
  const others = graph.nodes.map((node, index): Spot => {
    const angle = index * 2.4;
    const far = 30 * Math.sqrt(index + 2);
    return { id: node.id, name: node.name, kind: node.kind, radius: radiusOf(node.mentions), x: far * Math.cos(angle), y: far * Math.sin(angle) };
  });
  const spots = [me, ...others];
  const byId = new Map(spots.map((spot) => [spot.id, spot]));
  const lines = graph.edges.flatMap((edge): Line[] => {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target ?? ME);
    return source && target ? [{ source, target, relation: edge.relation }] : [];
  });
  forceSimulation(spots)
    .force("line", forceLink(lines).distance((line) => (line.relation ? 95 : 130)).strength((line) => (line.relation ? 0.6 : 0.15)))
    .force("apart", forceManyBody().strength(-260).distanceMax(500))
    .force("room", forceCollide<Spot>((spot) => spot.radius + 16))
    .force("x", forceX(0).strength(0.05))
    .force("y", forceY(0).strength(0.08))
    .stop()
    .tick(STEPS);
  return { spots, lines, box: boxOf(spots) };
}

function boxOf(spots: Spot[]): Drawing["box"] {
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return [left, top, Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top];
}
