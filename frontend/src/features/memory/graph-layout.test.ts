import { describe, expect, it } from "vitest";

import { ME, layOut } from "./graph-layout";
import type { Graph } from "./queries";

const node = (id: string, mentions: number) => ({ id, kind: "PERSON", name: id, mentions });

const graph: Graph = {
  nodes: Array.from({ length: 40 }, (_, n) => node(`n${String(n)}`, n)),
  edges: [
    { source: "n0", target: null, relation: "sister", weight: 0 },
    { source: "n1", target: "n2", relation: "", weight: 3 },
    { source: "n1", target: "gone", relation: "friend", weight: 0 },
  ],
  left_out: 0,
};

describe("the layout of the graph", () => {
  it("leads relations without another entity to the person, and leaves out what has no end", () => {
    const { lines } = layOut(graph, "Ada");
    expect(lines.map((line) => [line.source.id, line.target.id])).toEqual([["n0", ME], ["n1", "n2"]]);
  });

  it("puts nothing on something else, and everything into the box", () => {
    const { spots, box } = layOut(graph, "Ada");
    for (const one of spots) {
      expect(one.x).toBeGreaterThan(box[0]);
      expect(one.y).toBeLessThan(box[1] + box[3]);
      for (const other of spots) {
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
      }
    }
  });

  it("looks the same each time", () => {
    expect(layOut(graph, "Ada").spots.map((spot) => spot.x)).toEqual(layOut(graph, "Ada").spots.map((spot) => spot.x));
  });
});
