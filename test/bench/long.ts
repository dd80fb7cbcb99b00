import { brotliCompressSync } from 'node:zlib';
import { newId } from '#shared/ids.ts';
import type { Demo } from '#test/support/demo.ts';
import { cause } from '#test/support/person.ts';
import type { Row } from './row.ts';
import { measuredBy } from './units.ts';

const SESSIONS = 24;
const ACTIONS = 120;
const REFLECTIONS = 150;

/** About as much as somebody writes in a few minutes. */
const WORDS = 'What stays with me is how quiet the room became when I stopped explaining. '.repeat(16);

/** A trajectory of two years: what its page costs, whatever was written at length in it. */
export async function long({ system, world }: Demo): Promise<Row[]> {
	const { coach, coachee, engagementId } = world.engagements.find(({ coachee: { name } }) => name === 'Priya Raman')!;
	const base = `/api/tenants/${world.tenantId}/engagements/${engagementId}`;
	const made = async (count: number, one: (index: number) => Promise<unknown>) => {
		for (let index = 0; index < count; index += 1) await one(index);
	};
	await made(SESSIONS, (index) => {
		const date = `2026-${String(1 + (index % 9)).padStart(2, '0')}-${String(1 + index).padStart(2, '0')}`;
		const session = { sessionId: newId('ses'), date, time: '10:00', zone: 'Asia/Kolkata', minutes: 60, place: '' };
		return coach.do('POST', `${base}/sessions`, session, cause());
	});
	await made(ACTIONS, () => {
		const action = {
			actionId: newId('act'),
			title: 'Say no to one meeting a week',
			dueOn: '2031-01-15',
			reminders: [],
		};
		return coach.do('POST', `${base}/actions`, action, cause());
	});
	await made(REFLECTIONS, () => {
		const reflectionId = newId('rfl');
		const questionnaireId = 'starter-just-write.1.en';
		const answers = { words: WORDS };
		const reflection = { reflectionId, questionnaireId, answers, sharing: 'shared', subject: reflectionId };
		return coachee.do('POST', `${base}/reflections`, reflection, cause());
	});
	const whole = await measuredBy(system, () => coach.do('GET', base));
	const answer = JSON.stringify(await coach.do('GET', base));
	const compressed = brotliCompressSync(answer).length / 1000;
	const what = `a trajectory of ${SESSIONS} sessions, ${ACTIONS} actions, ${REFLECTIONS} reflections`;
	const written = Math.round((REFLECTIONS * WORDS.length) / 1000);
	return [
		{ number: 6, what: `${what}: queries`, figure: whole.queries, unit: '', budget: 1 },
		{ number: 6, what: `${what}: read units`, figure: whole.read, unit: 'RRU', budget: 80 },
		{
			number: 6,
			what: `${what}: bytes sent`,
			figure: compressed,
			unit: 'kB br',
			budget: 60,
			beside: `${Math.round(answer.length / 1000)} kB raw; ${written} kB of text were written`,
		},
	];
}
