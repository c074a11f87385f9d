import type { PictureNode } from '../picture.ts';

/** Colours of the picture, as the style sheet has them for light or dark. */
export interface Palette {
  readonly node: (kind: PictureNode['kind']) => string;
  readonly edge: string;
  readonly edgeStrong: string;
  readonly faint: string;
  readonly ink: string;
  readonly muted: string;
  readonly surface: string;
  readonly font: string;
}

const nodeVariables: Readonly<Record<PictureNode['kind'], string>> = {
  asker: '--accent',
  target: '--accent',
  item: '--kind-item',
  people: '--kind-people',
  attribute: '--kind-entity',
  aspect: '--kind-aspect',
};

/** Returns the colours that hold at `place` now. */
export function paletteAt(place: HTMLElement): Palette {
  const style = getComputedStyle(place);
  const variable = (name: string): string => style.getPropertyValue(name).trim();
  return {
    node: (kind) => variable(nodeVariables[kind]),
    edge: variable('--edge'),
    edgeStrong: variable('--accent'),
    faint: variable('--faint'),
    ink: variable('--ink'),
    muted: variable('--muted'),
    surface: variable('--surface'),
    font: style.fontFamily,
  };
}
