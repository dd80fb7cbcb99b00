import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Defaults, UsualHere } from '#shared/domain/defaults.ts';
import { PRESETS } from '#shared/domain/reminder.ts';
import type { Person } from '#test/support/person.ts';
import { cause } from '#test/support/person.ts';
import { Firm } from './letters.world.ts';

let firm: Firm;
beforeAll(async () => {
	firm = await Firm.start();
});
afterAll(() => firm.stop());

const usual = () => firm.coachee.do<UsualHere>('GET', firm.path(`engagements/${firm.engagementId}/defaults`));
const says = (person: Person, defaults: Defaults) => person.do('PATCH', firm.path('me'), { defaults }, cause());

test('a coachee sees what new things get, and what they would get without a word of their own', async () => {
	await says(firm.coach, { action: [PRESETS.weekBefore], silenceDays: 14 });
	const ofCoach = await usual();
	expect(ofCoach.otherwise).toMatchObject({ action: [PRESETS.weekBefore], silenceDays: 14 });
	expect(ofCoach).toEqual({ ...ofCoach.otherwise, otherwise: ofCoach.otherwise });

	await says(firm.coachee, { action: [], silenceDays: null });
	expect(await usual()).toEqual({ ...ofCoach.otherwise, action: [], silenceDays: null, otherwise: ofCoach.otherwise });

	await says(firm.coachee, {});
	expect(await usual()).toEqual(ofCoach);
});
