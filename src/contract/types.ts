// Generated from schema/*.schema.json by scripts/generate-types.ts; edit the schemas, not this file.

/**
 * One event of the append-only log of a conversation. Each turn ends with one question-ask, items-show or reply-give, which holds the act and the whole reply.
 */
export type ConversationEvent = (ConversationStartEvent | SnapshotChangedEvent | QuestionAskEvent | ItemsShowEvent | ReplyGiveEvent | AnswerGiveEvent | CritiqueGiveEvent | MessageReceiveEvent | ItemAcceptEvent | ItemRefuseEvent | AnswerCorrectEvent | TurnUndoEvent)
/**
 * What a person does in one turn of a conversation.
 */
export type TurnAct = (StartAct | AnswerAct | CritiqueAct | MessageAct | AcceptAct | RefuseAct | CorrectAct | WhyAct | UndoAct | ResumeAct | BranchAct | LeaveAct)
/**
 * One line of the evidence that check holds a text against: a fact or a sentence.
 */
export type EvidenceLine = ({
/**
 * What the fact is about.
 */
subject: string
/**
 * Name of the relation, such as director or published in.
 */
relation: string
/**
 * What the relation leads to: a name, a number, a date.
 */
value: string
} | {
/**
 * Name of the sentence for its readers.
 */
id?: string
/**
 * What is known, in one sentence.
 */
sentence: string
})
/**
 * One part of an explanation that is streamed: sentences as the gate accepts them, then the whole.
 */
export type ExplanationPart = (SentencePart | RestartPart | EndPart)
/**
 * The model that was asked, null where none was.
 */
export type ExtractModel = ({
/**
 * Its name.
 */
name: string
/**
 * Its digest.
 */
digest: string
} | null)

/**
 * A question about one attribute, or about several of one relation.
 */
export interface AskSay {
/**
 * Kind of reply.
 */
type: "ask"
attribute: NodeShown
/**
 * Relation of the question.
 */
relation: string
/**
 * The question in words.
 */
text: string
/**
 * Why it is asked, in words.
 */
reason: string
/**
 * Expected information gain of the answer to the first value, in bits.
 */
gainBits: number
/**
 * Probability of a yes, 0..1.
 */
yesProbability: number
/**
 * How many of the items still possible have the attribute.
 */
matching: number
/**
 * What is asked for, most telling first; the first one stands in `attribute` too.
 */
values: AskedValue[]
/**
 * What decided between asking and showing; null for policies that do not look ahead.
 */
expected: (null | ExpectedActions)
/**
 * The question before a model worded it.
 */
plainText?: string
}
/**
 * A node as the border shows it; users other than the asker have id and name null.
 */
export interface NodeShown {
/**
 * Label of the node.
 */
label: ("User" | "Item" | "Attribute" | "Aspect")
/**
 * Id, null for another user.
 */
id: (string | null)
/**
 * Name, null for another user or where there is none.
 */
name: (string | null)
}
/**
 * One value that a question asks for.
 */
export interface AskedValue {
attribute: NodeShown
/**
 * Expected information gain of its answer in bits.
 */
gainBits: number
/**
 * Probability of a yes, 0..1.
 */
yesProbability: number
/**
 * Share of the belief that has it, 0..1.
 */
share: number
/**
 * How many of the items still possible have it.
 */
matching: number
}
/**
 * Expected number of actions until the right item is shown.
 */
export interface ExpectedActions {
/**
 * With the best question now; null where none tells anything.
 */
ask: (number | null)
/**
 * With the best list now.
 */
show: number
}
/**
 * One line of aspects.jsonl: something reviews praise or criticise.
 */
export interface AspectRow {
/**
 * Unique among aspects.
 */
id: string
/**
 * What people call it.
 */
name: string
}
/**
 * What a model answers when it is asked which aspects some reviews speak of.
 */
export interface AspectsReply {
/**
 * Names of aspects.
 */
aspects: string[]
}
/**
 * One line of attributes.jsonl: an entity that is no item.
 */
export interface AttributeRow {
/**
 * Unique among attributes.
 */
id: string
/**
 * Kind of entity, such as director or brand.
 */
kind: string
/**
 * What people call it.
 */
name: string
}
/**
 * What check found in a text: the stretches that its evidence does not support.
 */
export interface CheckResult {
/**
 * Whether no stretch was found.
 */
supported: boolean
/**
 * The stretches in order, without overlaps.
 */
spans: {
/**
 * Offset in UTF-16 units.
 */
start: number
/**
 * Offset behind the last unit.
 */
end: number
/**
 * The stretch as written.
 */
text: string
/**
 * What is missing, for programs.
 */
kind: ("name" | "number" | "word" | "role" | "relation" | "quantifier" | "judgement" | "negation" | "statement")
/**
 * What is missing, in words.
 */
reason: string
}[]
}
/**
 * A sentence and the evidence it rests on.
 */
export interface CitedSentence {
/**
 * One sentence.
 */
text: string
/**
 * Evidence that supports the sentence.
 * 
 * Items: Id of evidence.
 */
cites: string[]
}
/**
 * Two items to compare for a user.
 */
export interface ComparisonRequest {
/**
 * Id of the user.
 */
user: string
/**
 * Id of the item that is compared.
 */
item: string
/**
 * Id of the item that it is compared with, another one.
 */
other: string
}
/**
 * Two items compared for a user, each sentence with the evidence it cites.
 */
export interface Comparison {
/**
 * Id of the user.
 */
user: string
/**
 * Both items in the order asked.
 * 
 * Items: One of the two items.
 */
items: {
item: NodeShown
/**
 * Rank of the item for the user.
 */
rank: number
}[]
/**
 * Id of the item that the ranking puts first of the two.
 */
first: string
/**
 * The comparison in words.
 */
text: string
/**
 * The sentences of the text: what speaks for one item and not for the other, what both share, drawbacks, and the ranks.
 */
sentences: CitedSentence[]
/**
 * What the sentences cite.
 */
evidence: Evidence[]
/**
 * Version of the gate that the sentences passed.
 */
gateVersion: string
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
}
/**
 * One numbered statement that a sentence may cite.
 */
export interface Evidence {
/**
 * E1, E2, ...
 */
id: string
/**
 * What it rests on; counterfactual: a ranking without one fact of the reader; number: something counted.
 */
kind: ("reason" | "against" | "opinion" | "counterfactual" | "number")
/**
 * Canonical sentence; true of the graph.
 */
sentence: string
/**
 * Share of the score it carries, 0 for opinions.
 */
share: number
/**
 * Id of the reason, null for opinions.
 */
reasonId: (string | null)
/**
 * Ids of all reasons that it tells as one, strongest first; absent where it tells one.
 * 
 * Items: Id of a reason.
 */
reasonIds?: string[]
/**
 * Names it holds.
 * 
 * Items: A name.
 */
names: string[]
/**
 * Numbers it holds.
 * 
 * Items: A number.
 */
numbers: number[]
/**
 * Whether it speaks for the item.
 */
polarity: ("positive" | "negative" | "neutral")
/**
 * Id of the review quoted.
 */
review: (string | null)
/**
 * Words of the review, verbatim.
 */
quote: (string | null)
path?: PathShown
}
/**
 * A path as the border shows it.
 */
export interface PathShown {
/**
 * Nodes in order, the first one is where the path begins.
 */
nodes: NodeShown[]
/**
 * Steps, one fewer than nodes.
 */
relations: StepShown[]
}
/**
 * One step of a path.
 */
export interface StepShown {
/**
 * Relationship type.
 */
type: string
/**
 * Whether the step follows the relationship or goes against it.
 */
direction: ("forward" | "backward")
}
/**
 * whypath.config.json.
 */
export interface ConfigurationFile {
/**
 * File path, or a bolt:// or neo4j:// address.
 */
store?: string
neo4j?: Neo4JSetting
/**
 * Address of the Ollama server.
 */
ollamaHost?: string
/**
 * Name of the Ollama model.
 */
model?: string
/**
 * Port of the page.
 */
port?: number
/**
 * Where recommendations are worked out: over the graph in memory, or within the store.
 */
ranking?: ("in-process" | "lists" | "gds")
/**
 * Fewest people behind "people who".
 */
peopleMin?: number
}
/**
 * How Neo4j is reached; passwords belong into the environment.
 */
export interface Neo4JSetting {
/**
 * User name.
 */
username?: string
/**
 * Database name.
 */
database?: string
}
/**
 * A person opens the conversation.
 */
export interface ConversationStartEvent {
/**
 * Kind of event.
 */
type: "conversation-start"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Id of a known user, null for a stranger.
 */
user: (string | null)
/**
 * Id of the attribute wanted at the opening, or null.
 */
attribute: (string | null)
/**
 * Snapshot the conversation is pinned to.
 */
snapshot: string
/**
 * Id of the item that the right one shall be like, or null.
 */
item?: (string | null)
/**
 * How the next action is chosen, for the whole conversation; look-ahead without it.
 */
policy?: ("look-ahead" | "greedy-entropy" | "popularity")
/**
 * Whether several different items would be right, so that a yes may be meant for another one of them.
 */
several?: boolean
/**
 * Most values of one kind in a question; 1 without it.
 */
valuesMax?: number
parent?: Parent
}
/**
 * The conversation that this one was branched from.
 */
export interface Parent {
/**
 * Its id.
 */
conversation: string
/**
 * Number of its events that are shared.
 */
sequence: number
}
/**
 * The data moved on; the conversation goes on with the new snapshot.
 */
export interface SnapshotChangedEvent {
/**
 * Kind of event.
 */
type: "snapshot-changed"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Snapshot until now.
 */
from: string
/**
 * Snapshot from now on.
 */
to: string
/**
 * The asker or attributes with an answer that the new snapshot lacks.
 */
vanished: NodeShown[]
}
/**
 * The turn ends with a question.
 */
export interface QuestionAskEvent {
/**
 * Kind of event.
 */
type: "question-ask"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
act: TurnAct
say: AskSay
/**
 * Items that fit the answers best and were not refused.
 */
candidates: number
/**
 * The likeliest items, best first.
 */
top: ShownItem[]
/**
 * What to know beside the reply, such as that the data changed.
 * 
 * Items: One sentence.
 */
notes: string[]
/**
 * Snapshot the reply was made on.
 */
snapshot: string
/**
 * Sequence of the first event by which this turn said something of the right item; undo, correct and branch take it. Null when it said nothing.
 */
given?: (number | null)
/**
 * When, in epoch milliseconds; in no reply.
 */
at?: number
message?: MessageHeard
/**
 * Whether the next turn is of the same message, so that undo takes both back.
 */
goesOn?: boolean
}
/**
 * Opens the conversation.
 */
export interface StartAct {
/**
 * Kind of act.
 */
type: "start"
/**
 * Id of a known user, or null for a stranger.
 */
user: (string | null)
/**
 * Id or name of an attribute that is wanted, or null.
 */
attribute: (string | null)
/**
 * Id of an item: something like it is wanted.
 */
item?: (string | null)
/**
 * The words as they were said.
 */
text?: string
/**
 * Things of the graph that the text names, each wanted or not.
 */
links?: WishLink[]
/**
 * How the next action is chosen, for the whole conversation; look-ahead without it.
 */
policy?: ("look-ahead" | "greedy-entropy" | "popularity")
/**
 * Whether several different items would be right, so that a yes may be meant for another one of them.
 */
several?: boolean
/**
 * Most values of one kind in a question; 1 without it.
 */
valuesMax?: number
}
/**
 * A thing of the graph that somebody named: an attribute or aspect that is wanted or not, an item that the right one shall be like or that is refused.
 */
export interface WishLink {
/**
 * Label of the node.
 */
label: ("Attribute" | "Item" | "Aspect")
/**
 * Id of the node.
 */
id: string
/**
 * Whether it is wanted.
 */
want: boolean
}
/**
 * Answers the open question.
 */
export interface AnswerAct {
/**
 * Kind of act.
 */
type: "answer"
/**
 * any: don't care.
 */
answer: ("yes" | "no" | "any")
/**
 * With yes: which of the values that were asked for are wanted; the others are not. Without it one of them at least is wanted.
 * 
 * Items: Id of a value of the question.
 */
values?: string[]
/**
 * Id of an attribute of the question that is meant; an answer to a question that is no longer open is then refused.
 */
attribute?: string
}
/**
 * Says how the right item differs: "cheaper than this", "same but quieter", "without this attribute".
 */
export interface CritiqueAct {
/**
 * Kind of act.
 */
type: "critique"
/**
 * What it is about.
 */
about: ("attribute" | "number" | "aspect")
/**
 * Id or name of the attribute or aspect, or name of the number in the manifest.
 */
name: string
/**
 * more: with the attribute, a larger number, praised more for the aspect; less: without, smaller, praised less.
 */
direction: ("more" | "less")
/**
 * Id of a shown item that it is compared with; for a number or an aspect the first of the open list without it.
 */
than?: (string | null)
/**
 * A number to compare with in place of an item, in the unit of the manifest.
 */
value?: (number | null)
/**
 * Whether the right item is otherwise like the one it is compared with.
 */
like?: boolean
}
/**
 * Says something in words, with what was found of it in the graph.
 */
export interface MessageAct {
/**
 * Kind of act.
 */
type: "message"
/**
 * The words as they were said.
 */
text: string
/**
 * Things of the graph that the text names, each wanted or not.
 */
links: WishLink[]
}
/**
 * Accepts a shown item.
 */
export interface AcceptAct {
/**
 * Kind of act.
 */
type: "accept"
/**
 * Id of the item.
 */
item: string
/**
 * Keeps the item and goes on looking for another one.
 */
goOn?: boolean
}
/**
 * Refuses all shown items, or some of them.
 */
export interface RefuseAct {
/**
 * Kind of act.
 */
type: "refuse"
/**
 * The items refused; all of the open list without it.
 * 
 * Items: Id of a shown item.
 */
items?: string[]
}
/**
 * Gives another answer to an earlier question.
 */
export interface CorrectAct {
/**
 * Kind of act.
 */
type: "correct"
/**
 * Sequence of the answer, as the reply to it gave it.
 */
sequence: number
/**
 * any: don't care.
 */
answer: ("yes" | "no" | "any")
/**
 * With yes: which of the values that were asked for are wanted; the others are not. Without it one of them at least is wanted.
 * 
 * Items: Id of a value of the question.
 */
values?: string[]
}
/**
 * Asks why the question is asked or the list shown, or why an item is in it.
 */
export interface WhyAct {
/**
 * Kind of act.
 */
type: "why"
/**
 * A shown item, or null for the open question or list.
 */
item: (string | null)
}
/**
 * Takes the last thing said back, or everything from an event on.
 */
export interface UndoAct {
/**
 * Kind of act.
 */
type: "undo"
/**
 * Sequence of the first event that shall not count, as a reply gave it.
 */
toSequence?: number
}
/**
 * Asks for what is open once more, as after a restart.
 */
export interface ResumeAct {
/**
 * Kind of act.
 */
type: "resume"
}
/**
 * Begins a conversation that shares the history of another one up to an event.
 */
export interface BranchAct {
/**
 * Kind of act.
 */
type: "branch"
/**
 * Id of the other conversation.
 */
parent: string
/**
 * Number of its events that are shared, at the end of a turn; all without it.
 */
sequence?: number
}
/**
 * Ends the conversation.
 */
export interface LeaveAct {
/**
 * Kind of act.
 */
type: "leave"
}
/**
 * An item and its probability.
 */
export interface ShownItem {
/**
 * Id.
 */
id: string
/**
 * Name.
 */
name: (string | null)
/**
 * Posterior probability, 0..1.
 */
probability: number
}
/**
 * The words of which a turn is the last act, and what was said to them beside its reply.
 */
export interface MessageHeard {
/**
 * The words.
 */
text: string
/**
 * What doubtful names in them mean.
 */
choices: NameChoice[]
/**
 * As in the reply.
 */
heard: HeardName[]
/**
 * As in the reply.
 */
answer: (string | null)
}
/**
 * The meaning of one doubtful name.
 */
export interface NameChoice {
/**
 * Where the name begins in the text, in UTF-16 units, as the doubt gave it.
 */
start: number
/**
 * Reference such as Attribute:noir, one of those that the doubt offered; null: none of them.
 */
node: (string | null)
}
/**
 * A thing of the graph that the text names.
 */
export interface HeardName {
node: NodeShown
/**
 * Whether it is wanted.
 */
want: boolean
}
/**
 * The turn ends with a list of items.
 */
export interface ItemsShowEvent {
/**
 * Kind of event.
 */
type: "items-show"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
act: TurnAct
say: ShowSay
/**
 * Items that fit the answers best and were not refused.
 */
candidates: number
/**
 * The likeliest items, best first.
 */
top: ShownItem[]
/**
 * What to know beside the reply, such as that the data changed.
 * 
 * Items: One sentence.
 */
notes: string[]
/**
 * Snapshot the reply was made on.
 */
snapshot: string
/**
 * Sequence of the first event by which this turn said something of the right item; undo, correct and branch take it. Null when it said nothing.
 */
given?: (number | null)
/**
 * When, in epoch milliseconds; in no reply.
 */
at?: number
message?: MessageHeard
/**
 * Whether the next turn is of the same message, so that undo takes both back.
 */
goesOn?: boolean
}
/**
 * A list of items to accept or refuse.
 */
export interface ShowSay {
/**
 * Kind of reply.
 */
type: "show"
/**
 * Items, best first.
 */
items: ShownItem[]
/**
 * In words.
 */
text: string
/**
 * Why now, in words.
 */
reason: string
/**
 * likely: the items hold enough of the belief; few: hardly more are left; no-question: none would tell the rest apart.
 */
cause: ("likely" | "few" | "no-question")
/**
 * Probability that one of the items is the right one, 0..1.
 */
mass: number
/**
 * What decided between asking and showing; null for policies that do not look ahead.
 */
expected: (null | {
/**
 * With the best question now; null where none tells anything.
 */
ask: (number | null)
/**
 * With the best list now.
 */
show: number
})
/**
 * What may be said of a shown item beside taking or refusing it.
 */
critiques: OfferedCritique[]
}
/**
 * A critique that the data allows, to be sent with the item it is compared with.
 */
export interface OfferedCritique {
/**
 * In one word or two, such as cheaper.
 */
text: string
/**
 * What it is about.
 */
about: ("number" | "aspect")
/**
 * Name of the number, or id of the aspect.
 */
name: string
/**
 * As in the act.
 */
direction: ("more" | "less")
}
/**
 * The turn ends with an explanation or with the end.
 */
export interface ReplyGiveEvent {
/**
 * Kind of event.
 */
type: "reply-give"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
act: TurnAct
/**
 * The reply.
 */
say: (ExplainSay | EndSay)
/**
 * Items that fit the answers best and were not refused.
 */
candidates: number
/**
 * The likeliest items, best first.
 */
top: ShownItem[]
/**
 * What to know beside the reply, such as that the data changed.
 * 
 * Items: One sentence.
 */
notes: string[]
/**
 * Snapshot the reply was made on.
 */
snapshot: string
/**
 * Sequence of the first event by which this turn said something of the right item; undo, correct and branch take it. Null when it said nothing.
 */
given?: (number | null)
/**
 * When, in epoch milliseconds; in no reply.
 */
at?: number
message?: MessageHeard
/**
 * Whether the next turn is of the same message, so that undo takes both back.
 */
goesOn?: boolean
}
/**
 * An answer to why.
 */
export interface ExplainSay {
/**
 * Kind of reply.
 */
type: "explain"
/**
 * What was asked about.
 */
about: ("question" | "list" | "item")
/**
 * In words.
 */
text: string
}
/**
 * The end of a conversation.
 */
export interface EndSay {
/**
 * Kind of reply.
 */
type: "end"
/**
 * accepted: an item was chosen; exhausted: every item was refused or seen; contradiction: no item fits all answers; left: the person ended it.
 */
outcome: ("accepted" | "exhausted" | "contradiction" | "left")
/**
 * The item chosen, else null.
 */
item: (null | NodeShown)
/**
 * In words.
 */
text: string
/**
 * Every item that was accepted, in order.
 */
kept: NodeShown[]
}
/**
 * A person answers the open question.
 */
export interface AnswerGiveEvent {
/**
 * Kind of event.
 */
type: "answer-give"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Id of the attribute.
 */
attribute: string
/**
 * Relation of the question.
 */
relation: string
/**
 * any: don't care.
 */
answer: ("yes" | "no" | "any")
/**
 * Further values of the question: yes means that one at least is wanted.
 * 
 * Items: Id of an attribute.
 */
others?: string[]
/**
 * Chance of a yes meant for another right item, at that moment.
 */
falseAlarm?: number
}
/**
 * A person says how the right item differs.
 */
export interface CritiqueGiveEvent {
/**
 * Kind of event.
 */
type: "critique-give"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * What it is about.
 */
about: ("attribute" | "number" | "aspect")
/**
 * Id of the attribute or aspect, or name of the number.
 */
name: string
/**
 * As in the act.
 */
direction: ("more" | "less")
/**
 * Id of the item that it is compared with, or null.
 */
than: (string | null)
/**
 * The number that it is compared with; null for other critiques.
 */
value: (number | null)
/**
 * Whether the right item is otherwise like that item.
 */
like: boolean
}
/**
 * A person says something in words.
 */
export interface MessageReceiveEvent {
/**
 * Kind of event.
 */
type: "message-receive"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * The words as they were said.
 */
text: string
/**
 * Things of the graph that the text names, each wanted or not.
 */
links: WishLink[]
}
/**
 * A person accepts a shown item.
 */
export interface ItemAcceptEvent {
/**
 * Kind of event.
 */
type: "item-accept"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Id of the item.
 */
item: string
/**
 * Whether the conversation goes on.
 */
goOn?: boolean
}
/**
 * A person refuses all items of the open list.
 */
export interface ItemRefuseEvent {
/**
 * Kind of event.
 */
type: "item-refuse"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Items refused.
 * 
 * Items: Id.
 */
items: string[]
}
/**
 * A person gives another answer to an earlier question.
 */
export interface AnswerCorrectEvent {
/**
 * Kind of event.
 */
type: "answer-correct"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * Sequence of an answer to that question.
 */
ofSequence: number
/**
 * The answers that stand for the earlier ones.
 */
answers: CorrectedAnswer[]
}
/**
 * What holds now.
 */
export interface CorrectedAnswer {
/**
 * Id of the attribute.
 */
attribute: string
/**
 * Relation of the question, or null for all that lead to it.
 */
relation: (string | null)
/**
 * any: don't care.
 */
answer: ("yes" | "no" | "any")
/**
 * Further values of the question: yes means that one at least is wanted.
 * 
 * Items: Id of an attribute.
 */
others?: string[]
}
/**
 * A person takes the last act back.
 */
export interface TurnUndoEvent {
/**
 * Kind of event.
 */
type: "turn-undo"
/**
 * Position in the log, from 0.
 */
sequence: number
/**
 * Id of the turn that caused it.
 */
turn: string
/**
 * The fold ignores the events from this sequence up to this event.
 */
toSequence: number
}
/**
 * Where a conversation stands: how each turn narrowed the items, and how the likely ones meet what was said.
 */
export interface ConversationShown {
/**
 * Id of the conversation.
 */
conversation: string
/**
 * Id of the known user, null for a stranger.
 */
user: (string | null)
/**
 * From the opening on; what was taken back is left out.
 */
steps: ConversationStep[]
/**
 * In the order in which they were said.
 */
wishes: ConversationWish[]
/**
 * The likeliest ten, best first.
 */
items: ConversationItem[]
/**
 * What stands open.
 */
standing: (AskSay | ShowSay | EndSay)
/**
 * Items that fit best.
 */
candidates: number
/**
 * All items of the graph.
 */
itemCount: number
}
/**
 * A turn that said something of the right item, and what it left.
 */
export interface ConversationStep {
/**
 * Sequence of its reply.
 */
sequence: number
/**
 * What was said; empty for the opening of a stranger.
 * 
 * Items: In a few words.
 */
said: string[]
/**
 * Items that fit best after it.
 */
candidates: number
}
/**
 * An attribute that was asked or named, and the answer.
 */
export interface ConversationWish {
attribute: NodeShown
/**
 * any: does not matter.
 */
answer: ("yes" | "no" | "any")
}
/**
 * A likely item and which of the wishes it meets.
 */
export interface ConversationItem {
/**
 * Id of the item.
 */
id: string
/**
 * Its name.
 */
name: (string | null)
/**
 * How likely it is the right one.
 */
probability: number
/**
 * The wishes whose attribute it has.
 * 
 * Items: Position among the wishes.
 */
has: number[]
}
/**
 * The smallest set of a user's own facts without which an item would leave the first places of her list; everything else stays as it is.
 */
export interface Counterfactual {
/**
 * Length of the list that the item leaves.
 */
limit: number
/**
 * Rank of the item as things are.
 */
rank: number
/**
 * The facts; empty where the item is not among the first places, or where none of hers carries it.
 */
facts: OwnFactShown[]
/**
 * Whether it is proven that no smaller set does it.
 */
isSmallest: boolean
/**
 * Proven: fewer facts than this do not do it.
 */
sizeMin: number
/**
 * Null where there are no facts to take away.
 */
after: (null | AfterRemoval)
/**
 * The answer in words.
 */
text: string
}
/**
 * A fact of the user.
 */
export interface OwnFactShown {
/**
 * like: an item with all her acts on it; aspect: what her opinions say she cares about.
 */
kind: ("like" | "aspect")
node: NodeShown
/**
 * What it carries of the score of the item, in units of the score.
 */
contribution: number
}
/**
 * Where the item then stands.
 */
export interface AfterRemoval {
/**
 * Its score.
 */
score: number
/**
 * Its rank, null when it is no longer ranked.
 */
rank: (number | null)
/**
 * The item that then stands where it stood.
 */
instead: (null | NodeShown)
}
/**
 * mapping.json beside CSV files: which columns are items, users, acts, attributes and reviews.
 */
export interface CsvMapping {
/**
 * Name of the data set.
 */
name: string
/**
 * What one thing and several are called.
 */
item?: {
/**
 * Singular.
 */
one: string
/**
 * Plural.
 */
many: string
}
/**
 * Scale of ratings.
 */
rating?: {
/**
 * Lowest rating.
 */
min: number
/**
 * Highest rating.
 */
max: number
/**
 * From this rating on an item counts as liked; every rating where absent.
 */
positiveFrom?: number
}
/**
 * CSV files with a header line, in any order.
 */
files: CsvFileMapping[]
}
/**
 * What the columns of one file are. With a user its lines are acts, with a name, properties or attributes they describe items; both in one file is fine.
 */
export interface CsvFileMapping {
/**
 * Name in the folder; the file may be packed as NAME.gz.
 */
file: string
/**
 * Sign between fields, default a comma.
 */
separator?: string
/**
 * Column with the id of the item.
 */
item: string
/**
 * Column with the name of the item; its id is its name where no file has one.
 */
itemName?: string
/**
 * Columns that become properties of the item.
 */
properties?: CsvProperty[]
/**
 * Columns whose values become attributes.
 */
attributes?: CsvAttribute[]
/**
 * Column with the id of the user; without it the file only describes items.
 */
user?: string
/**
 * Kind of act of every line, default RATED.
 */
kind?: string
/**
 * Column with the rating.
 */
rating?: string
at?: CsvMoment
review?: CsvReview
}
/**
 * One property.
 */
export interface CsvProperty {
/**
 * Column.
 */
column: string
/**
 * Name of the property, default the column's.
 */
name?: string
/**
 * Default text; a field that is no number stays text.
 */
type?: ("text" | "number")
}
/**
 * One kind of attribute.
 */
export interface CsvAttribute {
/**
 * Column.
 */
column: string
/**
 * Kind of the attribute, such as colour.
 */
kind: string
/**
 * What stands between several values; the whole field is one value where absent.
 */
separator?: string
/**
 * Relationship type, default HAS_ and the kind.
 */
relation?: string
}
/**
 * When it was done.
 */
export interface CsvMoment {
/**
 * Column.
 */
column: string
/**
 * iso: ISO 8601, UTC where no zone is named; seconds and milliseconds since 1970; else the order of three numbers between any signs, with a time of day where there is one, UTC.
 */
format: ("iso" | "seconds" | "milliseconds" | "year-month-day" | "day-month-year" | "month-day-year")
}
/**
 * What the user wrote.
 */
export interface CsvReview {
/**
 * Column with the text.
 */
text: string
/**
 * Column with its headline.
 */
headline?: string
/**
 * Column with the id of the review, else a hash of user, item and moment or line. Ids of reviews are shown: they must not name the writer.
 */
id?: string
}
/**
 * A language beside English in which reasons and explanations of a data set can be told. Relations bring their own wordings under translations.
 */
export interface DataLanguage {
/**
 * Code by BCP 47, such as de.
 */
code: string
item?: ItemPhrase
/**
 * What attributes and aspects are called, by reference such as Aspect:noise; those not listed keep their name.
 */
names?: {
[k: string]: string
}
words?: LanguageWords
}
/**
 * How an item is called that was named before.
 */
export interface ItemPhrase {
/**
 * At the beginning of a sentence, such as Dieses Spiel.
 */
subject: string
/**
 * At its end, where it is praised or liked, such as dieses Spiel.
 */
object: string
}
/**
 * Sentences of a language that no relation words, with the names in braces that each may hold. A language that whypath knows needs none of them.
 */
export interface LanguageWords {
/**
 * Another person likes both: {liked}, {item}.
 */
likedByOne?: string
/**
 * Others like both: {count}, {liked}, {item}.
 */
likedByMany?: string
/**
 * Liking one goes with liking the other less: {liked}, {item}.
 */
likedLess?: string
/**
 * One person likes it: {item}.
 */
popularOne?: string
/**
 * People like it: {count}, {item}.
 */
popularMany?: string
/**
 * What ties it to a liked item: {link}, a relation in words, and {liked}.
 */
related?: string
/**
 * The same where {link} ends with {liked}.
 */
relatedLast?: string
/**
 * What it shares with a liked item: {link}, {liked}.
 */
shared?: string
/**
 * The same with {liked} and one more.
 */
sharedAndOne?: string
/**
 * The same with {liked} and {count} more.
 */
sharedAndMany?: string
/**
 * What the reader cares about, {aspect}, and how often the item is praised for it, {opinions}, one of the following.
 */
praised?: string
/**
 * The same for criticism.
 */
criticised?: string
/**
 * The one opinion praises {item}.
 */
praiseOnly?: string
/**
 * Both opinions do.
 */
praiseBoth?: string
/**
 * All of {total} do.
 */
praiseAll?: string
/**
 * One of {total} does.
 */
praiseOne?: string
/**
 * {count} of {total} do.
 */
praiseSome?: string
/**
 * The one opinion criticises {item}.
 */
criticismOnly?: string
/**
 * Both opinions do.
 */
criticismBoth?: string
/**
 * All of {total} do.
 */
criticismAll?: string
/**
 * One of {total} does.
 */
criticismOne?: string
/**
 * {count} of {total} do.
 */
criticismSome?: string
/**
 * Words of a reviewer: {item}, {quote}.
 */
quoted?: string
/**
 * Between the last two of a list, such as and.
 */
and?: string
/**
 * What the reader likes, as part of what would be without it: {names}.
 */
likingOf?: string
/**
 * What the reader cares about, as part of it: one name in {names}.
 */
careAbout?: string
/**
 * The same with several names.
 */
careAboutMany?: string
/**
 * Where an item would stand without {facts}: {item}, {rank}.
 */
changed?: string
/**
 * The same where it would not be recommended.
 */
changedOut?: string
/**
 * It is not in the list: {item}, {rank}, {limit}.
 */
belowList?: string
/**
 * Nothing of the reader carries it into the list: {item}, {limit}.
 */
carriedByNothing?: string
/**
 * All reasons are withheld: {item}.
 */
withheld?: string
/**
 * There is no reason: {item}.
 */
nothing?: string
/**
 * Words of a reviewer where the item was named before: {quote}.
 */
quotedAgain?: string[]
/**
 * How a text begins: {item}, {reason}.
 */
openings?: string[]
/**
 * How a further reason is tied: {reason}.
 */
furthers?: string[]
/**
 * How a drawback is tied: {reason}.
 */
drawbacks?: string[]
}
/**
 * Answer to doctor.
 */
export interface DoctorReport {
/**
 * Checks in order.
 */
checks: DoctorCheck[]
/**
 * Whether everything needed is there.
 */
ok: boolean
}
/**
 * One thing looked at.
 */
export interface DoctorCheck {
/**
 * What.
 */
name: string
/**
 * optional: absent and not needed.
 */
status: ("ok" | "missing" | "broken" | "optional")
/**
 * What was found.
 */
found: string
/**
 * The exact command that mends it.
 */
fix: (string | null)
}
/**
 * One document of evaluate: figures of one suite on one data set.
 */
export interface Evaluation {
/**
 * Name of the suite.
 */
suite: string
/**
 * Name of the data set.
 */
data: string
/**
 * Set within the data.
 */
set?: string
/**
 * Split that was scored.
 */
split: ("valid" | "test")
/**
 * What the graph was made of.
 */
history?: ("train" | "train+valid")
/**
 * Number of cases.
 */
n: number
/**
 * Our figures, 0..1.
 */
metrics: {
[k: string]: number | null
}
/**
 * Standard error of each figure.
 */
standardError: {
[k: string]: number | null
}
/**
 * What made the figures.
 */
parameters: {

}
/**
 * Wall time of the run in seconds.
 */
seconds: number
/**
 * Why a figure is null, and the like.
 * 
 * Items: A note.
 */
notes?: string[]
/**
 * One point an action; only where sessions are played.
 */
curve?: CurvePoint[]
}
/**
 * How the sessions of a conversation suite stand at one action.
 */
export interface CurvePoint {
/**
 * Number of the action.
 */
action: number
/**
 * Share of all sessions that come to it.
 */
going: number
/**
 * Share of those in which it is a question.
 */
asked: number
/**
 * Share of all sessions that found what was wanted with it or earlier.
 */
found: number
}
/**
 * What explaining a file of pairs did.
 */
export interface ExplainReport {
/**
 * Lines of the input that were read.
 */
pairs: number
/**
 * Pairs whose line was in the output already, or that the input holds twice.
 */
present: number
/**
 * Lines written from results that the store held, without work.
 */
reused: number
/**
 * Lines written from explanations made in this run.
 */
made: number
/**
 * Of those made: templates because a call of the model failed; the next run makes them again.
 */
notKept: number
/**
 * Lines that name no pair that can be explained.
 */
failed: number
/**
 * Where those are with their reasons, null when there are none.
 */
failuresFile: (string | null)
/**
 * The output file.
 */
output: string
rungs: RungCounts
/**
 * Time of the run in seconds.
 */
seconds: number
}
/**
 * Who wrote the texts made in this run.
 */
export interface RungCounts {
/**
 * First answers of the model.
 */
model: number
/**
 * Repaired answers.
 */
repair: number
/**
 * Templates.
 */
template: number
}
/**
 * What a text is asked for: a user and an item to explain, two items to compare, an item that is not in the list, or the user; also one line of the input of explain.
 */
export interface ExplainRequest {
/**
 * Id of the user.
 */
user: string
/**
 * Id of the item; left out for a profile.
 */
item?: string
/**
 * Id of the item that it is compared with; for a comparison only.
 */
other?: string
/**
 * Form of the text: a paragraph (default), one sentence, or a list of sentences, one a line, on why the item is recommended; a comparison of two items; why the item is not in the list; or what is known of the user.
 */
form?: ("paragraph" | "sentence" | "bullets" | "comparison" | "why-not" | "profile")
/**
 * Language of the text: en (default) or one that the manifest has, such as de, which templates write and no model.
 */
language?: string
/**
 * Whether the evidence says where the item would stand without what carries it most. Default true for one pair; false in a file of pairs, where every change of a rank would make texts anew.
 */
counterfactual?: boolean
/**
 * Whether a model is asked, of each sentence that the gate accepted, if its evidence supports it. It may only reject. Default false; not together with streaming.
 */
secondOpinion?: boolean
}
/**
 * A sentence that the gate accepts.
 */
export interface SentencePart {
/**
 * Kind of part.
 */
type: "sentence"
sentence: CitedSentence
}
/**
 * The text begins anew, as what followed was refused; the sentences before are true, but no longer part of it.
 */
export interface RestartPart {
/**
 * Kind of part.
 */
type: "restart"
}
/**
 * The whole explanation, with the sentences since the last restart.
 */
export interface EndPart {
/**
 * Kind of part.
 */
type: "end"
explanation: Explanation
}
/**
 * A text about one item for one user, about two items, or about the user, and the record of how it came about. "item" is what it is about, the user herself for a profile; "other" is what a comparison compares it with.
 */
export interface Explanation {
/**
 * Id of the user.
 */
user: string
item: NodeShown
other?: NodeShown
/**
 * Form of the text.
 */
form: string
/**
 * Language of the text.
 */
language: string
/**
 * The whole text.
 */
text: string
/**
 * Its sentences with what they cite.
 */
sentences: CitedSentence[]
/**
 * What there is to tell, without what was dropped; the plan says what of it the text tells.
 */
evidence: Evidence[]
plan?: ExplanationPlan
/**
 * Rank of the item for the user, null where it has none.
 */
rank: (number | null)
/**
 * Share of the score that the cited reasons carry.
 */
scoreCovered: number
/**
 * Who wrote the text.
 */
rung: ("model" | "repair" | "template")
/**
 * Why this rung wrote it.
 */
why: string
/**
 * Every call of the model.
 */
attempts: Attempt[]
/**
 * Evidence dropped to fit the context, weakest first.
 * 
 * Items: Canonical sentence.
 */
dropped: string[]
/**
 * Name of the model, null without one.
 */
model: (string | null)
/**
 * Digest of the model.
 */
modelDigest: (string | null)
/**
 * SHA-256 of the prompt.
 */
promptHash: string
/**
 * SHA-256 of the evidence.
 */
evidenceHash: string
/**
 * Version of the gate.
 */
gateVersion: string
/**
 * Key of the durable result.
 */
key: string
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
}
/**
 * What a text tells, chosen before a word is written: one step a sentence, in order. Whoever writes, a model or a template, follows it.
 */
export interface ExplanationPlan {
/**
 * Form of the text.
 */
form: string
/**
 * Sentences in order; empty where nothing can be told.
 */
steps: PlanStep[]
}
/**
 * One sentence of the text.
 */
export interface PlanStep {
/**
 * What the sentence does: the main reason, a further fact, words of a reviewer, what would be otherwise, a drawback.
 */
role: ("reason" | "further" | "quote" | "change" | "drawback")
/**
 * Ids of the evidence that it tells.
 */
cites: string[]
}
/**
 * One answer of the model.
 */
export interface Attempt {
/**
 * First answer or repair.
 */
rung: ("model" | "repair")
/**
 * What the gate, the parser or the second opinion said.
 */
verdict: ("accepted" | "refused" | "failed")
/**
 * What was wrong.
 * 
 * Items: One problem in words.
 */
problems: string[]
/**
 * Tokens read.
 */
promptTokens: (number | null)
/**
 * Tokens written.
 */
outputTokens: (number | null)
/**
 * Time of the call in milliseconds.
 */
durationMs: number
secondOpinion?: SecondOpinion
}
/**
 * What a model said of an answer that the gate accepted; absent where it was not asked for.
 */
export interface SecondOpinion {
/**
 * Supported: every sentence; rejected: at least one is not; unusable: no answer of that form came, which changes nothing.
 */
outcome: ("supported" | "rejected" | "unusable")
/**
 * Why it is unusable, else null.
 */
reason: (string | null)
/**
 * Tokens read.
 */
promptTokens: (number | null)
/**
 * Tokens written.
 */
outputTokens: (number | null)
/**
 * Time of the call in milliseconds.
 */
durationMs: number
}
/**
 * Answer to extract: an exact account of the reviews and of what was found in them.
 */
export interface ExtractReport {
/**
 * Whether nothing was written.
 */
dryRun: boolean
/**
 * What found the opinions: rules, model, or combined where rules propose what the model pairs and names.
 */
method: string
model: ExtractModel
/**
 * Reviews read, those of an interrupted run included.
 */
reviews: number
/**
 * Reviews that an interrupted run had done.
 */
resumed: number
/**
 * Reviews in which an opinion was found.
 */
withOpinions: number
skipped: SkippedReviews
/**
 * Reviews longer than what is read of one.
 */
cut: number
opinions: OpinionCounts
quality: ExtractQuality
dropped: DroppedOpinions
/**
 * Opinions whose aspect the vocabulary calls otherwise than the review: duplicates merged.
 */
renamed: number
calls: ExtractCalls
/**
 * Aspects that are new in the store.
 */
aspectsCreated: number
/**
 * Revision of the store after the run.
 */
revision: number
/**
 * Wall time in seconds.
 */
seconds: number
/**
 * Reviews of this run a second, null where no time passed.
 */
reviewsPerSecond: (number | null)
}
/**
 * Reviews that were not searched, by reason.
 */
export interface SkippedReviews {
/**
 * Not in English.
 */
language: number
/**
 * Without words: empty, signs, bytes.
 */
wordless: number
/**
 * With opinions from elsewhere.
 */
labelled: number
/**
 * Before the moment asked for, or of no known moment.
 */
older: number
/**
 * Took longer than the deadline; they keep the opinions they had.
 */
overdue: number
/**
 * A call of the model failed; they keep the opinions they had, and the next run asks again.
 */
failed: number
}
/**
 * Opinions found.
 */
export interface OpinionCounts {
/**
 * New in the store.
 */
created: number
/**
 * Already there.
 */
unchanged: number
/**
 * Found by an earlier run and no longer.
 */
removed: number
/**
 * On aspects that fewer reviews name than asked for; not written.
 */
leftOut: number
}
/**
 * Rates, null where nothing could be counted.
 */
export interface ExtractQuality {
aspectDrift: AspectDrift
opinionFidelity: OpinionFidelity
/**
 * Share of the searched reviews in which an opinion was found.
 */
coverage: (number | null)
}
/**
 * Share of opinions whose aspect is not one of the vocabulary; null without one.
 */
export interface AspectDrift {
/**
 * Among all opinions proposed, before any check.
 */
proposed: (number | null)
/**
 * Among the opinions kept.
 */
kept: (number | null)
}
/**
 * Share of opinions whose words stand verbatim in their review.
 */
export interface OpinionFidelity {
/**
 * Among all opinions proposed, before any check.
 */
proposed: (number | null)
/**
 * Among the opinions kept.
 */
kept: (number | null)
}
/**
 * Opinions proposed, and those of them that were not kept, by reason.
 */
export interface DroppedOpinions {
/**
 * Before any check.
 */
proposed: number
/**
 * On an aspect or mark that was not offered, or an aspect that a closed vocabulary does not know.
 */
outside: number
/**
 * The model says that no offered aspect fits.
 */
other: number
/**
 * Words that do not stand in the review.
 */
notVerbatim: number
/**
 * Words that stand in no one sentence.
 */
apart: number
/**
 * Words that name nothing or judge nothing.
 */
unfit: number
/**
 * Words that say the opposite of the polarity given.
 */
contradicted: number
/**
 * The same opinion again.
 */
repeated: number
}
/**
 * What was asked of a model.
 */
export interface ExtractCalls {
/**
 * Calls made.
 */
made: number
/**
 * Answers kept from an earlier run or an equal text.
 */
reused: number
/**
 * Answers turned away whole, since they are not what was asked for.
 */
refused: number
/**
 * Tokens read, as far as the server says.
 */
promptTokens: number
/**
 * Tokens written, as far as the server says.
 */
outputTokens: number
}
/**
 * A question about the explanation of an item.
 */
export interface FollowUpRequest {
/**
 * Id of the user.
 */
user: string
/**
 * Id of the item that was explained.
 */
item: string
/**
 * The question, in English.
 */
question: string
}
/**
 * Answer to a question about an explanation, from the graph, each sentence with the evidence it cites.
 */
export interface FollowUp {
/**
 * Id of the user.
 */
user: string
item: NodeShown
/**
 * The question as it was asked.
 */
question: string
/**
 * What was understood; unknown where it is none of the others.
 */
intent: ("who-said-that" | "show-path" | "what-if-without" | "what-if-with" | "why-not" | "newest-reviews" | "against" | "unknown")
/**
 * The answer in words.
 */
text: string
/**
 * The sentences that rest on evidence; empty where there is none, and the text says so.
 */
sentences: CitedSentence[]
/**
 * What the sentences cite.
 */
evidence: Evidence[]
/**
 * The path that was asked for, else null.
 */
path: (null | PathShown)
/**
 * What can be asked.
 * 
 * Items: A question.
 */
canAsk: string[]
/**
 * Version of the gate that the sentences passed.
 */
gateVersion: string
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
}
/**
 * Answer to import.
 */
export interface ImportReport {
/**
 * Folder that was read.
 */
source: string
/**
 * Layout of the folder.
 */
format: ("native" | "movielens" | "recbole" | "amazon" | "csv")
/**
 * Whether nothing was written.
 */
dryRun: boolean
/**
 * Counts by kind of row.
 */
counts: {
[k: string]: ImportCounts
}
/**
 * Rows created or changed in all.
 */
changes: number
/**
 * Whether the manifest of the store is new or differs now.
 */
manifestChanged: boolean
/**
 * Rows not imported in all.
 */
rejected: number
/**
 * File that holds the rejected rows with reasons.
 */
rejectsFile: (string | null)
/**
 * Rows that an interrupted import of the same data had written already; they are part of the counts.
 */
resumedRows: number
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * Wall time in seconds.
 */
seconds: number
}
/**
 * What happened to the rows of one kind.
 */
export interface ImportCounts {
/**
 * Rows read.
 */
read: number
/**
 * New in the store.
 */
created: number
/**
 * Already there, with other values.
 */
changed: number
/**
 * Already there, equal.
 */
unchanged: number
/**
 * Not imported.
 */
rejected: number
}
/**
 * One line of interactions.jsonl: what a user did with an item.
 */
export interface InteractionRow {
/**
 * Id of the user.
 */
user: string
/**
 * Id of the item.
 */
item: string
/**
 * Kind of act, a relationship type such as RATED or BOUGHT.
 */
kind: string
/**
 * Rating on the scale of the manifest.
 */
rating?: number
/**
 * How much this act counts beside others of its kind, 1 where absent.
 */
weight?: number
/**
 * Moment: ISO 8601 UTC, or integer epoch seconds.
 */
at?: (string | number)
}
/**
 * One line of items.jsonl: a thing that can be recommended.
 */
export interface ItemRow {
/**
 * Unique among items.
 */
id: string
/**
 * What people call it.
 */
name: string
/**
 * Further values of the item; the manifest says which are numbers and their units.
 */
properties?: {
[k: string]: string | number | boolean | null
}
}
/**
 * One line of links.jsonl: a fact between two nodes.
 */
export interface LinkRow {
/**
 * Id of the source.
 */
from: string
/**
 * Type of a relation of the manifest, or its source name.
 */
relation: string
/**
 * Id of the target.
 */
to: string
/**
 * Label of the source where the relation allows more than one.
 */
fromLabel?: ("User" | "Item" | "Attribute")
/**
 * Label of the target where the relation allows more than one.
 */
toLabel?: ("User" | "Item" | "Attribute")
}
/**
 * graph.json of a data set: its relations, how they read and what they weigh.
 */
export interface GraphManifest {
/**
 * Name of the data set.
 */
name: string
item: ItemNoun
/**
 * Relations between nodes, other than interactions.
 */
relations: Relation[]
/**
 * Languages beside English in which reasons and explanations can be told.
 */
languages?: DataLanguage[]
/**
 * Kinds of interactions; a kind not listed weighs 1.
 */
interactions?: InteractionKind[]
rating?: RatingScale
/**
 * Numbers that items carry in properties.
 */
numbers?: NumberProperty[]
aspects?: AspectSetting
walk?: WalkSetting
tuning?: Tuning
/**
 * Fewest people behind "people who", default 5.
 */
peopleMin?: number
/**
 * Whether reviewers may be named, default false.
 */
reviewersNamed?: boolean
}
/**
 * What an item is called.
 */
export interface ItemNoun {
/**
 * Singular.
 */
one: string
/**
 * Plural.
 */
many: string
}
/**
 * How one relation reads and what it weighs.
 */
export interface Relation {
/**
 * Relationship type, UPPER_SNAKE.
 */
type: string
/**
 * Name of the relation in the source data.
 */
source?: string
/**
 * Allowed pairs of labels, source first.
 */
ends: [("User" | "Item" | "Attribute"), ("User" | "Item" | "Attribute")][]
/**
 * Kind of the attribute at its target, such as director.
 */
kind?: string
/**
 * Sentence from source to target, with {from} and {to}.
 */
forward?: string
/**
 * Sentence from target to source, with {from} and {to} as in forward.
 */
backward?: string
/**
 * Mass of this relation in the ranking beside the walk over interactions, which has 1.
 */
weight?: number
/**
 * Exponent on the popularity of the item reached, dimensionless.
 */
popularityExponent?: number
/**
 * Entities with more items than this are left out of the ranking.
 */
hubMax?: number
/**
 * Whether a conversation may ask for it.
 */
askable?: boolean
/**
 * Question for one value, with {to}.
 */
question?: string
/**
 * How it reads in other languages, by the code of the language.
 */
translations?: {
[k: string]: RelationWords
}
/**
 * Type of the relation that this one states backwards; counted once.
 */
inverseOf?: string
}
/**
 * How the relation reads in another language.
 */
export interface RelationWords {
/**
 * As forward.
 */
forward: string
/**
 * As backward.
 */
backward: string
}
/**
 * A kind of act and its weight.
 */
export interface InteractionKind {
/**
 * Relationship type.
 */
kind: string
/**
 * Weight of one such act; negative for a dislike.
 */
weight: number
/**
 * Sentence of the act with {from} (a user) and {to} (an item), such as "{from} bought {to}".
 */
words?: string
}
/**
 * The scale of ratings.
 */
export interface RatingScale {
/**
 * Lowest rating.
 */
min: number
/**
 * Highest rating.
 */
max: number
/**
 * From this rating on an item is liked; without it every rating counts 1.
 */
positiveFrom?: number
}
/**
 * A property of items that is a number.
 */
export interface NumberProperty {
/**
 * Name of the property.
 */
name: string
/**
 * Unit, such as EUR.
 */
unit?: string
/**
 * Word for less of it, such as cheaper.
 */
less?: string
/**
 * Word for more of it, such as dearer.
 */
more?: string
}
/**
 * How opinions take part in the ranking.
 */
export interface AspectSetting {
/**
 * Mass of aspect agreement beside the walk over interactions.
 */
weight?: number
/**
 * The k of (praise - criticism) / (praise + criticism + k).
 */
smoothing?: number
}
/**
 * Settings of the damped walk and of what stands beside it between items; exponents dimensionless.
 */
export interface WalkSetting {
/**
 * Exponent on the degrees along the path: of the linking item, and of the other user where alphaUsers is absent.
 */
alpha?: number
/**
 * Exponent on the degree of the other user; below 0 people of long histories count for more.
 */
alphaUsers?: number
/**
 * Exponent on the degree of the item reached.
 */
beta?: number
/**
 * The user's own act of rank r, 0 the latest, weighs exp(-r / recency); without it age does not matter.
 */
recency?: number
/**
 * The user's own act weighs exp(-fade × share of her acts that came later), default 0.
 */
fade?: number
/**
 * Another user's act on the linking item weighs exp(-lead × share of her acts that came earlier), default 0.
 */
lead?: number
regression?: RegressionSetting
long?: LongSetting
}
/**
 * Closed-form weights between items.
 */
export interface RegressionSetting {
/**
 * Mass beside the walk over interactions; 0 switches them off.
 */
weight?: number
/**
 * Items that each item is predicted from, at most.
 */
neighbours?: number
/**
 * How many likes it takes to be believed.
 */
ridge?: number
}
/**
 * Exponents in place of alpha and beta for users with at least so many likes.
 */
export interface LongSetting {
/**
 * Likes from which on a history is long.
 */
from: number
/**
 * Exponent on the degree of the linking item.
 */
alpha: number
/**
 * Exponent on the degree of the item reached.
 */
beta: number
}
/**
 * Settings that whypath tune chose, with the figures that chose them; they stand over walk and over the weights of relations. A later import keeps them.
 */
export interface Tuning {
walk: TunedWalk
/**
 * Weight of each relation.
 */
relations: TunedRelation[]
/**
 * What was made largest, such as ndcg@10.
 */
metric: string
/**
 * The figure with these settings, on the carve.
 */
value: number
/**
 * The figure with the settings that stood before.
 */
before: number
/**
 * Of the difference, paired by user.
 */
standardError: number
/**
 * Users whose figures chose.
 */
users: number
/**
 * Which likes were taken out and had to be found.
 */
carve: string
/**
 * When it was chosen, ISO 8601 UTC.
 */
at: string
}
/**
 * Settings of the walk; recency null where age does not matter.
 */
export interface TunedWalk {
/**
 * Exponent on the degree of the linking item.
 */
alpha: number
/**
 * Exponent on the degree of the other user.
 */
alphaUsers: number
/**
 * Exponent on the degree of the item reached.
 */
beta: number
/**
 * Decay of the own acts in ranks, null for none.
 */
recency: (number | null)
/**
 * The user's own act weighs exp(-fade × share of her acts that came later), default 0.
 */
fade?: number
/**
 * Another user's act on the linking item weighs exp(-lead × share of her acts that came earlier), default 0.
 */
lead?: number
regression: TunedRegression
/**
 * Exponents for users of long histories, null where all have the same.
 */
long?: (TunedLong | null)
}
/**
 * Closed-form weights between items.
 */
export interface TunedRegression {
/**
 * Mass beside the walk.
 */
weight: number
/**
 * Items that each item is predicted from, at most.
 */
neighbours: number
/**
 * How many likes it takes to be believed.
 */
ridge: number
}
/**
 * Exponents in place of alpha and beta for users with at least so many likes.
 */
export interface TunedLong {
/**
 * Likes from which on a history is long.
 */
from: number
/**
 * Exponent on the degree of the linking item.
 */
alpha: number
/**
 * Exponent on the degree of the item reached.
 */
beta: number
}
/**
 * One relation.
 */
export interface TunedRelation {
/**
 * Relationship type.
 */
type: string
/**
 * Mass beside the walk.
 */
weight: number
/**
 * Exponent on the popularity of the item reached.
 */
popularityExponent?: number
}
/**
 * What came of a message in words. With doubts nothing was stored: send the message again with choices.
 */
export interface MessageReply {
/**
 * What was taken as it stands.
 */
heard: HeardName[]
/**
 * Names that must be cleared first.
 */
doubts: NameDoubt[]
/**
 * A brief answer to what is no step of the search: small talk, a question about an item or about the person, or that nothing was understood.
 */
answer: (string | null)
/**
 * The reply of the conversation; null with doubts.
 */
reply: (TurnReply | null)
}
/**
 * A name that may mean several things, or is nearly one.
 */
export interface NameDoubt {
/**
 * Where it begins, in UTF-16 units.
 */
start: number
/**
 * Where it ends, exclusive.
 */
end: number
/**
 * The question in words.
 */
text: string
/**
 * What it may mean, likeliest first.
 */
choices: NodeShown[]
}
/**
 * What the engine says in one turn. It is stored with the turn, so the same turn always gets the same reply.
 */
export interface TurnReply {
/**
 * Id of the conversation.
 */
conversation: string
/**
 * Id of the turn.
 */
turn: string
/**
 * Number of events up to and with this turn.
 */
sequence: number
/**
 * The reply.
 */
say: (AskSay | ShowSay | ExplainSay | EndSay)
/**
 * Items that fit the answers best and were not refused.
 */
candidates: number
/**
 * The likeliest items, best first.
 */
top: ShownItem[]
/**
 * What to know beside the reply, such as that the data changed.
 * 
 * Items: One sentence.
 */
notes: string[]
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * Sequence of the first event by which this turn said something of the right item; undo, correct and branch take it. Null when it said nothing.
 */
given: (number | null)
}
/**
 * What a person says in words in one turn of a conversation that has begun.
 */
export interface MessageRequest {
/**
 * Id of the conversation.
 */
conversation: string
/**
 * Id of the turn; the same id with the same body returns the same reply.
 */
turn: string
/**
 * The words.
 */
text: string
/**
 * What names mean that were doubtful in the reply to this text before.
 */
choices?: NameChoice[]
/**
 * As in a turn.
 */
smooth?: boolean
/**
 * Sequence of the reply that the person saw last; when the conversation has moved on since, the turn is refused.
 */
sequence?: (number | null)
}
/**
 * Answer to metrics: a measure of a named projection.
 */
export interface MetricsResult {
/**
 * Name of the metric.
 */
metric: string
/**
 * Name of the projection.
 */
projection: string
/**
 * Nodes of the projection, users included where it holds them.
 */
nodes: number
/**
 * Edges of the projection.
 */
edges: number
/**
 * The figure where the metric is one number.
 */
value: (number | null)
/**
 * Nodes by falling value, users left out; empty where the metric is one number.
 */
top: MetricRow[]
/**
 * Estimated cost before the run, in seconds.
 */
estimateSeconds: number
/**
 * Most that all values together differ from the exact ones, in the unit of the values; absent where they are exact up to rounding.
 */
errorBound?: number
/**
 * Most that the value of one node differs from the exact one, divided by the weight of its edges; null where only the sum is bounded.
 */
errorPerDegree?: (number | null)
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * Communities behind modularity, largest first; at most as many as asked for.
 */
communities?: Community[]
}
/**
 * A node and its value.
 */
export interface MetricRow {
node: NodeShown
/**
 * Value of the metric.
 */
value: number
}
/**
 * Nodes that are joined more than chance would join them.
 */
export interface Community {
/**
 * Number of its nodes, users included.
 */
size: number
/**
 * Its first nodes by index, users left out.
 */
members: NodeShown[]
}
/**
 * What a model answers; the enum of cites is filled with the ids of the request.
 */
export interface ModelReply {
/**
 * Sentences in order.
 */
sentences: CitedSentence[]
}
/**
 * What a search for nodes near some others takes: where a walk restarts, and which nodes are wanted.
 */
export interface NearRequest {
/**
 * Where the walk restarts.
 */
restarts: Restart[]
/**
 * Which nodes are wanted, default Item.
 */
label?: ("Item" | "Attribute" | "Aspect")
/**
 * Most nodes, default 10.
 */
limit?: number
/**
 * Types of the relationships that the walk may take, default all.
 * 
 * Items: Type of a relationship, such as RATED.
 */
relations?: string[]
/**
 * Chance of a restart at each step, default 0.15; a larger one stays nearer.
 */
restartProbability?: number
/**
 * Most that all scores together may differ from the exact ones, default 0.01.
 */
epsilon?: number
}
/**
 * One place and how much of the restarts it gets.
 */
export interface Restart {
/**
 * Reference such as Item:kilo, a bare id, or the name of an item, attribute or aspect; where several have the name they share the weight.
 */
node: string
/**
 * Part of the restarts beside the others, default 1.
 */
weight?: number
}
/**
 * Nodes near some others by personalised PageRank, with what is known of the error.
 */
export interface NearResult {
/**
 * Where the walk restarted.
 */
restarts: NearRestart[]
/**
 * Nearest first; those of the restarts are left out.
 */
nodes: NearNode[]
/**
 * Label of the nodes.
 */
label: string
/**
 * Chance of a restart at each step.
 */
restartProbability: number
/**
 * Types that the walk took, null for all.
 */
relations: (string[] | null)
/**
 * Most that the scores of all nodes of the graph together differ from the exact ones; at most epsilon.
 */
errorBound: number
/**
 * Passes over all relationships that were needed.
 */
passes: number
/**
 * Most nodes.
 */
limit: number
/**
 * Counter of fact writes of the store.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
}
/**
 * A node and its share of the restarts.
 */
export interface NearRestart {
node: NodeShown
/**
 * Share of the restarts, 0 to 1.
 */
share: number
}
/**
 * A node and its score.
 */
export interface NearNode {
node: NodeShown
/**
 * Chance to meet the walk at this node.
 */
score: number
}
/**
 * Reviews behind an item's aspect, without their writers.
 */
export interface OpinionList {
/**
 * Newest first.
 */
opinions: ShownOpinion[]
}
/**
 * What one review says of one aspect; both phrases stand verbatim in its text.
 */
export interface ShownOpinion {
/**
 * Id of the review.
 */
review: string
/**
 * Id of the item.
 */
item: string
/**
 * Id of the aspect.
 */
aspect: string
/**
 * Whether the words praise or criticise.
 */
polarity: ("positive" | "negative" | "neutral")
/**
 * The words that name the aspect.
 */
aspectPhrase: string
/**
 * The words of the opinion.
 */
phrase: string
/**
 * The whole review.
 */
text: string
/**
 * Begin of the aspect phrase, in UTF-16 units of the text.
 */
aspectStart: number
/**
 * End of the aspect phrase, in UTF-16 units of the text.
 */
aspectEnd: number
/**
 * Begin of the opinion phrase, in UTF-16 units of the text.
 */
start: number
/**
 * End of the opinion phrase, in UTF-16 units of the text.
 */
end: number
/**
 * Moment in epoch milliseconds, null where unknown.
 */
at: (number | null)
}
/**
 * What a model answers when it is asked for the opinions in a review; checked word by word before anything is kept.
 */
export interface OpinionReply {
/**
 * At most 16.
 */
opinions: ProposedOpinion[]
}
export interface ProposedOpinion {
/**
 * An aspect that was offered, or other; what was not offered is dropped.
 */
aspect: string
/**
 * Words that name the feature, as in the review.
 */
aspectPhrase: string
/**
 * Words that judge it, as in the review.
 */
phrase: string
/**
 * How the review judges.
 */
polarity: ("positive" | "negative" | "neutral")
}
/**
 * One line of opinions.jsonl: what a review says of one aspect. Both phrases stand verbatim in the review.
 */
export interface OpinionRow {
/**
 * Id of the review.
 */
review: string
/**
 * Id of the aspect.
 */
aspect: string
/**
 * The words that name the aspect.
 */
aspectPhrase: string
/**
 * Begin of the aspect phrase, in UTF-16 units of the review text.
 */
aspectStart: number
/**
 * End of the aspect phrase, in UTF-16 units of the review text.
 */
aspectEnd: number
/**
 * The words of the opinion.
 */
phrase: string
/**
 * Begin of the opinion phrase, in UTF-16 units of the review text.
 */
start: number
/**
 * End of the opinion phrase, in UTF-16 units of the review text.
 */
end: number
/**
 * Whether the words praise or criticise.
 */
polarity: ("positive" | "negative" | "neutral")
/**
 * What found it: seed, rules, model.
 */
method: string
/**
 * Name of the model where one found it.
 */
model?: string
/**
 * What the review calls the aspect, in normal form and before a vocabulary names it; act: before what is done with the thing. Absent where the aspect stays as it is.
 */
mention?: string
}
/**
 * What a look at the reviews behind an aspect takes.
 */
export interface OpinionsRequest {
/**
 * Id of the item.
 */
item: string
/**
 * Id of the aspect.
 */
aspect: string
}
/**
 * What a model answers when it is asked which marked spans make opinions.
 */
export interface PairingReply {
/**
 * At most 16.
 */
pairs: ProposedPair[]
}
export interface ProposedPair {
/**
 * Id of a feature that was offered.
 */
feature: string
/**
 * Id of a judgement that was offered.
 */
judgement: string
/**
 * An aspect that was offered, or other; what was not offered is dropped.
 */
aspect: string
/**
 * How the review judges.
 */
polarity: ("positive" | "negative" | "neutral")
}
/**
 * What a search for ways between two nodes takes.
 */
export interface PathRequest {
/**
 * Reference of the first node, such as Item:kilo.
 */
from: string
/**
 * Reference of the last node.
 */
to: string
/**
 * Most paths, default 5.
 */
limit?: number
/**
 * Most steps of a path, default 4; not beside a pattern, which fixes them.
 */
lengthMax?: number
/**
 * Form that paths must have: labels and steps, such as User-RATED>Item-DESIGNED_BY>Attribute<DESIGNED_BY-Item.
 */
pattern?: string
/**
 * cost: the cheapest ones; diverse: of the cheapest 50, those that share few nodes. Default cost.
 */
order?: ("cost" | "diverse")
/**
 * Most time of the search in milliseconds, default 10000; what is found by then is the answer, marked truncated.
 */
timeoutMs?: number
}
/**
 * Answer to path: ways between two nodes.
 */
export interface PathResult {
from: NodeShown
to: NodeShown
/**
 * Paths by rising cost, or in the order of the choice where it is diverse.
 */
paths: FoundPath[]
/**
 * Most paths asked for.
 */
limit: number
/**
 * Most steps searched.
 */
lengthMax: number
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * Whether the search stopped at its bound or its time; the paths are still the cheapest ones.
 */
truncated?: boolean
/**
 * Form that the paths have, null where any was taken.
 */
pattern?: (string | null)
/**
 * How paths were chosen.
 */
order?: ("cost" | "diverse")
}
/**
 * One path and its cost.
 */
export interface FoundPath {
path: PathShown
/**
 * Sum over the nodes passed of log2(1 + degree), in bits; rarer is cheaper.
 */
cost: number
/**
 * The path in words.
 */
text: string
/**
 * Number of people behind each user node without an id, in order of the path.
 * 
 * Items: A number of people.
 */
people?: number[]
/**
 * Between a user and an item that can be recommended to her: what the path carries of the score, as a share of the positive contributions. Null for paths that the ranking does not walk and those over other people.
 */
share?: (number | null)
}
/**
 * One way from a user to an item and what it carries of the score; ways that differ only in an unnamed person are one.
 */
export interface PathShare {
/**
 * Id of the reason it belongs to.
 */
reason: string
path: PathShown
/**
 * Single paths in it: the people on the way, else 1.
 */
count: number
/**
 * Part of the score, in units of the score.
 */
contribution: number
/**
 * Contribution divided by the sum of the positive contributions of all reasons of the item.
 */
share: number
/**
 * Contribution divided by that of its reason; above 1 where another way of the reason counts against the item.
 */
shareOfReason: number
}
/**
 * Error answer of the HTTP server (RFC 9457).
 */
export interface Problem {
/**
 * Stable URI of the code.
 */
type: string
/**
 * The code.
 */
title: string
/**
 * HTTP status.
 */
status: number
/**
 * What was found, where, and what to do.
 */
detail: string
}
/**
 * What a profile takes.
 */
export interface ProfileRequest {
/**
 * User:ID or Item:ID.
 */
node: string
/**
 * Most lines of each kind, default 10.
 */
limit?: number
}
/**
 * What a user values and minds, or what an item is praised and criticised for, from the reviews that count.
 */
export interface Profile {
node: ProfileNode
/**
 * What a user values, or an item is praised for, most opinions first.
 */
praise: ProfileLine[]
/**
 * What a user minds, or an item is criticised for, most opinions first.
 */
criticism: ProfileLine1[]
/**
 * Items that a user likes, latest first; empty for an item.
 */
likes: ProfileLike[]
/**
 * References of what the user struck; it appears nowhere else here.
 * 
 * Items: Such as Aspect:noise.
 */
struck: string[]
/**
 * The same in words, one line each.
 */
text: string
/**
 * Counter of fact writes of the store.
 */
revision: number
/**
 * Identity of the graph.
 */
snapshot: string
}
/**
 * The user or item.
 */
export interface ProfileNode {
/**
 * Label.
 */
label: ("User" | "Item")
/**
 * Id.
 */
id: string
/**
 * Name.
 */
name: (string | null)
}
/**
 * What the reviews say of one aspect, one polarity. Aspect:ID names it where it shall be struck.
 */
export interface ProfileLine {
/**
 * Id of the aspect.
 */
aspect: string
/**
 * Name of the aspect.
 */
name: (string | null)
/**
 * Number of opinions.
 */
opinions: number
/**
 * Moment of the newest one, ISO 8601 UTC, null where unknown.
 */
latest: (string | null)
/**
 * Newest first.
 */
quotes: ProfileQuote[]
}
/**
 * Words of a review, verbatim; who wrote it stays in the store.
 */
export interface ProfileQuote {
/**
 * Id of the review.
 */
review: string
/**
 * Id of the item it is about.
 */
item: string
/**
 * Name of that item.
 */
itemName: (string | null)
/**
 * The words around the opinion.
 */
text: string
}
/**
 * What the reviews say of one aspect, one polarity. Aspect:ID names it where it shall be struck.
 */
export interface ProfileLine1 {
/**
 * Id of the aspect.
 */
aspect: string
/**
 * Name of the aspect.
 */
name: (string | null)
/**
 * Number of opinions.
 */
opinions: number
/**
 * Moment of the newest one, ISO 8601 UTC, null where unknown.
 */
latest: (string | null)
/**
 * Newest first.
 */
quotes: ProfileQuote1[]
}
/**
 * Words of a review, verbatim; who wrote it stays in the store.
 */
export interface ProfileQuote1 {
/**
 * Id of the review.
 */
review: string
/**
 * Id of the item it is about.
 */
item: string
/**
 * Name of that item.
 */
itemName: (string | null)
/**
 * The words around the opinion.
 */
text: string
}
/**
 * An item; Item:ID names it where it shall be struck.
 */
export interface ProfileLike {
/**
 * Id.
 */
id: string
/**
 * Name.
 */
name: (string | null)
/**
 * Moment of the latest act, null where unknown.
 */
at: (string | null)
}
/**
 * All named queries.
 */
export interface QueryList {
/**
 * By name.
 */
queries: ListedQuery[]
}
/**
 * A named query and its parameters.
 */
export interface ListedQuery {
/**
 * Name.
 */
name: string
/**
 * What it answers.
 */
title: string
/**
 * Parameters in order.
 */
params: ListedParameter[]
/**
 * Columns in order.
 * 
 * Items: Name of a column.
 */
returns: string[]
}
/**
 * A parameter.
 */
export interface ListedParameter {
/**
 * Name of the parameter.
 */
name: string
/**
 * Type of its value.
 */
type: ("string" | "integer" | "number" | "boolean")
/**
 * Null where the parameter must be given.
 */
defaultValue: (string | number | boolean | null)
/**
 * What it means.
 */
description: string
}
/**
 * Values of the parameters of a named query, by name.
 */
export interface QueryParameters {
/**
 * A value.
 */
[k: string]: string | number | boolean
}
/**
 * Rows of a query.
 */
export interface QueryResult {
/**
 * Name of the query, or cypher.
 */
query: string
/**
 * Columns in order.
 * 
 * Items: Name.
 */
columns: string[]
/**
 * Rows.
 */
rows: unknown[][]
/**
 * Whether the row cap cut the answer.
 */
truncated: boolean
/**
 * Wall time in seconds.
 */
seconds?: number
}
/**
 * Everything that made a ranking, beside the snapshot.
 */
export interface RankingParameters {
/**
 * popularity where the user has no history, pagerank only by Graph Data Science.
 */
method: ("walk" | "popularity" | "pagerank")
/**
 * Where it was worked out: over the graph in memory, or within the store; in-process where absent.
 */
ranking?: ("in-process" | "lists" | "gds")
/**
 * Most entries of an item's list in the store; only for lists.
 */
listLength?: number
/**
 * Chance of a restart; only for pagerank.
 */
restartProbability?: number
/**
 * Exponent on the degree of the linking item.
 */
alpha: number
/**
 * Exponent on the degrees of other users.
 */
alphaUsers?: number
/**
 * Exponent on the degree of the item reached.
 */
beta: number
/**
 * Decay of the user's own acts in ranks, null for none.
 */
recency?: (number | null)
/**
 * The user's own act weighs exp(-fade × share of her acts that came later), default 0.
 */
fade?: number
/**
 * Another user's act on the linking item weighs exp(-lead × share of her acts that came earlier), default 0.
 */
lead?: number
/**
 * Mass of the closed-form weights between items.
 */
regressionWeight?: number
/**
 * Weight of each relation that took part.
 */
relations: {
[k: string]: number
}
/**
 * Mass of aspect agreement.
 */
aspectWeight: number
/**
 * The k of the agreement.
 */
aspectSmoothing: number
/**
 * Threshold for "people who".
 */
peopleMin: number
/**
 * How many items were asked for.
 */
limit: number
/**
 * Most reasons shown an item, null for all.
 */
reasonsMax: (number | null)
/**
 * Why the items are ranked by popularity; only then.
 */
methodReason?: string
/**
 * Exponent of each relation that took part on the popularity of the item reached.
 */
popularityExponents?: {
[k: string]: number
}
/**
 * For each relation that took part: entities with more items are left out.
 */
hubMax?: {
[k: string]: number
}
/**
 * Boolean condition on items, such as genre:drama and not (director:x or price < 20). As it was asked for.
 */
filter?: string
/**
 * Whether items that the user has acted on may be listed, default false.
 */
includeSeen?: boolean
/**
 * Exponent γ of the factor (1 + degree of the item)^γ on its score, default 0; below 0 for what few know.
 */
popularity?: number
/**
 * δ of maximal marginal relevance: how much an item loses for being like those above it, default 0; needs a limit of at most 100.
 */
diversity?: number
/**
 * What makes items alike: reasons (the default), or a kind of attribute or a relation. As it was asked for.
 */
diversityBy?: string
quotas?: QuotasUsed
/**
 * Which reasons are shown: those with most share (the default), or with most share times the prior of their relation, so that a director comes before one of fifty page links.
 */
reasonsBy?: ("share" | "telling")
/**
 * Items that might have been listed: not seen, not struck, and meeting the filter.
 */
candidates?: number
/**
 * Exponents for users of long histories, null where all have the same.
 */
long?: (LongUsed | null)
}
/**
 * Most reasons of each kind for one item. As it was asked for.
 */
export interface QuotasUsed {
/**
 * Most of this kind.
 */
"linking-item"?: number
/**
 * Most of this kind.
 */
"shared-entity"?: number
/**
 * Most of this kind.
 */
aspect?: number
}
/**
 * Exponents in place of alpha and beta for users with at least so many likes.
 */
export interface LongUsed {
/**
 * Likes from which on a history is long.
 */
from: number
/**
 * Exponent on the degree of the linking item.
 */
alpha: number
/**
 * Exponent on the degree of the item reached.
 */
beta: number
}
/**
 * Settings of the ranking for one request, in place of those of the manifest.
 */
export interface RankingSettings {
/**
 * Exponent on the degree of the linking item.
 */
alpha?: number
/**
 * Exponent on the degree of the other user.
 */
alphaUsers?: number
/**
 * Exponent on the degree of the item reached.
 */
beta?: number
/**
 * Decay of the own acts in ranks, null for none.
 */
recency?: (number | null)
/**
 * The user's own act weighs exp(-fade × share of her acts that came later), default 0.
 */
fade?: number
/**
 * Another user's act on the linking item weighs exp(-lead × share of her acts that came earlier), default 0.
 */
lead?: number
/**
 * Mass of the closed-form weights between items; above 0 only where the manifest has them.
 */
regressionWeight?: number
/**
 * Mass of aspect agreement.
 */
aspectWeight?: number
/**
 * The k of the agreement.
 */
aspectSmoothing?: number
/**
 * By relationship type.
 */
relations?: {
[k: string]: RelationSettings
}
}
/**
 * One relation; what is left out stays as it is.
 */
export interface RelationSettings {
/**
 * Mass beside the walk.
 */
weight?: number
/**
 * Exponent on the popularity of the item reached.
 */
popularityExponent?: number
/**
 * Entities with more items than this are left out.
 */
hubMax?: number
}
/**
 * All paths through one linking item, one shared entity or one aspect, with their exact share of the score.
 */
export interface Reason {
/**
 * Stable id within the item, such as linking-item:kilo, shared-entity:MADE_BY:olive-press or aspect:noise.
 */
id: string
/**
 * What the paths run through.
 */
kind: ("linking-item" | "shared-entity" | "aspect" | "popularity")
/**
 * Contribution divided by the sum of the positive contributions of the item.
 */
share: number
/**
 * Part of the score, in units of the score.
 */
contribution: number
/**
 * Number of paths.
 */
paths: number
/**
 * Number of other users on the paths; only from the threshold on.
 */
people?: number
example: PathShown
/**
 * Reviews behind aspect edges.
 * 
 * Items: Id of a review.
 */
reviews: string[]
/**
 * Items of the reader that share the entity and that the text names; absent for other kinds.
 */
liked?: NodeShown[]
/**
 * The reason in words, worded by the manifest.
 */
text: string
}
/**
 * What recommend takes.
 */
export interface RecommendRequest {
/**
 * Id of the user; may be left out where likes or dislikes are given.
 */
user?: string
/**
 * Items to be taken as liked, references or ids; nothing is written.
 */
likes?: string[]
/**
 * Items to be taken as disliked, references or ids; nothing is written.
 */
dislikes?: string[]
/**
 * Where the ranking is worked out; by configuration where absent.
 */
ranking?: ("in-process" | "lists" | "gds")
/**
 * How many items, default 10.
 */
limit?: number
/**
 * Most reasons an item, default 3, null for all.
 */
reasonsMax?: (number | null)
/**
 * Boolean condition on items, such as genre:drama and not (director:x or price < 20).
 */
filter?: string
/**
 * Whether items that the user has acted on may be listed, default false.
 */
includeSeen?: boolean
/**
 * Exponent γ of the factor (1 + degree of the item)^γ on its score, default 0; below 0 for what few know.
 */
popularity?: number
/**
 * δ of maximal marginal relevance: how much an item loses for being like those above it, default 0; needs a limit of at most 100.
 */
diversity?: number
/**
 * What makes items alike: reasons (the default), or a kind of attribute or a relation.
 */
diversityBy?: string
quotas?: ReasonQuotas
/**
 * Which reasons are shown: those with most share (the default), or with most share times the prior of their relation, so that a director comes before one of fifty page links.
 */
reasonsBy?: ("share" | "telling")
/**
 * Whether each item gets one path, chosen together with those of the other items for difference, default false.
 */
paths?: boolean
settings?: RankingSettings
/**
 * Language of the words: en (default) or one that the manifest has, such as de.
 */
language?: string
}
/**
 * Most reasons of each kind for one item.
 */
export interface ReasonQuotas {
/**
 * Most of this kind.
 */
"linking-item"?: number
/**
 * Most of this kind.
 */
"shared-entity"?: number
/**
 * Most of this kind.
 */
aspect?: number
}
/**
 * Answer to recommend.
 */
export interface Recommendations {
/**
 * Id of the user, "you" for one whom the store does not hold.
 */
user: string
/**
 * Items by rank.
 */
items: RecommendedItem[]
parameters: RankingParameters
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * SHA-256 of the acts that were assumed; absent where none were.
 */
overlayHash?: string
}
/**
 * One ranked item with its reasons.
 */
export interface RecommendedItem {
/**
 * Id of the item.
 */
id: string
/**
 * Name of the item.
 */
name: (string | null)
/**
 * Score, comparable within one answer only.
 */
score: number
/**
 * 1 is best.
 */
rank: number
/**
 * Reasons by falling share.
 */
reasons: Reason[]
withheld: Withheld
/**
 * Reasons that count against the item, with their share of the same sum.
 */
against: Reason[]
/**
 * (1 + degree)^γ, by which the score was multiplied to find the rank; only with popularity control.
 */
popularityFactor?: number
/**
 * Largest likeness to an item above it, null for the first; only with diversity control.
 */
likeness?: (number | null)
/**
 * One path, chosen together with those of the other items; null where none may be shown. Only where paths were asked for.
 */
path?: (PathShown | null)
}
/**
 * Reasons left out because too few people stand behind them.
 */
export interface Withheld {
/**
 * How many.
 */
count: number
/**
 * Their share of the positive contributions.
 */
share: number
}
/**
 * One line of a rejects file.
 */
export interface Reject {
/**
 * Name of the file.
 */
file: string
/**
 * Line, from 1.
 */
line: number
/**
 * What is wrong.
 */
reason: string
/**
 * The row where it could be parsed, else its text cut to 2000 units.
 */
row: {
[k: string]: unknown
}
}
/**
 * Answer to remove: an exact account of the rows named.
 */
export interface RemoveReport {
/**
 * Kind of rows.
 */
kind: ("reviews" | "opinions" | "links" | "interactions" | "strikes")
/**
 * Whether nothing was removed.
 */
dryRun: boolean
/**
 * Rows named.
 */
read: number
/**
 * Rows removed, or that would be.
 */
removed: number
/**
 * Rows that the store does not have, and repeats of one batch.
 */
absent: number
/**
 * Opinions that went with their reviews.
 */
opinions: number
/**
 * Rows that name nothing.
 */
rejected: number
/**
 * Where the rejected rows are.
 */
rejectsFile: (string | null)
/**
 * Counter of fact writes of the store.
 */
revision: number
/**
 * Wall time in seconds.
 */
seconds: number
}
/**
 * One line of reviews.jsonl.
 */
export interface ReviewRow {
/**
 * Unique among reviews.
 */
id: string
/**
 * Id of the reviewer.
 */
user: string
/**
 * Id of the item.
 */
item: string
/**
 * The review as written.
 */
text: string
/**
 * Rating on the scale of the manifest.
 */
rating?: number
/**
 * Moment: ISO 8601 UTC, or integer epoch seconds.
 */
at?: (string | number)
}
/**
 * What a model answers when it is asked whether the cited evidence supports each sentence.
 */
export interface SecondOpinionReply {
/**
 * One for each sentence.
 */
verdicts: SentenceVerdict[]
}
export interface SentenceVerdict {
/**
 * Number of the sentence, from 1.
 */
sentence: number
/**
 * Whether its evidence supports it.
 */
supported: boolean
}
/**
 * What a page shows of the server behind it.
 */
export interface ServerStatus {
/**
 * Where the store is, without secrets.
 */
store: string
model: ModelState
}
/**
 * Whether a language model can write.
 */
export interface ModelState {
/**
 * Whether it answers.
 */
available: boolean
/**
 * Name of the model, null without one.
 */
name: (string | null)
/**
 * Why it is not available, null when it is.
 */
reason: (string | null)
/**
 * What makes it available, null when it is.
 */
fix: (string | null)
}
/**
 * What a user struck: her relationships with these nodes take no part in walks.
 */
export interface StrikeList {
/**
 * Id of the user.
 */
user: string
/**
 * Whether the request struck something or took a strike back.
 */
changed: boolean
/**
 * By label and id.
 */
strikes: StrikeShown[]
/**
 * Counter of fact writes of the store.
 */
revision: number
}
/**
 * One strike.
 */
export interface StrikeShown {
/**
 * Label of the node.
 */
label: ("Item" | "Attribute" | "Aspect")
/**
 * Id of the node.
 */
id: string
/**
 * Name of the node, null where it has none.
 */
name: (string | null)
/**
 * Moment of striking, ISO 8601 UTC, null where unknown.
 */
at: (string | null)
}
/**
 * What striking a fact of a user, taking a strike back, and listing strikes take.
 */
export interface StrikeRequest {
/**
 * Id of the user.
 */
user: string
/**
 * What shall not count: Item:ID, Attribute:ID or Aspect:ID, or a bare id where it is clear; all strikes are listed where absent.
 */
node?: string
/**
 * Take the strike back, default false.
 */
undo?: boolean
}
/**
 * One line of strikes.jsonl: a user's facts about a node that shall not count. Her relationships with that node stay stored and take no part in walks.
 */
export interface StrikeRow {
/**
 * Id of the user.
 */
user: string
/**
 * Label of the node.
 */
label: ("Item" | "Attribute" | "Aspect")
/**
 * Id of the node.
 */
node: string
/**
 * Moment of striking: ISO 8601 UTC, or integer epoch seconds.
 */
at?: (string | number)
}
/**
 * What listing strikes takes; it changes nothing.
 */
export interface StrikesRequest {
/**
 * Id of the user.
 */
user: string
}
/**
 * Answer to tune.
 */
export interface TuneReport {
/**
 * What was chosen and by which figures; null where tuning was taken out of the manifest.
 */
tuning: (Tuning | null)
/**
 * Whether the manifest of the store changed.
 */
written: boolean
/**
 * Why it was written or not.
 */
reason: string
/**
 * Settings that were scored.
 */
tried: number
/**
 * Steps of the search at which something was taken.
 */
steps: TuneStep[]
/**
 * How long it took.
 */
seconds: number
/**
 * The store's counter of fact writes afterwards.
 */
revision: number
}
/**
 * One step.
 */
export interface TuneStep {
/**
 * What changed.
 */
name: string
/**
 * The figure after it.
 */
ndcg: number
}
/**
 * What a person sends in one turn of a conversation.
 */
export interface TurnRequest {
/**
 * Id of the conversation.
 */
conversation: string
/**
 * Id of the turn; the same id with the same body returns the same reply.
 */
turn: string
act: TurnAct
/**
 * Sequence of the reply that the person saw last; when the conversation has moved on since, the turn is refused.
 */
sequence?: (number | null)
/**
 * Let a model word the question that this turn ends with; what the gate does not accept is asked as it is.
 */
smooth?: boolean
}
/**
 * Users that a page may offer for choice.
 */
export interface UserList {
/**
 * In id order.
 */
users: NamedUser[]
}
/**
 * A user and her name.
 */
export interface NamedUser {
/**
 * Id of the user.
 */
id: string
/**
 * Name, null where there is none.
 */
name: (string | null)
}
/**
 * One line of users.jsonl.
 */
export interface UserRow {
/**
 * Unique among users.
 */
id: string
/**
 * Shown to the user herself; other users never leave the core.
 */
name?: string
}
/**
 * What a search for users takes.
 */
export interface UsersRequest {
/**
 * Part of an id or a name; all users where absent.
 */
text?: string
/**
 * Most users, default 20.
 */
limit?: number
}
/**
 * Answer to vocabulary apply: what became of the opinions of the store.
 */
export interface VocabularyApplyReport {
/**
 * Whether nothing was written.
 */
dryRun: boolean
/**
 * Opinions read.
 */
opinions: number
/**
 * Opinions put on another aspect.
 */
relabelled: number
/**
 * Opinions that are on their aspect already.
 */
unchanged: number
/**
 * Opinions without a mention, such as those of a data set; no vocabulary names them anew.
 */
fixed: number
/**
 * Of those relabelled or unchanged: opinions on what the vocabulary does not know; they keep their own name.
 */
outside: number
/**
 * Aspects that are new in the store.
 */
aspectsCreated: number
/**
 * Revision of the store after the run.
 */
revision: number
/**
 * Wall time in seconds.
 */
seconds: number
}
/**
 * An aspect of a vocabulary.
 */
export interface VocabularyAspectRow {
/**
 * What it is called.
 */
name: string
/**
 * What tells homonyms apart, empty for most.
 */
kind: string
/**
 * What else counts as it.
 */
names: string[]
}
/**
 * One line of the history of a vocabulary: the aspects that a step took out and those that it put in their place.
 */
export interface VocabularyChangeRow {
/**
 * What was done; edit is a change of the file by hand.
 */
act: ("propose" | "merge" | "split" | "edit")
/**
 * Aspects taken out.
 */
before: VocabularyAspectRow[]
/**
 * Aspects put in.
 */
after: VocabularyAspectRow[]
}
/**
 * What why-not takes: an item and the list that it is missing from.
 */
export interface WhyNotRequest {
/**
 * Id of the user; may be left out where likes are given.
 */
user?: string
/**
 * Id of the item.
 */
item: string
/**
 * Items to be taken as liked, references or ids; nothing is written.
 */
likes?: string[]
/**
 * Items to be taken as disliked, references or ids; nothing is written.
 */
dislikes?: string[]
/**
 * Length of the list, default 10.
 */
limit?: number
/**
 * Only items that meet it are ranked, as in a request for the list.
 */
filter?: string
/**
 * Exponent γ of the factor (1 + degree of the item)^γ that ranks are by, default 0.
 */
popularity?: number
settings?: RankingSettings
}
/**
 * Answer to why-not: what an item lacks against the last one shown.
 */
export interface WhyNot {
/**
 * Id of the user.
 */
user: string
item: NodeShown
/**
 * shown: it is in the list; seen: the user knows it already; struck: she struck it; filtered: it does not meet the filter; ranked-below: it has a lower score; unreachable: no path leads to it.
 */
status: ("shown" | "seen" | "struck" | "filtered" | "ranked-below" | "unreachable")
/**
 * Rank of the item, null where it has none.
 */
rank: (number | null)
/**
 * Score of the item, 0 where unreachable.
 */
score: number
/**
 * Length of the list.
 */
limit: number
/**
 * The last item shown, with its reasons.
 */
last: (null | RecommendedItem)
/**
 * Reasons that the item does have.
 */
reasons: Reason[]
/**
 * Reasons that count against it.
 */
against: Reason[]
/**
 * The answer in words.
 */
text: string
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * SHA-256 of the acts that were assumed; absent where none were.
 */
overlayHash?: string
/**
 * Reasons of the last item shown that this one lacks or has less of, by falling difference.
 */
missing?: MissingReason[]
/**
 * Items whose liking would bring this one into the list, best rank first; where none does, the one that lifts it most.
 */
likes?: HelpfulLike[]
}
/**
 * One reason compared.
 */
export interface MissingReason {
/**
 * Id of the reason.
 */
reason: string
/**
 * What it contributes to the last item shown, in units of the score.
 */
last: number
/**
 * What it contributes to this item; 0 where it has no such reason that may be told.
 */
own: number
/**
 * Both in words.
 */
text: string
}
/**
 * A like that the user does not have.
 */
export interface HelpfulLike {
item: NodeShown
/**
 * Rank of the item in question with this like.
 */
rank: (number | null)
/**
 * Its score with this like.
 */
score: number
/**
 * In words.
 */
text: string
}
/**
 * What why takes: the reasons of one item for one user, and its rank without some of them, by the settings of the list that it explains.
 */
export interface WhyRequest {
/**
 * Id of the user; may be left out where likes are given.
 */
user?: string
/**
 * Id of the item.
 */
item: string
/**
 * Items to be taken as liked, references or ids; nothing is written.
 */
likes?: string[]
/**
 * Items to be taken as disliked, references or ids; nothing is written.
 */
dislikes?: string[]
/**
 * Reasons to take away.
 * 
 * Items: Id of a reason.
 */
without?: string[]
/**
 * Most single ways to list with their shares; none where absent.
 */
paths?: number
/**
 * Length of the list that the item shall leave: asks for the smallest set of the user's own facts whose removal does it.
 */
counterfactual?: number
/**
 * Whether to say where the item would stand without the user's own fact that carries most of it. Default false.
 */
strongestFact?: boolean
/**
 * Only items that meet it are ranked, as in a request for the list.
 */
filter?: string
/**
 * Whether items that the user has acted on are ranked, too, default false; not together with strongestFact or counterfactual.
 */
includeSeen?: boolean
/**
 * Exponent γ of the factor (1 + degree of the item)^γ that ranks are by, default 0.
 */
popularity?: number
settings?: RankingSettings
/**
 * Language of the words: en (default) or one that the manifest has, such as de.
 */
language?: string
}
/**
 * Answer to why.
 */
export interface Why {
/**
 * Id of the user.
 */
user: string
item: RecommendedItem
/**
 * Null when nothing was taken away.
 */
without: (null | Without)
parameters: RankingParameters
/**
 * The store's counter of fact writes.
 */
revision: number
/**
 * SHA-256 of the graph content.
 */
snapshot: string
/**
 * SHA-256 of the acts that were assumed; absent where none were.
 */
overlayHash?: string
/**
 * Single ways with their shares, chosen for share and diversity; only where asked for.
 */
paths?: PathShare[]
/**
 * Null where it was not asked for.
 */
counterfactual?: (null | Counterfactual)
/**
 * Null where it was not asked for, or where the item would not fall.
 */
strongestFact?: (null | StrongestFact)
}
/**
 * The same ranking after reasons were taken away.
 */
export interface Without {
/**
 * What was taken away.
 * 
 * Items: Id of a reason.
 */
reasons: string[]
/**
 * New score of the item.
 */
score: number
/**
 * New rank; null when the item is no longer ranked.
 */
rank: (number | null)
}
/**
 * The user's own fact that carries most of the item, and what would be without it.
 */
export interface StrongestFact {
/**
 * like: an item with all her acts on it; aspect: what her opinions say she cares about.
 */
kind: ("like" | "aspect")
node: NodeShown
/**
 * What its paths carry of the score, in units of the score.
 */
contribution: number
/**
 * Rank of the item without it, null when it is no longer ranked.
 */
rank: (number | null)
/**
 * In words.
 */
text: string
}
