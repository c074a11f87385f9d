import type { Picture, PictureEdge, PictureNode } from './picture.ts';

/** A picture in pixels, ready to be painted. `y` grows downwards. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Widest label in pixels. */
  readonly labelWidth: number;
  readonly nodes: readonly (PictureNode & { x: number; y: number; radius: number; isDim: boolean })[];
  readonly edges: readonly (PictureEdge & { isDim: boolean; isStrong: boolean })[];
}

/** What the reader looks at, by ids of reasons. */
export interface Emphasis {
  /** Brought forward; nothing is when it is empty. */
  readonly forward: readonly string[];
  /** Taken away, so drawn faintly. */
  readonly removed: readonly string[];
}

/** Between the labels of neighbouring columns, in pixels. */
const labelGap = 4;
const laneHeight = 68;
const marginTop = 22;
const marginBottom = 54;
const radii: Readonly<Record<PictureNode['kind'], number>> = {
  asker: 11,
  target: 11,
  item: 8,
  people: 7,
  attribute: 7,
  aspect: 7,
};

/** Returns the picture scaled to `width` pixels, its height by the number of lanes. */
export function frameOf(picture: Picture, width: number, emphasis: Emphasis): Frame {
  const marginSide = Math.min(72, width * 0.13);
  const inner = width - 2 * marginSide;
  const isShown = (reasons: readonly string[]): boolean =>
    reasons.some((reason) => !emphasis.removed.includes(reason)) &&
    (emphasis.forward.length === 0 || reasons.some((reason) => emphasis.forward.includes(reason)));
  return {
    width,
    height: marginTop + (picture.lanes - 1) * laneHeight + marginBottom,
    labelWidth: Math.max(48, inner / 3 - labelGap),
    nodes: picture.nodes.map((node) => ({
      ...node,
      x: marginSide + node.column * inner,
      y: marginTop + node.lane * laneHeight,
      radius: radii[node.kind],
      isDim: !(node.column === 0 || node.column === 1 || isShown(node.reasons)),
    })),
    edges: picture.edges.map((edge) => ({
      ...edge,
      isDim: !isShown(edge.reasons),
      isStrong: emphasis.forward.length > 0 && isShown(edge.reasons),
    })),
  };
}
