import type { Answers } from '#shared/domain/answers.ts';
import { api, tried, type Problem } from '#lib/api.ts';
import type { Kept, Put, Standing } from './keeper.ts';

const MAX_BYTES = 100 * 1024;
/** A request that goes on after its page is left may carry no more. */
const KEEPALIVE_BYTES = 60_000;

/** Where a draft stands at the server. `isLeaving`: the page may be gone before the answer. */
export function atServer(tenantId: string, isLeaving: () => boolean = () => false) {
	const draftsUnder = (cause: string, size: number) =>
		api((to, init) => fetch(to, { ...init, keepalive: isLeaving() && size < KEEPALIVE_BYTES }), cause).tenants[
			':tenantId'
		].engagements[':engagementId'].drafts[':subject'];
	const parts = ({
		draftId,
		reflectionId,
		questionnaireId,
		answers,
		sharing,
		device,
		engagementId,
		subject,
	}: Kept) => ({
		param: { tenantId, engagementId, subject },
		json: { draftId, reflectionId, questionnaireId, answers: keepable(answers), sharing, device },
	});
	const sizeOf = (kept: Kept) => new TextEncoder().encode(JSON.stringify(kept.answers)).length;
	const came = (kept: Kept, answer: Awaited<ReturnType<typeof tried<{ version: number }>>>): Put =>
		answer.ok ? { ok: true, version: answer.data.version } : refusal(answer.problem, sizeOf(kept));
	return {
		async put(kept: Kept, cause: string): Promise<Put> {
			const header = { 'if-match': `"${kept.version}"` };
			return came(kept, await tried(draftsUnder(cause, sizeOf(kept)).$put({ ...parts(kept), header })));
		},
		async resolve(kept: Kept, cause: string): Promise<Put> {
			return came(kept, await tried(draftsUnder(cause, sizeOf(kept)).resolve.$post(parts(kept))));
		},
	};
}

function refusal({ code, status, current }: Problem, size: number): Put {
	if (code === 'stale') return { ok: false, why: 'stale', current: current as Standing | undefined };
	if (code === 'signed-out') return { ok: false, why: 'signedOut' };
	if (code === 'too-large' || (code === 'invalid' && size > MAX_BYTES)) return { ok: false, why: 'tooLong' };
	return { ok: false, why: status >= 500 || status === 429 ? 'away' : 'refused' };
}

/** Without the numbers that no scale has: they are said when it is sent, and must not hold back the rest. */
function keepable(answers: Answers): Answers {
	const fits = (value: number) => value >= 0 && value <= 10;
	return Object.fromEntries(
		Object.entries(answers).flatMap(([name, answer]): [string, Answers[string]][] => {
			if (typeof answer === 'number') return fits(answer) ? [[name, answer]] : [];
			if (typeof answer === 'string' || Array.isArray(answer)) return [[name, answer]];
			return [[name, Object.fromEntries(Object.entries(answer).filter(([, value]) => fits(value)))]];
		}),
	);
}
