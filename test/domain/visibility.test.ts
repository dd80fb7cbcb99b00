import { describe, expect, it } from 'vitest';
import type { Actor } from '#shared/domain/actor.ts';
import { ofMethod } from '#shared/domain/questionnaire.ts';
import type { OwnReflection, Reflection, Sharing } from '#shared/domain/reflection.ts';
import * as rules from '#shared/domain/reflection-rules.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { admin, around, bearerOf, coach, coachee, NOW, otherCoach } from './people.ts';

const questions = ofMethod('starter-check-in', 1, starter('starter-check-in', 'en')!);
const draft = (sharing: Sharing) => ({
	reflectionId: newId('rfl'),
	questionnaireId: questions.questionnaireId,
	answers: { week: 4 },
	sharing,
});
const own = (sharing: Sharing): OwnReflection => rules.write(around, draft(sharing), questions, coachee, NOW);
const known = (of: OwnReflection, before?: Reflection) => rules.known(before, of, { digest: 'd1' }, NOW);

/** What becomes of a verb: it is done, refused to somebody who sees the thing, or there is no such thing. */
function outcome(run: () => unknown): string {
	try {
		run();
		return 'done';
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.code;
	}
}

const people: Record<string, Actor> = { coach, coachee, otherCoach, admin, letter: bearerOf(coachee, newId('act')) };
const nobody = { otherCoach: 'not-found', admin: 'not-found', letter: 'not-found' };

describe('who may do what with a reflection', () => {
	const ofCoach: Record<string, (one: Reflection, by: Actor) => unknown> = {
		read: (one, by) => rules.read(one, true, by, NOW),
		reply: (one, by) => rules.reply(one, 'Thank you', by, NOW),
		pin: (one, by) => rules.pin(one, [{ questionId: 'note', writing: 1, from: 0, to: 3 }], by),
	};
	const table: [Reflection['status'], Record<string, string>][] = [
		['shared', { coach: 'done', coachee: 'forbidden', ...nobody }],
		['mentioned', { coach: 'not-found', coachee: 'forbidden', ...nobody }],
		['withdrawn', { coach: 'not-found', coachee: 'forbidden', ...nobody }],
	];
	for (const [status, row] of table)
		for (const [who, expected] of Object.entries(row))
			it.each(Object.keys(ofCoach))(`${status}, ${who}: %s is ${expected}`, (verb) => {
				const one = { ...known(own('shared'))!, status };
				expect(outcome(() => ofCoach[verb]!(one, people[who]!))).toBe(expected);
			});

	it.each([
		['shared', 'coach', true],
		['mentioned', 'coach', false],
		['withdrawn', 'coach', false],
		['shared', 'coachee', true],
		['shared', 'otherCoach', false],
		['shared', 'admin', false],
		['mentioned', 'admin', false],
	] as const)('the text of one that is %s is %s’s to read: %s', (status, who, may) => {
		expect(rules.mayRead({ ...known(own('shared'))!, status }, people[who]!)).toBe(may);
	});

	const ofWriter: Record<string, (by: Actor) => unknown> = {
		write: (by) => rules.write(around, draft('shared'), questions, by, NOW),
		edit: (by) => rules.edit(own('shared'), { week: 2 }, questions, by),
		share: (by) => rules.share(own('private'), 'shared', by),
	};
	for (const [who, expected] of Object.entries({ coachee: 'done', coach: 'forbidden', ...nobody }))
		it.each(Object.keys(ofWriter))(`${who}: to %s is ${expected}`, (verb) => {
			expect(outcome(() => ofWriter[verb]!(people[who]!))).toBe(expected);
		});
});

describe('what the trajectory knows of a reflection', () => {
	it('of a private one nothing, of a mentioned one that it was written, of a shared one its name', () => {
		expect(known(own('private'))).toBeUndefined();
		const mentioned = known(own('mentioned'))!;
		expect(mentioned).toMatchObject({ status: 'mentioned', writing: 0, digest: '' });
		expect([mentioned.title, mentioned.questionnaireId, mentioned.methodId]).toEqual([undefined, undefined, undefined]);
		expect(known(own('shared'))).toMatchObject({ status: 'shared', title: questions.name, writing: 1 });
	});

	it('taken back, it keeps no name, no text, no pin', () => {
		const shared = known(own('shared'))!;
		const pinned = rules.pin(shared, [{ questionId: 'note', writing: 1, from: 0, to: 3 }], coach);
		for (const sharing of ['private', 'mentioned'] as const) {
			const after = known({ ...own(sharing), reflectionId: shared.reflectionId }, pinned)!;
			expect(after).toMatchObject({ status: 'withdrawn', digest: '', pins: [] });
			expect(JSON.stringify(after)).not.toContain(questions.name);
		}
	});

	it('shared again it is a new text, unread', () => {
		const read = rules.read(known(own('shared'))!, true, coach, NOW);
		const back = known(own('private'), read)!;
		const again = known(own('shared'), back)!;
		expect(again).toMatchObject({ status: 'shared', writing: 2 });
		expect(again.readAt).toBeUndefined();
	});

	it('reading and answering are the coach’s, and doing it twice changes nothing', () => {
		const shared = known(own('shared'))!;
		const read = rules.read(shared, true, coach, NOW);
		expect(rules.read(read, true, coach, '2027-01-01T00:00:00.000Z')).toBe(read);
		const answered = rules.reply(shared, 'Well said', coach, NOW);
		expect(answered).toMatchObject({ reply: 'Well said', readAt: NOW });
		expect(rules.reply(answered, 'Well said', coach, NOW)).toBe(answered);
		expect(rules.reply(answered, '', coach, NOW)).not.toHaveProperty('reply');
	});
});
