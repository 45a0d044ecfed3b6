import { type Answer, bodyIsOpen, check, type Finding, field, first, holds, type Json, outcome, parsed, rule, status } from '#graders';
import { anyId, createTask, elsewhere, patchTask, pathOf, postTask, task } from './task.ts';

const writers = 50;
const shared = 20;
const deleted = 5;
const deleters = 8;

export default rule({
  id: 'concurrency',
  text: 'Requests that come at once are answered as if they had come one after another: every new task has its own id, no update is lost, and one of many deletes of a task answers 204, the others 404.',
  why: 'Between reading and writing back, another client has written. It is rare on your machine, and daily in production.',
  checks: [
    check({
      id: 'gives-each-writer-its-own-id',
      title: `${writers} tasks created at once get ${writers} different ids, and all are in the list`,
      hint: 'Take the id and insert the task under one lock, or count with fetch_add. Reading the next id first and writing later gives it twice.',
      runs: 'shared',
      needs: ['creates-a-task'],
      given: (draw) => ({ titles: Array.from({ length: writers }, (_, at) => `${draw.word()} ${at}`) }),
      probe: async ({ http }, { titles }) => ({
        answers: await http.together(titles.map((title) => postTask({ title }))),
        list: await http.get('/tasks'),
      }),
      judge: ({ answers, list }, { titles }) => ({ ids: differentIds(answers, titles), list: holdsTitles(list, titles) }),
      survives: [
        anyId,
        ...elsewhere('priority', 'done'),
        { mutant: '.list: body*', because: 'lists-tasks-in-order looks at the list itself' },
      ],
    }),
    check({
      id: 'loses-no-update',
      title: `Title and done of the same task, changed at once by two clients, are both there afterwards, for ${shared} tasks`,
      hint: 'Hold the lock from reading the task to writing it back. Do not clone it, let go, and insert the clone later.',
      runs: 'shared',
      needs: ['keeps-updates', 'updates-only-what-is-sent'],
      given: (draw) => ({
        before: Array.from({ length: shared }, () => draw.text(16)),
        titles: Array.from({ length: shared }, () => draw.text(20)),
      }),
      probe: async ({ http }, { before, titles }) => {
        const paths: string[] = [];
        for (const title of before) paths.push(pathOf(await createTask(http, { title })));
        await http.together(paths.flatMap((path, at) => [patchTask(path, { title: titles[at] ?? null }), patchTask(path, { done: true })]));
        return http.together(paths.map((path) => ({ method: 'GET', path })));
      },
      judge: (answers, { titles }) => ({ tasks: bothUpdates(answers, titles) }),
      survives: [anyId, ...elsewhere('priority')],
    }),
    check({
      id: 'deletes-once',
      title: `Of ${deleters} deletes of one task at once, one answers 204 and the others 404, for ${deleted} tasks`,
      hint: 'Let the removal itself tell whether the task was there: match store.remove(&id), not contains_key before it.',
      runs: 'shared',
      needs: ['forgets-a-deleted-task'],
      given: (draw) => ({ titles: Array.from({ length: deleted }, () => draw.text(16)) }),
      probe: async ({ http }, { titles }) => {
        const rounds: (readonly Answer[])[] = [];
        for (const title of titles) {
          const path = pathOf(await createTask(http, { title }));
          rounds.push(await http.together(Array.from({ length: deleters }, () => ({ method: 'DELETE', path }))));
        }
        return rounds;
      },
      judge: (rounds) => ({ answers: first(rounds.map(oneDelete)) }),
      survives: [bodyIsOpen],
    }),
  ],
});

function differentIds(answers: readonly Answer[], titles: readonly string[]): Finding | undefined {
  const failed = first(answers.map((answer, at) => task(answer, 201, { title: titles[at] ?? '' })));
  const ids = answers.map((answer) => String(field(parsed(answer), 'id')));
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return failed ?? holds(twice.length === 0, `${ids.length} different ids`, `ids given more than once: ${[...new Set(twice)].join(', ')}`);
}

function holdsTitles(answer: Answer, titles: readonly string[]): Finding | undefined {
  const list = parsed(answer);
  if (!Array.isArray(list) || status(answer, 200) !== undefined) return status(answer, 200);
  const listed = list.map((task: Json) => field(task, 'title'));
  const missing = titles.filter((title) => !listed.includes(title));
  return holds(missing.length === 0, `a list with all ${titles.length} tasks`, `a list without ${missing.length} of them`);
}

function bothUpdates(answers: readonly Answer[], titles: readonly string[]): Finding | undefined {
  const updated = (title: string | undefined): Json => ({ title: title ?? null, done: true });
  const wrong = answers.flatMap((answer, at) =>
    task(answer, 200, updated(titles[at])) === undefined ? [] : [{ answer, title: titles[at] }],
  );
  const [one] = wrong;
  if (one === undefined) return undefined;
  return {
    expected: [JSON.stringify(updated(one.title))],
    actual: `${outcome(one.answer)} (${wrong.length} of ${answers.length} tasks lost an update)`,
  };
}

function oneDelete(answers: readonly Answer[]): Finding | undefined {
  const seen = answers.map((answer) => (answer.kind === 'answer' ? String(answer.status) : answer.kind)).sort();
  const right = seen.every((told, at) => told === (at === 0 ? '204' : '404'));
  return holds(right, `one 204 and ${answers.length - 1} times 404`, seen.join(', '));
}
