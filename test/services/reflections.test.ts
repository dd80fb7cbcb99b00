import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '#shared/domain/draft.ts';
import type { Prompt } from '#shared/domain/prompt.ts';
import type { OwnReflection, Reflection } from '#shared/domain/reflection.ts';
import type { Agenda, Caseload, Trajectory } from '#shared/domain/trajectory.ts';
import { addToDate } from '#shared/domain/time.ts';
import { newId } from '#shared/ids.ts';
import { cause, type Person } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
let coach: Person;
let coachee: Person;
let base: string;

beforeAll(async () => {
	firm = await Firm.start({ quiet: false });
	({ coach, coachee } = firm);
	base = firm.path(`engagements/${firm.engagementId}`);
});
afterAll(() => firm.stop());

const CHECK_IN = 'starter-check-in';

const invite = async (rule: object, more: object = {}): Promise<Prompt> => {
	await firm.come();
	const draft = { promptId: newId('prm'), title: 'How is your week?', asks: { methodId: CHECK_IN }, rule, ...more };
	return coach.do<Prompt>('POST', `${base}/prompts`, draft, cause());
};
const now = (prompt: Prompt) => coachee.do<{ prompt: Prompt }>('GET', `${base}/prompts/${prompt.promptId}`);
const answer = (prompt: Prompt, more: object = {}) => ({
	reflectionId: newId('rfl'),
	questionnaireId: prompt.questionnaireId,
	promptId: prompt.promptId,
	subject: `${prompt.promptId}-${prompt.number}`,
	answers: { week: 4, note: 'Said no to one thing' },
	sharing: 'shared',
	...more,
});

test('an invitation opens at its time, comes by letter, is answered there, and the coach reads and answers', async () => {
	const prompt = await invite({ kind: 'once', on: firm.today, at: '11:00' });
	expect(prompt).toMatchObject({ status: 'running', number: 0, opensAt: '2026-11-02T10:00:00.000Z' });
	await firm.pass('PT2H1M');

	const [letter] = firm.reminders().filter(({ subject }) => subject === prompt.title);
	expect((await now(prompt)).prompt).toMatchObject({ number: 1, openedAt: prompt.opensAt });
	const [, token] = /\/l\/([\w-]{43})/.exec(letter!.text)!;
	const page = await firm.ask(`/l/${token}`);
	expect(page.status).toBe(200);
	expect(page.words).toContain('How is your week so far?');

	const sent = { cause: newId('req'), reflectionId: newId('rfl'), 'answers.week': '4', sharing: 'shared' };
	const answered = await firm.ask(`/l/${token}/reflect`, sent);
	expect(answered.status).toBe(200);
	expect(answered.words).toContain('Sent. Marta Kowalska can read it.');
	expect((await firm.ask(`/l/${token}/reflect`, sent)).status).toBe(200);

	await firm.come();
	const { reflections, prompts } = await coach.do<Trajectory>('GET', base);
	expect(prompts[0]).toMatchObject({ status: 'done', last: { outcome: 'answered' } });
	expect(reflections).toMatchObject([{ status: 'shared', title: 'Mid-week check-in', writing: 1 }]);
	const { reflectionId } = reflections[0]!;
	const queue = await coach.do<Caseload>('GET', firm.path('caseload'));
	expect(queue.reflections.map((one) => one.reflectionId)).toEqual([reflectionId]);

	const at = `${base}/reflections/${reflectionId}`;
	expect(await coach.do('GET', at)).toMatchObject({ answers: { week: 4 } });
	await coach.do<Reflection>('PUT', `${at}/reply`, { text: 'Well done' }, cause());
	expect(await coachee.do('GET', at)).toMatchObject({ reflection: { reply: 'Well done', readAt: expect.any(String) } });
	await firm.system.settled();
	expect((await coach.do<Caseload>('GET', firm.path('caseload'))).reflections).toEqual([]);
});

test('what is taken back is out of the coach’s reach, and so are its earlier texts', async () => {
	const prompt = await invite({ kind: 'once', on: firm.today, at: '12:00' }, { reminders: [] });
	await firm.pass('PT1H');
	const open = (await now(prompt)).prompt;
	const draft = answer(open);
	const at = `${base}/reflections/${draft.reflectionId}`;
	const other = { ...draft, questionnaireId: 'starter-just-write.1.en', answers: { words: 'Said no' } };
	expect((await coachee.send('POST', `${base}/reflections`, other, cause())).status).toBe(422);
	const own = await coachee.do<OwnReflection>('POST', `${base}/reflections`, draft, cause());
	await coachee.do('PATCH', at, { answers: { week: 2 } }, { ...cause(), 'if-match': `"${own.version}"` });
	expect(await coach.do('GET', at)).toMatchObject({ answers: { week: 2 }, reflection: { writing: 2 } });

	await coachee.do('PUT', `${at}/sharing`, { sharing: 'private' }, cause());
	expect((await coach.send('GET', at)).status).toBe(404);
	expect((await coach.send('PUT', `${at}/reply`, { text: 'Hm' }, cause())).status).toBe(404);
	const rows = JSON.stringify(
		await firm.rows('writing').then((all) => all.filter((row) => row.reflectionId === draft.reflectionId)),
	);
	expect(rows).not.toContain('Said no');
	const read = await coachee.do<{ reflection: OwnReflection; questionnaire: object }>('GET', `${at}/own`);
	expect(read).toMatchObject({
		reflection: { answers: { week: 2 } },
		questionnaire: { questions: [{ questionId: 'week' }, {}] },
	});
	const told = JSON.stringify(await coach.do('GET', `${base}/history`));
	expect(told).not.toContain('Said no');
});

test('a private answer looks to the coach like one that was put aside', async () => {
	const seen = async (close: (prompt: Prompt) => Promise<unknown>) => {
		const on = addToDate(firm.today, { days: 1 });
		const made = await invite({ kind: 'once', on, at: '23:00' }, { reminders: [] });
		const later = { rule: { kind: 'once', on, at: '23:30' } };
		await coach.do('PATCH', `${base}/prompts/${made.promptId}`, later, cause());
		firm.system.clock.to(`${on}T22:31:00.000Z`);
		await firm.system.settled();
		await firm.come();
		await close((await now(made)).prompt);
		const { reflections, prompts } = await coach.do<Trajectory>('GET', base);
		const prompt = prompts.find(({ promptId }) => promptId === made.promptId)!;
		return { known: reflections.length, last: Object.keys(prompt.last!).sort(), outcome: prompt.last!.outcome };
	};
	const kept = await seen((prompt) =>
		coachee.do('POST', `${base}/reflections`, answer(prompt, { sharing: 'private' }), cause()),
	);
	const aside = await seen((prompt) => coachee.do('POST', `${base}/prompts/${prompt.promptId}/skip`, {}, cause()));
	expect(kept).toEqual(aside);
});

test('a prompt after every session follows the session when it moves, and opens once it is over', async () => {
	const prompt = await invite({ kind: 'afterSession', hours: 2 });
	expect(prompt).toMatchObject({ status: 'running', opensAt: 'never' });
	const sessionId = newId('ses');
	const time = { date: '2026-11-20', time: '10:00', zone: 'Europe/Amsterdam', minutes: 60 };
	await coach.do('POST', `${base}/sessions`, { sessionId, ...time }, cause());
	expect((await now(prompt)).prompt).toMatchObject({ opensAt: '2026-11-20T12:00:00.000Z', opensAfter: sessionId });
	await coach.do('POST', `${base}/sessions/${sessionId}/move`, { ...time, time: '14:00' }, cause());
	expect((await now(prompt)).prompt).toMatchObject({ opensAt: '2026-11-20T16:00:00.000Z' });
	firm.system.clock.to('2026-11-20T16:00:30.000Z');
	await firm.system.settled();
	await firm.come();
	expect((await now(prompt)).prompt).toMatchObject({
		number: 1,
		openedAfter: sessionId,
		opensAt: 'never',
		status: 'running',
	});
	const { prompts } = await coachee.do<Agenda>('GET', firm.path('agenda'));
	expect(prompts.map(({ promptId }) => promptId)).toEqual([prompt.promptId]);
});

test('two devices on one draft: nothing is overwritten in silence, and both texts stay as revisions', async () => {
	const subject = newId('rfl');
	const at = `${base}/drafts/${subject}`;
	const draft = (device: string, note: string) => ({
		draftId: newId('drf'),
		reflectionId: subject,
		questionnaireId: 'starter-check-in.1.en',
		answers: { note },
		sharing: 'private',
		device,
	});
	const save = (device: string, note: string, version: number) =>
		coachee.send<Draft>('PUT', at, draft(device, note), { ...cause(), 'if-match': `"${version}"` });
	expect((await save('aaaaaaaa', 'One', 0)).body).toMatchObject({ version: 1 });
	expect((await save('aaaaaaaa', 'One and', 1)).body).toMatchObject({ version: 2 });
	expect((await save('bbbbbbbb', 'Two', 2)).body).toMatchObject({ version: 3 });
	const late = await save('aaaaaaaa', 'One and a half', 2);
	expect(late.status).toBe(409);
	expect(late.body).toMatchObject({ error: { code: 'stale', current: { answers: { note: 'Two' } } } });
	const chosen = await coachee.do<Draft>('POST', `${at}/resolve`, draft('aaaaaaaa', 'One and a half'), cause());
	expect(chosen.answers).toEqual({ note: 'One and a half' });
	const kept = (await firm.rows('privateRevision')).map(({ state }) => (state as Draft).answers.note);
	expect(kept).toEqual(expect.arrayContaining(['Two', 'One and a half']));
	expect((await coach.send('GET', at)).status).toBe(404);
});
