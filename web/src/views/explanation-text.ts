import type { Explanation } from '../../../src/contract/types.ts';
import { element } from '../element.ts';
import { writerWords } from '../words.ts';

/** What the sentences do. */
export interface ExplanationOptions {
  /** Told the reasons that the sentence under pointer or focus cites, none when it is left. */
  readonly cite: (reasons: readonly string[]) => void;
  readonly select: (reason: string) => void;
}

/** Returns an explanation whose sentences bring forward the reasons they cite. */
export function explanationText(explanation: Explanation, options: ExplanationOptions): HTMLElement {
  const reasonOf = new Map(explanation.evidence.map((evidence) => [evidence.id, evidence.reasonId]));
  const sentences = explanation.sentences.flatMap(({ text, cites }) => {
    const reasons = [...new Set(cites.map((id) => reasonOf.get(id)).filter((id) => typeof id === 'string'))];
    return [sentence(text, reasons, options), ' '];
  });
  return element(
    'div',
    { class: 'explanation' },
    element('p', { class: 'sentences' }, ...sentences),
    element(
      'details',
      { class: 'hint' },
      element('summary', {}, writerWords(explanation)),
      element('p', {}, explanation.why),
    ),
  );
}

function sentence(text: string, reasons: readonly string[], options: ExplanationOptions): HTMLElement {
  const [first] = reasons;
  if (first === undefined) return element('span', {}, text);
  const select = (): void => options.select(first);
  const cite = (): void => options.cite(reasons);
  const leave = (): void => options.cite([]);
  return element(
    'span',
    {
      class: 'sentence',
      role: 'button',
      tabindex: 0,
      title: 'Show the paths behind this sentence',
      'data-reason': first,
      mouseenter: cite,
      mouseleave: leave,
      focus: cite,
      blur: leave,
      click: select,
      keydown: (event) => {
        const { key } = event as KeyboardEvent;
        if (key !== 'Enter' && key !== ' ') return;
        event.preventDefault();
        select();
      },
    },
    text,
  );
}
