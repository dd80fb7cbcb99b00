import type { RefusalCode } from '#shared/errors.ts';

/** What a page puts into words when a form comes back to it as `?problem=…`. */
export type Problem =
	RefusalCode | 'unforeseen' | 'mail-invalid' | 'link-expired' | 'code-wrong' | 'code-expired' | 'invitation-expired';

interface Back {
	page: string;
	/** Refusals that have a page or a word of their own here. */
	unless?: Partial<Record<RefusalCode | 'unforeseen', { page?: string; problem: Problem }>>;
}

const expiredLink = { problem: 'link-expired' } as const;
const expiredInvitation = { problem: 'invitation-expired' } as const;

/** Where each form goes back to when its answer is no. */
const BACK: Record<string, Back> = {
	letter: { page: '/sign-in', unless: { invalid: { problem: 'mail-invalid' } } },
	link: { page: '/sign-in', unless: { expired: expiredLink, invalid: expiredLink } },
	code: {
		page: '/sign-in/code',
		unless: { invalid: { problem: 'code-wrong' }, expired: { page: '/sign-in', problem: 'code-expired' } },
	},
	found: { page: '/found' },
	'found/confirm': {
		page: '/found/code',
		unless: {
			invalid: { problem: 'code-wrong' },
			expired: { page: '/found', problem: 'code-expired' },
			conflict: { page: '/found', problem: 'conflict' },
		},
	},
	join: {
		// Whoever has joined already finds the way in there.
		page: '/sign-in',
		unless: { expired: expiredInvitation, 'not-found': expiredInvitation, invalid: expiredInvitation },
	},
	'sign-out': { page: '/sign-in' },
};
/** Sign-ins and passkeys stand on the page about one's account. */
const ACCOUNT: Back = { page: '/account', unless: { 'signed-out': { page: '/sign-in', problem: 'signed-out' } } };

export function back(path: string, code: RefusalCode | 'unforeseen'): { page: string; problem: Problem } {
	const { page, unless } = BACK[path.replace('/api/auth/', '')] ?? ACCOUNT;
	return { page, problem: code, ...unless?.[code] };
}
