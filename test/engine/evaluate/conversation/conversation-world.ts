import type { Unsteadiness } from '../../../../src/core/evaluation/conversation/simulator.ts';
import type { ConversationProtocol, SessionRow } from '../../../../src/core/evaluation/protocols/protocol.ts';
import { createRandom } from '../../../../src/core/random.ts';
import type { ConversationEvaluationRequest } from '../../../../src/engine/evaluate/conversation/conversation.ts';
import type { ConversationData } from '../../../../src/files/conversation-port.ts';
import { sha256 } from '../../../fixtures/sha256.ts';

const itemCount = 90;
const attributeCount = 14;
const userCount = 14;

/**
 * Returns an invented set: users have a taste of five attributes, act on items that meet it, and want such items in
 * their sessions. Items have three to seven attributes.
 */
export function inventedConversations(protocol: ConversationProtocol, seed = 1): ConversationData {
  const random = createRandom(seed);
  const pick = (count: number, size: number): number[] =>
    [...new Set(Array.from({ length: size * 3 }, () => Math.floor(random() * count)))]
      .slice(0, size)
      .sort((a, b) => a - b);
  const items = Array.from({ length: itemCount }, (_, item) => ({
    item,
    name: null,
    attributes: pick(attributeCount, 3 + Math.floor(random() * 5)),
  }));
  const tastes = Array.from({ length: userCount }, () => pick(attributeCount, 5));
  const liked = tastes.map((taste) =>
    items
      .filter(({ attributes }) => attributes.filter((one) => taste.includes(one)).length >= 2)
      .map(({ item }) => item)
      .filter(() => random() < 0.7),
  );
  const parts = liked.map((own) => ({
    train: own.filter((_, n) => n % 3 !== 0),
    held: own.filter((_, n) => n % 3 === 0),
  }));
  const sessions: SessionRow[] = parts.flatMap(({ held }, user) =>
    held.map((item) => ({ user, targets: protocol === 'two-target' ? [item, item] : [item] })),
  );
  return {
    name: 'invented',
    protocol,
    actionsMax: 8,
    topK: 3,
    attributesPerQuestion: protocol === 'two-target' ? 2 : 1,
    items,
    attributes: Array.from({ length: attributeCount }, (_, attribute) => ({
      attribute,
      name: null,
      type: attribute % 2,
    })),
    users: tastes.map((attributes, user) => ({
      user,
      friends: [(user + 1) % userCount],
      likes: [],
      attributes,
    })),
    train: {
      users: Uint32Array.from(parts.keys()),
      offsets: Uint32Array.from([
        0,
        ...parts.map((_, user) => parts.slice(0, user + 1).flatMap((part) => part.train).length),
      ]),
      items: Uint32Array.from(parts.flatMap((part) => part.train)),
      times: null,
    },
    valid: sessions.filter((_, line) => line % 2 === 0),
    test: sessions.filter((_, line) => line % 2 === 1),
  };
}

/** Returns a request with what a test does not change. */
export function requestOf(
  data: ConversationData,
  change: Partial<ConversationEvaluationRequest> = {},
): ConversationEvaluationRequest {
  return {
    data,
    split: 'test',
    policy: 'look-ahead',
    sessionsMax: null,
    unsteadiness: steady,
    seed: 1,
    onProgress: () => undefined,
    ...change,
  };
}

/** The user of the published protocols. */
export const steady: Unsteadiness = { noise: 0, changes: 0, indifference: 0 };

/** What work without a store takes, with a clock that stands. */
export const pure = {
  now: () => 0,
  hash: sha256,
};
