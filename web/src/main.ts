import type { NamedUser, Reason } from '../../src/contract/types.ts';
import { type Address, readAddress, writeAddress } from './address.ts';
import { byId } from './element.ts';
import { createRequests, problemIn } from './requests.ts';
import { createStore } from './store.ts';
import { createTalk } from './talk.ts';
import { itemDetail } from './views/item-detail.ts';
import { itemList } from './views/item-list.ts';
import { narrowingView } from './views/narrowing-view.ts';
import { emptyStore, notice, problemNotice } from './views/notice.ts';
import { aspectOf } from './views/reason-list.ts';
import { openReviews } from './views/review-dialog.ts';
import { statusLine } from './views/status-line.ts';
import { suggestedUsers } from './views/suggested-users.ts';
import { talkView } from './views/talk-view.ts';
import { userPicker } from './views/user-picker.ts';

const store = createStore();
const requests = createRequests(store);
const listPlace = byId('list');
const announce = (text: string): void => {
  byId('announcer').textContent = text;
};

const picker = userPicker({
  search: requests.users,
  choose: (user) => chooseUser(user, 'push'),
  failed: (problem) => listPlace.replaceChildren(problemNotice(problem, () => location.reload())),
});
const list = itemList(listPlace, { open: (item) => openItem(item, 'push'), retry: requests.list });
const detail = itemDetail(byId('detail'), {
  close: closeItem,
  retry: () => {
    const { item } = store.state();
    if (item !== null) openItem(item, 'keep');
  },
  select: (reason) => {
    if (reason !== '') store.dispatch({ type: 'reason-select', reason });
  },
  cite: (reasons) => store.dispatch({ type: 'reasons-cite', reasons }),
  take: (reason) => change({ type: 'reason-take', reason }),
  put: (reason) => change({ type: 'reason-put', reason }),
  putAll: () => change({ type: 'reasons-put' }),
  reviews: showReviews,
  ask: (question) => {
    store.dispatch({ type: 'question-ask', question });
    requests.question();
  },
  announce,
});

const talk = createTalk(
  () => crypto.randomUUID(),
  (state) => {
    chat.update(state);
    narrowing.update(state);
  },
);
const chat = talkView(byId('talk'), {
  act: (act, words) => void talk.act(act, words),
  say: (text) => void talk.say(text),
  choose: (at, node, words) => void talk.choose(at, node, words),
  close: () => closeTalk('push'),
  again: () => {
    const { id } = talk.state();
    if (id !== null) void talk.resume(id);
  },
});
const narrowing = narrowingView(byId('narrowing'));

start();

function start(): void {
  byId('picker').append(picker.node);
  store.subscribe((state, before) => {
    list.update(state, before);
    detail.update(state, before);
    document.body.classList.toggle('has-item', state.item !== null);
    if (state.list !== before.list && state.list.state === 'ready' && state.user !== null) {
      announce(`${state.list.value.items.length} items for ${state.user.name ?? state.user.id}`);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && store.state().item !== null) closeItem();
  });
  window.addEventListener('popstate', () => void follow(readAddress(location.search)));
  statusLine(byId('status'), requests.status);
  byId('talk-open').addEventListener('click', () => void openTalk());
  void follow(readAddress(location.search));
}

/** Brings the page to what an address names. */
async function follow(address: Address): Promise<void> {
  if (address.talk === null) closeTalk('keep');
  else if (talk.state().id !== address.talk) {
    showTalk(true);
    void talk.resume(address.talk);
  }
  if (address.user === null) {
    store.dispatch({ type: 'user-clear' });
    requests.list();
    picker.show(null);
    await welcome();
    return;
  }
  if (store.state().user?.id !== address.user) chooseUser(await userOf(address.user), 'keep');
  if (address.item === null) {
    store.dispatch({ type: 'item-close' });
    requests.item();
  } else if (store.state().item !== address.item) openItem(address.item, 'keep');
}

async function welcome(): Promise<void> {
  const text =
    'Choose somebody to see what suits them, and which paths in the graph say so. Or find something together, in a conversation.';
  listPlace.replaceChildren(notice('What should this person look at, and why?', text));
  try {
    const users = await requests.users('', new AbortController().signal);
    if (users.length === 0) listPlace.replaceChildren(emptyStore());
    else {
      listPlace.append(suggestedUsers(users, (user) => chooseUser(user, 'push')));
      picker.focus();
    }
  } catch (error) {
    listPlace.replaceChildren(problemNotice(problemIn(error), () => location.reload()));
  }
}

/** The name of a user whose id stands in the address; where none is found the ranking says what is wrong. */
async function userOf(id: string): Promise<NamedUser> {
  try {
    const users = await requests.users(id, new AbortController().signal);
    return users.find((user) => user.id === id) ?? { id, name: null };
  } catch {
    return { id, name: null };
  }
}

function chooseUser(user: NamedUser, history: 'push' | 'keep'): void {
  picker.show(user);
  store.dispatch({ type: 'user-choose', user });
  if (history === 'push') closeTalk('keep');
  write({ user: user.id, item: null, talk: null }, history);
  requests.list();
}

function openItem(item: string, history: 'push' | 'keep'): void {
  store.dispatch({ type: 'item-open', item });
  write({ user: store.state().user?.id ?? null, item, talk: null }, history);
  requests.item();
}

function closeItem(): void {
  const { item, user } = store.state();
  store.dispatch({ type: 'item-close' });
  requests.item();
  write({ user: user?.id ?? null, item: null, talk: null }, 'push');
  list.focusItem(item);
}

/** Begins a conversation with the chosen user, or with a stranger. */
async function openTalk(): Promise<void> {
  const user = store.state().user?.id ?? null;
  talk.close();
  showTalk(true);
  await talk.start(user);
  write({ user, item: null, talk: talk.state().id }, 'push');
  byId('say').focus();
}

function closeTalk(history: 'push' | 'keep'): void {
  if (talk.state().id === null) return;
  talk.close();
  showTalk(false);
  write({ user: store.state().user?.id ?? null, item: null, talk: null }, history);
  if (history === 'push') byId('talk-open').focus();
}

function showTalk(isOpen: boolean): void {
  document.body.classList.toggle('is-talking', isOpen);
  for (const id of ['talk', 'narrowing']) byId(id).hidden = !isOpen;
  for (const id of ['list', 'detail']) byId(id).hidden = isOpen;
}

function change(action: Parameters<typeof store.dispatch>[0]): void {
  store.dispatch(action);
  requests.without();
}

function showReviews(reason: Reason): void {
  const { item, why } = store.state();
  const aspect = aspectOf(reason);
  if (item === null || aspect === null || why.state !== 'ready') return;
  const name = reason.example.nodes.find((node) => node.label === 'Aspect')?.name ?? aspect;
  openReviews({
    title: `What reviews of ${why.value.item.name ?? item} say about ${name}`,
    load: (signal) => requests.opinions(item, aspect, signal),
  });
}

function write(address: Address, history: 'push' | 'keep'): void {
  if (history === 'push') window.history.pushState(null, '', writeAddress(address));
}
