import type {
  AspectRow,
  AttributeRow,
  ConversationEvent,
  GraphManifest,
  InteractionRow,
  ItemRow,
  LinkRow,
  OpinionRow,
  ReviewRow,
  StrikeRow,
  UserRow,
} from '../contract/types.ts';
import type { EdgeList } from '../core/graph/csr.ts';
import type { KeyTable, NodeLabel } from '../core/graph/keys.ts';
import type { RelationRole } from '../core/graph/snapshot.ts';
import type { NeighbourStore } from './neighbour-port.ts';
import type { StorePageRank } from './pagerank-port.ts';

/** Rows of facts by kind, as they cross the port: times are epoch milliseconds, link ends are resolved. */
export interface FactRows {
  readonly items: ItemRow;
  readonly users: UserRow;
  readonly attributes: AttributeRow;
  readonly aspects: AspectRow;
  /** `relation` is the relationship type; both labels are set. */
  readonly links: Required<LinkRow>;
  /** `at` is epoch milliseconds or null where unknown. */
  readonly interactions: Omit<InteractionRow, 'at'> & { readonly at: number | null };
  readonly reviews: Omit<ReviewRow, 'at'> & { readonly at: number | null };
  /** `id` is derived from the content by the importer. */
  readonly opinions: OpinionRow & { readonly id: string };
  /** `at` is epoch milliseconds or null where unknown; a strike that is there keeps its moment. */
  readonly strikes: Omit<StrikeRow, 'at'> & { readonly at: number | null };
}

/** What names a row that is to be removed. Nodes are not removed: other rows stand on them. */
export interface FactKeys {
  readonly links: FactRows['links'];
  /** A RATED is found whatever its moment, of other kinds the one of this moment. */
  readonly interactions: Pick<FactRows['interactions'], 'user' | 'item' | 'kind' | 'at'>;
  readonly reviews: Pick<FactRows['reviews'], 'id'>;
  readonly opinions: Pick<FactRows['opinions'], 'id'>;
  readonly strikes: Pick<FactRows['strikes'], 'user' | 'label' | 'node'>;
}

/** A kind of fact whose rows can be removed. */
export type RemovableKind = keyof FactKeys;

/** What a removal did: removed + absent = distinct rows named. */
export interface RemovalResult {
  readonly removed: number;
  readonly absent: number;
  /** Opinions that went with their reviews. */
  readonly opinions: number;
}

/** A kind of fact; the order here is the order in which a data set must be written. */
export type FactKind = keyof FactRows;

/** What an upsert did, one count a row: created + changed + unchanged + dangling.length = rows given. */
export interface UpsertResult {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Positions of rows that name a node which is not in the store; they were not written. */
  readonly dangling: readonly { readonly position: number; readonly missing: string }[];
}

/** A chunk of the nodes of one label; chunks come in code-unit order of ids. */
export interface NodeChunk {
  readonly ids: readonly string[];
  readonly names: readonly (string | null)[];
  /** Kinds of attributes, empty for other labels. */
  readonly kinds: readonly string[];
}

/** A chunk of edges as node indices of the key table, in any order; its arrays are valid until the next chunk. */
export interface EdgeChunk extends EdgeList {
  /** One per edge, NaN where there is none; null when the relation has no ratings. */
  readonly ratings: Float64Array | null;
  /** Epoch milliseconds, NaN where unknown; null when the relation has no times. */
  readonly times: Float64Array | null;
}

/** A relationship type that the store holds, with what it is to the engine: strikes take edges out of the others. */
export interface StoredRelation {
  readonly type: string;
  readonly role: RelationRole | 'strike';
  readonly edgeCount: number;
}

/** One consistent reading of all facts that take part in walks. Close it in every case. */
export interface SnapshotReader {
  readonly revision: number;
  readonly relations: readonly StoredRelation[];
  streamNodes(label: NodeLabel, signal: AbortSignal): AsyncIterable<NodeChunk>;
  /** `keys` must be the table made of all nodes of this reader. */
  streamEdges(type: string, keys: KeyTable, signal: AbortSignal): AsyncIterable<EdgeChunk>;
  /** Throws `store-conflict` when facts were written since the reader was opened. */
  close(): Promise<void>;
}

/** What one review says about an item's aspect, for evidence: who wrote it stays in the store. */
export interface OpinionEvidence {
  readonly review: string;
  readonly item: string;
  readonly aspect: string;
  readonly polarity: 'positive' | 'negative' | 'neutral';
  readonly aspectPhrase: string;
  readonly phrase: string;
  /** Whole text of the review, with the UTF-16 offsets of both phrases. */
  readonly text: string;
  readonly aspectStart: number;
  readonly aspectEnd: number;
  readonly start: number;
  readonly end: number;
  readonly at: number | null;
}

/** Numbers of items, in any order. */
export interface ItemNumbers {
  readonly ids: readonly string[];
  /** One entry an id. */
  readonly values: Float64Array;
}

/** Part of a stream: at most `limit` events from position `from` on. */
export interface EventRange {
  readonly from: number;
  readonly limit: number;
}

/** All events of a stream. */
export const wholeStream: EventRange = { from: 0, limit: Number.MAX_SAFE_INTEGER };

/** A named read-only query: one file each in cypher/queries and sql/queries with the same header. */
export interface NamedQuery {
  readonly name: string;
  readonly title: string;
  readonly params: readonly {
    readonly name: string;
    readonly type: 'string' | 'integer' | 'number' | 'boolean';
    /** Null where the parameter must be given. */
    readonly defaultValue: string | number | boolean | null;
    readonly description: string;
  }[];
  /** Columns in order. */
  readonly returns: readonly string[];
}

/** Rows of a query in column order. Integers beyond 2^53 are strings; `truncated` says that `rowsMax` cut them. */
export interface QueryRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly truncated: boolean;
}

/** Limits of one query. */
export interface QueryLimits {
  readonly rowsMax: number;
  readonly timeoutMs: number;
}

/**
 * Where facts and records live. Facts are the graph; only their writes move the revision. Records (conversations,
 * results) are what the engine writes about itself. No transaction or driver type shows. Every method that waits
 * takes a signal and rejects with EngineError: `store-unavailable`, `store-unauthorized`, `store-unsupported`,
 * `store-conflict`, `store-failed`, `interrupted`.
 */
export interface GraphStore {
  /** `cypher`: free Cypher can run; `gds`: Graph Data Science is installed. Known after `migrate`. */
  readonly capabilities: { readonly cypher: boolean; readonly gds: boolean };
  /** Where the store is, without secrets: a file path or an address. */
  readonly address: string;

  /** Brings the schema to the newest version; safe to run twice and by two processes. Throws `migration-mismatch`. */
  migrate(signal: AbortSignal): Promise<void>;
  /** Closes every connection. */
  close(): Promise<void>;

  /** The manifest of the data, or null in a fresh store. */
  manifest(signal: AbortSignal): Promise<GraphManifest | null>;
  /** Returns whether the manifest was new or differed. */
  putManifest(manifest: GraphManifest, signal: AbortSignal): Promise<boolean>;
  /**
   * Writes rows of one kind in one transaction, idempotently; `dryRun` counts and writes nothing. Opinions also
   * rebuild the derived relationships of the items and users they touch. A review whose text changed loses its
   * opinions, whose words may stand there no longer. The revision moves when anything changed.
   */
  upsert<Kind extends FactKind>(
    kind: Kind,
    rows: readonly FactRows[Kind][],
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<UpsertResult>;
  /**
   * Removes rows of one kind in one transaction; a row that is not there is counted and nothing else. Reviews take their
   * opinions with them. The derived relationships of the items and users touched are rebuilt, and no others. The
   * revision moves when anything was removed.
   */
  remove<Kind extends RemovableKind>(
    kind: Kind,
    keys: readonly FactKeys[Kind][],
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<RemovalResult>;
  /**
   * Makes `rows` the only opinions that `method` found in `reviews`, in one transaction: what it had found there before
   * and finds no longer is removed, the rest is written as by `upsert`. Other reviews and methods stay as they are.
   */
  replaceOpinions(
    scope: { readonly reviews: readonly string[]; readonly method: string },
    rows: readonly FactRows['opinions'][],
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<UpsertResult & { readonly removed: number }>;
  /** What a user struck, by label and id. */
  strikes(user: string, signal: AbortSignal): Promise<readonly FactRows['strikes'][]>;
  /** Number of rows of each kind. */
  counts(signal: AbortSignal): Promise<Readonly<Record<FactKind, number>>>;
  revision(signal: AbortSignal): Promise<number>;
  readSnapshot(signal: AbortSignal): Promise<SnapshotReader>;
  /** A number of the properties of items, such as the price, for the items that have it. */
  itemNumbers(name: string, signal: AbortSignal): Promise<ItemNumbers>;
  /** Opinions behind (item, aspect) pairs, newest first, at most `limit` a pair; ties by review id. */
  evidence(
    pairs: readonly { readonly item: string; readonly aspect: string }[],
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly OpinionEvidence[]>;

  /** Opinions that a user states or that an item gets, newest first, ties by review id; at most `limit`. */
  opinionsOf(
    node: { readonly label: 'User' | 'Item'; readonly id: string },
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly OpinionEvidence[]>;
  /**
   * Names of those who wrote reviews, by the id of the review: only for data sets whose manifest lets reviewers be named.
   * A review that is not there, or whose writer has no name, is left out. Ids of users never leave.
   */
  reviewers(reviews: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;

  /** Item-item lists for scoring within the store. */
  readonly neighbours: NeighbourStore;
  readonly pageRank: StorePageRank;

  /** All named queries, sorted by name. */
  namedQueries(): readonly NamedQuery[];
  /** Runs a named query read-only. Throws `query-unknown`, `request-invalid` for a parameter, `deadline-exceeded`. */
  runNamed(
    name: string,
    params: Readonly<Record<string, unknown>>,
    limits: QueryLimits,
    signal: AbortSignal,
  ): Promise<QueryRows>;
  /** Runs one free read-only Cypher statement. Throws `capability-missing` on a store without Cypher, `query-refused`. */
  runCypher(
    statement: string,
    params: Readonly<Record<string, unknown>>,
    limits: QueryLimits,
    signal: AbortSignal,
  ): Promise<QueryRows>;

  /** Appends events to a stream; throws `store-conflict` when the stream does not hold `expectedSequence` events. */
  append(
    stream: string,
    expectedSequence: number,
    events: readonly ConversationEvent[],
    signal: AbortSignal,
  ): Promise<void>;
  /** Events of a stream in order, all or those of a range; empty where it does not exist. */
  read(stream: string, signal: AbortSignal, range?: EventRange): Promise<readonly ConversationEvent[]>;
  /**
   * Removes streams whose last event was appended before a moment (epoch milliseconds), at most `limit`; returns how
   * many. What was written before times were kept stays.
   */
  removeStreams(before: number, limit: number, signal: AbortSignal): Promise<number>;
  /** Writes the durable result under a key, replacing one that is there. */
  putResult(key: string, record: unknown, signal: AbortSignal): Promise<void>;
  /** Writes many results in one transaction: all or none; of equal keys the last stays. A write costs the disk one wait. */
  putResults(
    results: readonly { readonly key: string; readonly record: unknown }[],
    signal: AbortSignal,
  ): Promise<void>;
  /** The record under a key, or null. */
  getResult(key: string, signal: AbortSignal): Promise<unknown>;
}
