import { setting } from '#services/clients.ts';

/** The pages that letters lead to, beside those of their own links. They ask to sign in. */
export function pagesOf(tenantId: string) {
	const home = `${setting('PUBLIC_ORIGIN')}/t/${tenantId}`;
	return {
		today: `${home}/today`,
		settings: `${home}/settings/letters`,
		/** Where a coachee finds their sessions. */
		program: `${home}/program`,
		/** Where a coachee answers what a prompt asks. */
		prompt: ({ engagementId, promptId }: { engagementId: string; promptId: string }) =>
			`${home}/engagements/${engagementId}/prompts/${promptId}`,
		/** Where a coach finds a trajectory. */
		trajectory: (engagementId: string) => `${home}/engagements/${engagementId}`,
	};
}
