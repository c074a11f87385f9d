import { EngineError } from '../../core/errors.ts';
import type { FactKind, FactRows } from '../../store/port.ts';

/** Most nodes and reviews of one data set; about 200 bytes each while it is imported. */
export const nodesMax = 8_000_000;

/** Most UTF-16 units of review texts that are kept to hold opinions against them: 100 MB. */
const textUnitsMax = 50_000_000;

/** Where a row stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Whether a node of a data set came for the first time, again, or with other content than at an earlier place. */
export type Declaration = 'first' | 'repeat' | { readonly differsFrom: string };

/** The nodes and reviews that a data set has declared so far. */
export interface DeclaredNodes {
  /** Remembers a row. Throws `limit-exceeded` above `nodesMax`. */
  declare(kind: DeclaredKind, row: FactRows[DeclaredKind], place: Place): Declaration;
  has(kind: DeclaredKind, id: string): boolean;
  /** Text of a review, undefined where it was not declared or not kept. */
  textOf(review: string): string | undefined;
}

/** Kinds whose rows have an id of their own. */
export type DeclaredKind = 'items' | 'users' | 'attributes' | 'aspects' | 'reviews';

/** Returns an empty register; `keepTexts` where opinions will come. */
export function declaredNodes(keepTexts: boolean): DeclaredNodes {
  const slotsOf = new Map<DeclaredKind, Map<string, number>>();
  const files: string[] = [];
  const fileOf: number[] = [];
  const lineOf: number[] = [];
  const printOf: number[] = [];
  const texts = new Map<string, string>();
  let textUnits = 0;
  const keepText = ({ id, text }: FactRows['reviews']): void => {
    textUnits += text.length;
    if (textUnits <= textUnitsMax) texts.set(id, text);
  };
  return {
    declare(kind, row, { file, line }) {
      const slots = slotsOf.get(kind) ?? new Map<string, number>();
      slotsOf.set(kind, slots);
      const print = contentPrint(JSON.stringify(row));
      const slot = slots.get(row.id);
      if (slot !== undefined) {
        if (printOf[slot] === print) return 'repeat';
        return { differsFrom: `${files[fileOf[slot] ?? 0] ?? ''}, line ${lineOf[slot]}` };
      }
      if (lineOf.length >= nodesMax) {
        throw new EngineError(
          'limit-exceeded',
          `The data set has more than ${nodesMax} nodes and reviews; split it.`,
        );
      }
      if (files.at(-1) !== file) files.push(file);
      slots.set(row.id, lineOf.length);
      fileOf.push(files.length - 1);
      lineOf.push(line);
      printOf.push(print);
      if (keepTexts && kind === 'reviews') keepText(row as FactRows['reviews']);
      return 'first';
    },
    has: (kind, id) => slotsOf.get(kind)?.has(id) === true,
    textOf: (review) => texts.get(review),
  };
}

/** Whether rows of this kind have an id of their own. */
export function isDeclaredKind(kind: FactKind): kind is DeclaredKind {
  return !['links', 'interactions', 'opinions', 'strikes'].includes(kind);
}

/** Returns a 52-bit hash of a text: two rounds of FNV-1a. A million different pairs collide once in four billion times. */
export function contentPrint(text: string): number {
  return (fnv1a(text, 0x811c9dc5) % 2 ** 20) * 2 ** 32 + fnv1a(text, 0x9747b28c);
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let unit = 0; unit < text.length; unit++) hash = Math.imul(hash ^ text.charCodeAt(unit), 0x01000193);
  hash ^= hash >>> 16;
  return Math.imul(hash, 0x85ebca6b) >>> 0;
}
