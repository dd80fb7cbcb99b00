import { randomUUID } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth/types';
import { newId } from '#shared/ids.ts';
import { setting } from '#services/clients.ts';
import { tableAdapter } from './adapter.ts';
import { ownStore } from './unit.ts';

/** Signed in for this long, in seconds; renewed once a day while one comes back. */
export const SIGNED_IN = 30 * 86_400;
const RENEWED = 86_400;
/** Our cookies' own prefix; with https, better-auth puts `__Secure-` before it. */
export const COOKIE_PREFIX = 'fc';
/** Set by us, from what CloudFront says, on requests handed to better-auth. No client can set it. */
export const ADDRESS_HEADER = 'x-fc-client-address';

/** What reading and writing sign-ins have in common, so that both understand the same cookies and rows. */
export const signInOptions = () =>
	({
		appName: 'FocusCoachee',
		baseURL: setting('PUBLIC_ORIGIN'),
		basePath: '/api/auth',
		secret: setting('SIGN_IN_SECRET'),
		trustedOrigins: [setting('PUBLIC_ORIGIN')],
		database: tableAdapter(ownStore()),
		telemetry: { enabled: false },
		// What it would log may hold addresses; what goes wrong is logged by us, by kind.
		logger: { disabled: true },
		user: { additionalFields: { language: { type: 'string', required: false, input: false } } },
		session: { expiresIn: SIGNED_IN, updateAge: RENEWED, cookieCache: { enabled: false } },
		verification: { disableCleanup: true, storeIdentifier: 'hashed' },
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: setting('PUBLIC_ORIGIN').startsWith('https:'),
			defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
			disableOriginCheck: false,
			disableCSRFCheck: false,
			ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
			database: { generateId: idFor },
		},
	}) satisfies BetterAuthOptions;

const idFor = ({ model }: { model: string }): string => {
	if (model === 'user') return newId('acc');
	return model === 'session' ? newId('sgn') : randomUUID();
};
