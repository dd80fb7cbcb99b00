import { describe, expect, it } from 'vitest';
import type { Fate, Fates } from '#shared/domain/fate.ts';
import { cameOf, lettersOf, standingOf } from '#lib/coach/fates.ts';

const letter = (letterId: string, itemIds: string[], more: Partial<Fate> = {}): Fate => ({
	letterId,
	memberId: 'mbr_robin',
	kind: 'reminder',
	status: 'sent',
	at: '2026-11-10T08:00:00.000Z',
	items: itemIds.map((itemId) => ({ kind: 'action', itemId })),
	answers: [],
	...more,
});
const at = '2026-11-10T09:00:00.000Z';
const fates = (more: Partial<Fates>): Fates => ({ letters: [], held: [], suppressed: {}, ...more });

describe('what a coach reads of letters', () => {
	it('is the newest one about a thing, and what its reader did about that thing last', () => {
		const all = fates({
			letters: [
				letter('let_3', ['act_2']),
				letter('let_2', ['act_1', 'act_2'], {
					answers: [
						{ itemId: 'act_1', at, answer: 'moved', dueOn: '2026-11-13' },
						{ itemId: 'act_2', at, answer: 'done' },
						{ itemId: 'act_1', at, answer: 'dropped' },
					],
				}),
				letter('let_1', ['act_1']),
			],
		});
		expect(standingOf(all, 'act_1')).toMatchObject({ letter: { letterId: 'let_2' }, answer: { answer: 'dropped' } });
		expect(standingOf(all, 'act_2')).toMatchObject({ letter: { letterId: 'let_3' }, answer: undefined });
		expect(standingOf(all, 'act_9')).toEqual({ letter: undefined, answer: undefined, held: undefined });
	});
	it('is also one that brought a line about it, once it was answered there', () => {
		const answers: Fate['answers'] = [{ itemId: 'act_1', at, answer: 'done' }];
		const all = fates({ letters: [letter('let_1', ['nud_1'], { answers })] });
		expect(standingOf(all, 'act_1').answer).toEqual(answers[0]);
	});
	it('leaves out what was withdrawn before it left', () => {
		const all = fates({ letters: [letter('let_2', ['act_1'], { status: 'withdrawn' }), letter('let_1', ['act_1'])] });
		expect(lettersOf(all, 'act_1').map(({ letterId }) => letterId)).toEqual(['let_1']);
	});
	it('has what still waits beside it', () => {
		const held = {
			kind: 'action',
			itemId: 'act_1',
			memberId: 'mbr_robin',
			due: at,
			until: at,
			why: 'dayFull',
		} as const;
		expect(standingOf(fates({ held: [held] }), 'act_1').held).toEqual(held);
		expect(standingOf(fates({ held: [held] }), 'act_2').held).toBeUndefined();
	});
	it('says what a letter came to, by the gravest thing heard', () => {
		expect(cameOf({ status: 'claimed' })).toBe('leaving');
		expect(cameOf({ status: 'freed' })).toBe('leaving');
		expect(cameOf({ status: 'sent' })).toBe('sent');
		expect(cameOf({ status: 'sent', outcome: 'delivered' })).toBe('delivered');
		expect(cameOf({ status: 'uncertain', outcome: 'bounced' })).toBe('bounced');
		expect(cameOf({ status: 'failed' })).toBe('failed');
	});
});
