import type { ConversationEvent, WishLink } from '../../contract/types.ts';

/** Something said that bears on which item is the right one. */
export type Statement = AnswerStatement | CompareStatement | LikeStatement | RefusalStatement;

/** An attribute is wanted, not wanted, or of no account. */
export interface AnswerStatement {
  readonly type: 'answer';
  readonly attribute: string;
  /** Null: through whatever relation. */
  readonly relation: string | null;
  readonly answer: 'yes' | 'no' | 'any';
  /** With yes: the wanted one may also be one of these. */
  readonly others: readonly string[];
  /** Chance of a yes meant for another right item; null as for one right item. */
  readonly falseAlarm: number | null;
}

/** The right item has a smaller or larger number than a bound, or is praised more or less for an aspect than an item. */
export interface CompareStatement {
  readonly type: 'compare';
  readonly about: 'number' | 'aspect';
  /** Name of the number, id of the aspect. */
  readonly name: string;
  readonly direction: 'more' | 'less';
  /** Id of the item to compare with; null: an aspect is compared with nothing said of it. */
  readonly than: string | null;
  /** The bound of a number. */
  readonly value: number | null;
}

/** The right item is like another one. */
export interface LikeStatement {
  readonly type: 'like';
  readonly item: string;
}

/** None of these is the right item. */
export interface RefusalStatement {
  readonly type: 'refusal';
  readonly items: readonly string[];
}

/** Returns what an event says of the right item, none for most kinds. */
export function statementsOfEvent(event: ConversationEvent): readonly Statement[] {
  switch (event.type) {
    case 'conversation-start': {
      const wish = event.attribute === null ? [] : [answer(event.attribute, null, 'yes')];
      return event.item == null ? wish : [...wish, ...likeOf(event.item)];
    }
    case 'answer-give':
      return [
        {
          ...answer(event.attribute, event.relation, event.answer, event.others),
          falseAlarm: event.falseAlarm ?? null,
        },
      ];
    case 'answer-correct':
      return event.answers.map((one) => answer(one.attribute, one.relation, one.answer, one.others));
    case 'critique-give': {
      const { about, name, direction, than, value } = event;
      const alike = event.like && than !== null ? likeOf(than) : [];
      if (about === 'attribute') return [answer(name, null, direction === 'more' ? 'yes' : 'no'), ...alike];
      return [{ type: 'compare', about, name, direction, than, value }, ...alike];
    }
    case 'message-receive':
      return event.links.flatMap(statementsOfLink);
    case 'item-refuse':
      return [{ type: 'refusal', items: event.items }];
    default:
      return [];
  }
}

function answer(
  attribute: string,
  relation: string | null,
  said: 'yes' | 'no' | 'any',
  others: readonly string[] = [],
): AnswerStatement {
  return { type: 'answer', attribute, relation, answer: said, others, falseAlarm: null };
}

/** Who names an item knows it: it is not what is looked for. */
function likeOf(item: string): Statement[] {
  return [
    { type: 'like', item },
    { type: 'refusal', items: [item] },
  ];
}

function statementsOfLink({ label, id, want }: WishLink): Statement[] {
  if (label === 'Attribute') return [answer(id, null, want ? 'yes' : 'no')];
  if (label === 'Item') return want ? likeOf(id) : [{ type: 'refusal', items: [id] }];
  const direction = want ? 'more' : 'less';
  return [{ type: 'compare', about: 'aspect', name: id, direction, than: null, value: null }];
}
