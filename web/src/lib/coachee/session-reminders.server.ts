import type { ReminderDraft } from '#shared/domain/reminder.ts';
import type { Session } from '#shared/domain/session.ts';
import { tried, type Client, type Problem } from '#lib/api.ts';

type Engagement = Client['tenants'][':tenantId']['engagements'][':engagementId'];
type Outcome = { ok: true; data: Session } | { ok: false; problem: Problem };

const GONE: Problem = { status: 404, code: 'not-found', message: 'There is nothing here for you' };

/** Reminders of a session are set as a whole, so the others are read first. */
export async function setSessionReminders(
	engagement: Engagement,
	{ sessionId, ...param }: { tenantId: string; engagementId: string; sessionId: string },
	change: (before: ReminderDraft[]) => ReminderDraft[],
): Promise<Outcome> {
	const now = await tried(engagement.$get({ param }));
	if (!now.ok) return now;
	const session = now.data.sessions.find((one) => one.sessionId === sessionId);
	if (!session) return { ok: false, problem: GONE };
	const before = session.reminders.map(({ reminderId, rule }) => ({ reminderId, rule }));
	return tried(
		engagement.sessions[':sessionId'].reminders.$put({
			param: { ...param, sessionId },
			json: { reminders: change(before) },
		}),
	);
}
