import type { OpinionList, ShownOpinion } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { markedPieces } from '../marks.ts';
import { problemIn } from '../requests.ts';
import { loadingNotice, problemNotice } from './notice.ts';

const polarityWords = { positive: 'Praise', negative: 'Criticism', neutral: 'Neither' } as const;

/** What the dialog shows and where it comes from. */
export interface ReviewDialogOptions {
  readonly title: string;
  readonly load: (signal: AbortSignal) => Promise<OpinionList>;
}

/**
 * Opens the reviews behind an opinion in a dialog, with both phrases marked. Escape or the button closes it, and the
 * focus returns to where it was.
 */
export function openReviews(options: ReviewDialogOptions): void {
  const request = new AbortController();
  const close = element('button', { type: 'button', class: 'quiet', click: () => dialog.close() }, 'Close');
  const content = element('div', { class: 'reviews' }, loadingNotice('Reading reviews…'));
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'reviews-title' },
    element('header', {}, element('h2', { id: 'reviews-title' }, options.title), close),
    content,
  );
  dialog.addEventListener('close', () => {
    request.abort();
    dialog.remove();
  });
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  options
    .load(request.signal)
    .then(({ opinions }) => content.replaceChildren(...reviewNodes(opinions)))
    .catch((error: unknown) => {
      if (!request.signal.aborted) content.replaceChildren(problemNotice(problemIn(error), null));
    });
}

function reviewNodes(opinions: readonly ShownOpinion[]): Node[] {
  if (opinions.length === 0) return [element('p', {}, 'No review is stored behind this.')];
  return opinions.map((opinion) =>
    element(
      'article',
      { class: `review ${opinion.polarity}` },
      element(
        'p',
        { class: 'basis' },
        element('span', { class: 'kind' }, polarityWords[opinion.polarity]),
        dateOf(opinion),
      ),
      element('blockquote', {}, ...markedPieces(opinion).map(pieceNode)),
    ),
  );
}

function pieceNode(piece: { text: string; isAspect: boolean; isOpinion: boolean }): Node | string {
  if (!piece.isAspect && !piece.isOpinion) return piece.text;
  const names = [piece.isAspect ? 'aspect' : '', piece.isOpinion ? 'opinion' : ''].join(' ').trim();
  return element(
    'mark',
    { class: names, title: piece.isOpinion ? 'the opinion' : 'what it is about' },
    piece.text,
  );
}

function dateOf(opinion: ShownOpinion): HTMLElement | null {
  if (opinion.at === null) return null;
  const date = new Date(opinion.at);
  const text = date.toLocaleDateString('en', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return element('time', { datetime: date.toISOString() }, text);
}
