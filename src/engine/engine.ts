import type {
  Comparison,
  ComparisonRequest,
  ConversationShown,
  ExplainReport,
  ExplainRequest,
  Explanation,
  ExplanationPart,
  ExtractReport,
  FollowUp,
  FollowUpRequest,
  ImportReport,
  MessageReply,
  MessageRequest,
  MetricsResult,
  NearRequest,
  NearResult,
  PathRequest,
  PathResult,
  Profile,
  ProfileRequest,
  QueryResult,
  Recommendations,
  RecommendRequest,
  RemoveReport,
  StrikeList,
  StrikeRequest,
  TuneReport,
  TurnReply,
  TurnRequest,
  VocabularyApplyReport,
  Why,
  WhyNot,
  WhyNotRequest,
  WhyRequest,
} from '../contract/types.ts';
import type { OpinionLexicon } from '../core/opinions/lexicon.ts';
import type { Vocabulary } from '../core/opinions/vocabulary/vocabulary.ts';
import type { DataSource, PairSource, ReadRow, RejectsWriter, ResultsFile } from '../files/port.ts';
import type { ModelStatus } from '../llm/port.ts';
import type { NeighbourState } from '../store/neighbour-port.ts';
import type { FactKind, NamedQuery, OpinionEvidence, RemovableKind } from '../store/port.ts';
import type { CheckNeighboursRequest, NeighbourCheck } from './ranking/check-neighbours.ts';

/** How far a long command has come. `total` is null where it cannot be known. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit:
    | 'bytes'
    | 'rows'
    | 'pairs'
    | 'users'
    | 'sentences'
    | 'reviews'
    | 'opinions'
    | 'sessions'
    | 'turns';
  /** Who wrote the texts so far; only where texts are written. */
  readonly rungs?: Readonly<Record<'model' | 'repair' | 'template', number>>;
}

/** What import takes. */
export interface ImportRequest {
  readonly source: DataSource;
  readonly dryRun: boolean;
  readonly rejects: RejectsWriter;
  readonly onProgress: (progress: Progress) => void;
}

/** What remove takes. */
export interface RemoveRequest {
  readonly kind: RemovableKind;
  /** Rows of a data set, or `{id}` of reviews and opinions. */
  readonly rows: (signal: AbortSignal) => AsyncIterable<ReadRow>;
  readonly dryRun: boolean;
  readonly rejects: RejectsWriter;
}

/** What extract takes. */
export interface ExtractRequest {
  readonly lexicon: OpinionLexicon;
  /**
   * What finds opinions: rules (the default), a model held to the vocabulary, or rules that propose spans of which the model
   * makes opinions.
   */
  readonly method?: 'rules' | 'model' | 'combined';
  /** What aspects are called; without one (absent or null) they keep the names that reviews give them. */
  readonly vocabulary?: Vocabulary | null;
  /** Whether opinions on aspects that the vocabulary does not know are left out; false by default. */
  readonly isClosed?: boolean;
  readonly dryRun: boolean;
  /** Only reviews from this moment on, epoch milliseconds; null for all. */
  readonly since: number | null;
  /** A new aspect is taken up when at least this many of these reviews name it; above 1 the reviews are read twice. */
  readonly aspectReviewsMin: number;
  /** Reviews that a model is asked about at one time, 1 by default. */
  readonly concurrency?: number;
  /** Longest time for one review, in milliseconds; null for any. */
  readonly deadlineMs: number | null;
  readonly onProgress: (progress: Progress) => void;
}

/** What proposing a vocabulary takes. */
export interface ProposeVocabularyRequest {
  /** What is decided already: it is not proposed otherwise. */
  readonly known: Vocabulary;
  /** Fewest opinions of an aspect that is proposed. */
  readonly opinionsMin: number;
  /** Name of an embedding model that finds names near in meaning, null for none. */
  readonly embeddingModel: string | null;
  readonly onProgress: (progress: Progress) => void;
}

/** What proposing a vocabulary by a language model takes. */
export interface ProposeByModelRequest {
  /** Most reviews of the sample. */
  readonly reviewsMax: number;
  /** Most aspects that are proposed. */
  readonly aspectsMax: number;
  /** As in `ProposeVocabularyRequest`. */
  readonly embeddingModel: string | null;
  readonly onProgress: (progress: Progress) => void;
}

/** Aspects that a language model proposed from a sample of the reviews. */
export interface ProposedByModel {
  /** Reviews of the sample. */
  readonly reviews: number;
  /** Names that the model gave. */
  readonly names: number;
  /** Names dropped: none, too long, or without a word in two of the reviews. */
  readonly dropped: number;
  readonly calls: number;
  readonly failed: number;
  /** Answers that were not what was asked for. */
  readonly refused: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly proposals: Vocabulary;
}

/** Aspects proposed from the opinions of the store. */
export interface VocabularyProposals {
  /** Opinions read. */
  readonly opinions: number;
  /** Different names that they use. */
  readonly names: number;
  readonly proposals: Vocabulary;
}

/** What naming the opinions of the store by a vocabulary takes. */
export interface ApplyVocabularyRequest {
  readonly vocabulary: Vocabulary;
  readonly dryRun: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What building the lists takes. */
export interface BuildNeighboursRequest {
  /** Most entries of an item's list. */
  readonly length: number;
  readonly onProgress: (progress: Progress) => void;
}

/** What tune takes. */
export interface TuneRequest {
  /** Say what would be chosen and write nothing. */
  readonly dryRun: boolean;
  /** Take an earlier tuning out of the manifest instead of tuning. */
  readonly forget: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What explaining a file of pairs takes. */
export interface ExplainManyRequest {
  readonly pairs: PairSource;
  readonly results: ResultsFile;
  /** Takes the pairs that cannot be explained, with the reason. */
  readonly failures: RejectsWriter;
  /** Calls of the model at one time, at least 1; as many groups of templates where there is none. */
  readonly concurrency: number;
  readonly onProgress: (progress: Progress) => void;
}

/** What metrics takes. */
export interface MetricsRequest {
  readonly metric: string;
  readonly projection: string;
  /** Restart nodes of personalised PageRank, references such as `Item:kilo`; empty for other metrics. */
  readonly restart: readonly string[];
  /** PageRank only near the restart nodes, with a bound on the error of each node. */
  readonly isLocal: boolean;
  /** Most nodes in the answer. */
  readonly limit: number;
}

/** A user or item that a page may offer for choice. */
export interface NamedId {
  readonly id: string;
  readonly name: string | null;
}

/** The engine: what commands, the HTTP server and library users call. Every method may reject with EngineError. */
export interface Engine {
  /** Chooses the settings of the ranking on a part of the store's own data and writes them to its manifest. */
  tune(request: TuneRequest, signal?: AbortSignal): Promise<TuneReport>;
  recommend(request: RecommendRequest, signal?: AbortSignal): Promise<Recommendations>;
  /** Writes the item-item lists that score a user within the store. */
  buildNeighbours(request: BuildNeighboursRequest, signal?: AbortSignal): Promise<NeighbourState>;
  /** Compares them with the graph in memory. */
  checkNeighbours(request: CheckNeighboursRequest, signal?: AbortSignal): Promise<NeighbourCheck>;
  why(request: WhyRequest, signal?: AbortSignal): Promise<Why>;
  whyNot(request: WhyNotRequest, signal?: AbortSignal): Promise<WhyNot>;
  profile(request: ProfileRequest, signal?: AbortSignal): Promise<Profile>;
  strike(request: StrikeRequest, signal?: AbortSignal): Promise<StrikeList>;
  explain(request: ExplainRequest, signal?: AbortSignal): Promise<Explanation>;
  /** Compares two items for a user in sentences, without a model. */
  compare(request: ComparisonRequest, signal?: AbortSignal): Promise<Comparison>;
  /** Answers a question about an explanation from the graph. */
  followUp(request: FollowUpRequest, signal?: AbortSignal): Promise<FollowUp>;
  /** The same, in parts: each sentence as the gate accepts it, then the whole. */
  explainStream(request: ExplainRequest, signal?: AbortSignal): AsyncIterable<ExplanationPart>;
  explainMany(request: ExplainManyRequest, signal?: AbortSignal): Promise<ExplainReport>;
  converse(request: TurnRequest, signal?: AbortSignal): Promise<TurnReply>;
  hearMessage(request: MessageRequest, signal?: AbortSignal): Promise<MessageReply>;
  showConversation(conversation: string, signal?: AbortSignal): Promise<ConversationShown>;
  importData(request: ImportRequest, signal?: AbortSignal): Promise<ImportReport>;
  removeData(request: RemoveRequest, signal?: AbortSignal): Promise<RemoveReport>;
  extractReviews(request: ExtractRequest, signal?: AbortSignal): Promise<ExtractReport>;
  proposeVocabulary(request: ProposeVocabularyRequest, signal?: AbortSignal): Promise<VocabularyProposals>;
  proposeByModel(request: ProposeByModelRequest, signal?: AbortSignal): Promise<ProposedByModel>;
  applyVocabulary(request: ApplyVocabularyRequest, signal?: AbortSignal): Promise<VocabularyApplyReport>;
  queries(): readonly NamedQuery[];
  runQuery(
    name: string,
    params: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<QueryResult>;
  runCypher(
    statement: string,
    params: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<QueryResult>;
  findPaths(request: PathRequest, signal?: AbortSignal): Promise<PathResult>;
  /** Nodes near some others by personalised PageRank, with a measured bound. */
  near(request: NearRequest, signal?: AbortSignal): Promise<NearResult>;
  measure(request: MetricsRequest, signal?: AbortSignal): Promise<MetricsResult>;
  /** Users in id order, at most `limit`, whose id or name contains `text`. */
  users(text: string, limit: number, signal?: AbortSignal): Promise<readonly NamedId[]>;
  /** Reviews behind an item's aspect, without their writers. */
  opinions(item: string, aspect: string, signal?: AbortSignal): Promise<readonly OpinionEvidence[]>;
  /** Number of rows of each kind in the store. */
  counts(signal?: AbortSignal): Promise<Readonly<Record<FactKind, number>>>;
  modelStatus(signal?: AbortSignal): Promise<ModelStatus>;
  /** Where the store is, without secrets. */
  readonly storeAddress: string;
  close(): Promise<void>;
}
