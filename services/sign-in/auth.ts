import { passkey } from '@better-auth/passkey';
import { createAuthEndpoint } from 'better-auth/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { z } from 'zod';
import { setting } from '#services/clients.ts';
import { consume } from './limit.ts';
import { signInOptions } from './options.ts';

/** Browsers name themselves at length; more than this tells nobody anything. */
const USER_AGENT_MAX = 300;

/** What only our own code may ask for: these have no path and cannot be asked for from outside. */
const doors = {
	id: 'doors',
	endpoints: {
		/** Signs an account in, once its mailbox is proven. A sign-in this browser had before ends: one browser, one sign-in. */
		openSignIn: createAuthEndpoint.serverOnly(
			{ method: 'POST', body: z.object({ accountId: z.string() }), requireHeaders: true },
			async (ctx) => {
				const { internalAdapter, authCookies, secret } = ctx.context;
				const user = await internalAdapter.findUserById(ctx.body.accountId);
				if (!user) throw new Error('An account was proven that does not exist');
				const earlier = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
				const session = await internalAdapter.createSession(user.id);
				await setSessionCookie(ctx, { session, user });
				if (earlier) await internalAdapter.deleteSession(earlier);
				return { signInId: session.id };
			},
		),
		/** Signs this browser out. Unlike better-auth's own it fails when the sign-in could not be ended. */
		closeSignIn: createAuthEndpoint.serverOnly({ method: 'POST', requireHeaders: true }, async (ctx) => {
			const { internalAdapter, authCookies, secret } = ctx.context;
			const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
			if (token) await internalAdapter.deleteSession(token);
			deleteSessionCookie(ctx);
			return { ended: Boolean(token) };
		}),
	},
};

const make = () => {
	const origin = setting('PUBLIC_ORIGIN');
	return betterAuth({
		...signInOptions(),
		plugins: [passkey({ rpID: new URL(origin).hostname, rpName: 'FocusCoachee', origin }), doors],
		rateLimit: {
			enabled: true,
			customStorage: { consume },
			window: 60,
			max: 120,
			customRules: { '/passkey/*': { window: 600, max: 100 } },
		},
		onAPIError: {
			onError(error) {
				const { name, statusCode = 500, cause } = error as Error & { statusCode?: number };
				const because = cause instanceof Error ? cause.name : undefined;
				if (statusCode >= 500)
					console.error(JSON.stringify({ level: 'error', what: 'better-auth', error: name, because }));
			},
		},
		databaseHooks: {
			session: {
				create: {
					// Where somebody was is not ours to keep; with what, they see in their list of sign-ins.
					before: async ({ userAgent }) => ({
						data: { ipAddress: null, userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null },
					}),
				},
			},
		},
	});
};
let made: ReturnType<typeof make> | undefined;

/** better-auth with everything that changes who is signed in. Only `sign-in.handler` has it. */
export const auth = () => (made ??= make());

/** Signs an account in. Answers the cookies to set. */
export async function openSignIn(accountId: string, headers: Headers): Promise<string[]> {
	const opened = await auth().api.openSignIn({ body: { accountId }, headers, returnHeaders: true });
	return opened.headers.getSetCookie();
}

/** Signs this browser out. Answers the cookies to set. */
export async function closeSignIn(headers: Headers): Promise<string[]> {
	const closed = await auth().api.closeSignIn({ headers, returnHeaders: true });
	return closed.headers.getSetCookie();
}
