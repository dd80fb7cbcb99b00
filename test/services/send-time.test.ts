import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '#shared/ids.ts';
import { named } from '#test/infra/stack.template.ts';

const SLOW_MS = 10_000;
let clock = 0;
const posted = vi.fn();

// Everything but the loop itself: somebody who is owed letters without end, and a mail service that takes its time.
vi.mock('#services/letters/letterbox.ts', () => ({
	findLetter: async () => ({ status: 'freed', nextAt: '2026', kind: 'reminder', items: [] }),
}));
vi.mock('#services/letters/claim.ts', () => ({
	claimNext: async () => ({ kind: 'claimed', letter: { items: [], holder: 'req' }, mail: {}, retaken: false }),
}));
vi.mock('#services/letters/mail.ts', () => ({
	post: async () => {
		clock += SLOW_MS;
		posted();
		return { kind: 'accepted', messageId: 'm' };
	},
}));
vi.mock('#services/letters/settle.ts', () => ({ settle: async () => ({ letter: undefined, changed: false }) }));
vi.mock('#services/letters/turn.ts', () => ({
	nextTurn: async () => ({ giveBack: () => {}, heard: () => {} }),
}));

afterEach(() => vi.restoreAllMocks());

test('a mail service that takes ten seconds for each letter does not keep a sender longer than its function may run', async () => {
	const letter = await import('#services/letters/letter.ts');
	vi.spyOn(performance, 'now').mockImplementation(() => clock);
	const wake = { kind: 'letter', tenantId: newId('tnt'), memberId: newId('mbr'), itemId: newId('let') } as const;
	await letter.send(wake, '2026-11-02T08:00:00.000Z', true);
	expect(posted.mock.calls.length).toBeGreaterThan(1);
	const { Timeout } = named('AWS::Lambda::Function', 'send') as unknown as { Timeout: number };
	expect(clock).toBeLessThanOrEqual(Timeout * 1000 - SLOW_MS);
});
