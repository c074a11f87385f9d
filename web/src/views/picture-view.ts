import type { Reason } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { frameOf } from '../frame.ts';
import { layOut, type Picture } from '../picture.ts';
import type { State } from '../state.ts';
import { pathWords } from '../words.ts';
import type { Painter } from './painter.ts';
import { svgPainter } from './svg-painter.ts';

/** How many reasons the picture holds, beside the selected one. */
const reasonsDrawnMax = 5;

/** The picture of an item's paths. */
export interface PictureView {
  readonly node: HTMLElement;
  readonly update: (state: State) => void;
  readonly destroy: () => void;
}

/**
 * Returns a figure of the example paths: the strongest reasons and the selected one, with the paths as a list of text
 * below. It repaints when its width or the light or dark of the system changes.
 */
export function pictureView(reasons: readonly Reason[], select: (reason: string) => void): PictureView {
  const place = element('div', { class: 'canvas', 'aria-hidden': 'true' });
  const list = element('ol', { class: 'paths' });
  const caption = element('figcaption', {}, 'One example path for each of the strongest reasons');
  const details = element('details', {}, element('summary', {}, 'The paths as text'), list);
  const node = element('figure', { class: 'picture' }, caption, place, details);
  const theme = matchMedia('(prefers-color-scheme: dark)');
  let painter: Painter | null = null;
  let isGone = false;
  let shown: readonly Reason[] = [];
  let picture: Picture | null = null;
  let state: State | null = null;

  const paint = (): void => {
    if (painter === null || picture === null || state === null || place.clientWidth === 0) return;
    const forward = state.selected === null ? state.cited : [state.selected];
    const isDrawn = (id: string): boolean => shown.some((reason) => reason.id === id);
    const emphasis = { forward: forward.filter(isDrawn), removed: state.removed };
    const frame = frameOf(picture, place.clientWidth, emphasis);
    place.style.setProperty('block-size', `${frame.height}px`);
    painter.paint(frame);
  };
  const resize = new ResizeObserver(paint);
  resize.observe(place);
  theme.addEventListener('change', paint);
  void choosePainter({ place, select }).then((chosen) => {
    if (isGone) return chosen.destroy();
    painter = chosen;
    return paint();
  });
  return {
    node,
    update: (next) => {
      state = next;
      const drawn = drawnReasons(reasons, next.selected);
      if (
        picture === null ||
        drawn.some((reason, index) => reason !== shown[index]) ||
        drawn.length !== shown.length
      ) {
        shown = drawn;
        picture = layOut(drawn);
        list.replaceChildren(
          ...drawn.map((reason) => element('li', {}, pathWords(reason.example, reason.people))),
        );
      }
      paint();
    },
    destroy: () => {
      isGone = true;
      resize.disconnect();
      theme.removeEventListener('change', paint);
      painter?.destroy();
    },
  };
}

function drawnReasons(reasons: readonly Reason[], selected: string | null): Reason[] {
  const withPath = reasons.filter((reason) => reason.example.nodes.length > 0);
  const strongest = withPath.filter((reason) => reason.contribution > 0).slice(0, reasonsDrawnMax);
  const extra = withPath.find((reason) => reason.id === selected && !strongest.includes(reason));
  return extra === undefined ? strongest : [...strongest, extra];
}

async function choosePainter(options: Parameters<typeof svgPainter>[0]): Promise<Painter> {
  if (!hasWebgl()) return svgPainter(options);
  try {
    const { sigmaPainter } = await import('./sigma-painter.ts');
    return sigmaPainter(options);
  } catch {
    options.place.replaceChildren();
    return svgPainter(options);
  }
}

function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
