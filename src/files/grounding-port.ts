import type { TextSpan } from '../core/evaluation/grounding-metrics.ts';

/** A text written from facts, with what people and other systems say is not supported by them. */
export interface GroundingText {
  readonly id: string;
  /** Name of the thing that the text describes. */
  readonly entity: string;
  /** Relation and value of each fact, in file order. */
  readonly properties: readonly (readonly [relation: string, value: string])[];
  readonly text: string;
  /** Spans of people. */
  readonly human: readonly TextSpan[];
  /** Spans of other systems by name; null where the data has none for this text. */
  readonly peers: Readonly<Record<string, readonly TextSpan[] | null>>;
}

/** Texts with human error spans. */
export interface GroundingData {
  readonly name: string;
  readonly texts: readonly GroundingText[];
}
