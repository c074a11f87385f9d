import type { Frame } from '../frame.ts';

/** A way to bring a frame to the screen: sigma.js where there is WebGL, else SVG. */
export interface Painter {
  readonly paint: (frame: Frame) => void;
  readonly destroy: () => void;
}

/** What a painter needs. */
export interface PainterOptions {
  readonly place: HTMLElement;
  /** Told the reason that a node or step belongs to when it is clicked. */
  readonly select: (reason: string) => void;
}

/** Lines a label may take. */
export const labelLinesMax = 3;
/** Size of labels and distance of their lines in pixels. */
export const labelSize = 12;
export const labelLine = 14;
