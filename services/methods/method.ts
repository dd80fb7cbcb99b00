import type { Actor, MemberActor } from '#shared/domain/actor.ts';
import * as rules from '#shared/domain/method.ts';
import type { Method, MethodContent, MethodDraft } from '#shared/domain/method.ts';
import type { Language } from '#shared/domain/tenant.ts';
import { Refusal } from '#shared/errors.ts';
import { starter } from '#shared/methods/starter-pack.ts';
import { attempt, transact } from '#services/commit.ts';
import { put } from '#services/rows.ts';
import { as, entities, strong, whole } from '#services/table.ts';

/** The firm's own methods that this person finds, by name; the starter pack stands beside them (`shared/methods`). Throws `not-found` for coachees. */
export async function library(actor: MemberActor): Promise<Method[]> {
	rules.requireLibrary(actor);
	const methods = (await all(actor)).filter((method) => rules.mayFind(method, actor));
	return methods.sort((a, b) => a.name.localeCompare(b.name) || (a.methodId < b.methodId ? -1 : 1));
}

async function all(actor: Actor): Promise<Method[]> {
	const { data } = await entities.method.query
		.main({ tenantId: actor.tenantId })
		.go({ ...as(actor), ...strong, ...whole });
	return data as Method[];
}

async function peek(actor: Actor, methodId: string): Promise<Method | undefined> {
	const { data } = await entities.method.get({ tenantId: actor.tenantId, methodId }).go({ ...as(actor), ...strong });
	return (data as Method | null) ?? undefined;
}

/** A method as it stands. Throws `not-found`, also for one that is somebody else's alone. */
export async function find(actor: MemberActor, methodId: string): Promise<Method> {
	const method = await peek(actor, methodId);
	if (!method || !rules.mayFind(method, actor)) throw new Refusal('not-found', 'There is nothing here for you');
	return method;
}

/** A new one. A repeated request finds it there already and is answered with it. */
export const create = (actor: MemberActor, draft: MethodDraft, now: string): Promise<Method> =>
	attempt(async () => {
		const existing = await peek(actor, draft.methodId);
		if (existing) {
			if (existing.ownerId === actor.memberId) return existing;
			throw new Refusal('conflict', 'Something with this id exists already');
		}
		const others = (await all(actor)).filter(({ retired }) => !retired).length;
		const method = rules.create(draft, others, actor, now);
		await transact(actor, [put('method', method, undefined), put('methodVersion', method, undefined)]);
		return method;
	});

/** Its next version, on the one that was read. Throws `stale` with what stands now. */
export const revise = (
	actor: MemberActor,
	methodId: string,
	content: MethodContent,
	version: number,
	now: string,
): Promise<Method> =>
	attempt(async () => {
		const before = await find(actor, methodId);
		const after = rules.revise(before, content, actor, now);
		if (after === before) return before;
		if (before.version !== version)
			throw new Refusal('stale', 'Somebody changed this method while you were writing. Choose what should stand', {
				current: before,
			});
		await transact(actor, [put('method', after, before.version), put('methodVersion', after, undefined)]);
		return after;
	});

/** Shows it to the firm's coaches, or to its owner alone. */
export const share = (actor: MemberActor, methodId: string, sharedWith: Method['sharedWith']): Promise<Method> =>
	turn(actor, methodId, (method) => rules.share(method, sharedWith, actor));

/** Takes it out of the library, or back into it. */
export const retire = (actor: MemberActor, methodId: string, retired: boolean): Promise<Method> =>
	turn(actor, methodId, (method) => rules.retire(method, retired, actor));

const turn = (actor: MemberActor, methodId: string, decide: (method: Method) => Method): Promise<Method> =>
	attempt(async () => {
		const before = await find(actor, methodId);
		const after = decide(before);
		await transact(actor, [put('method', after, before.version)]);
		return after;
	});

/** What a method asks now, for whoever may use it: one of the starter pack in this language, or the firm's. */
export async function content(
	actor: MemberActor,
	methodId: string,
	language: Language,
): Promise<MethodContent & { version: number }> {
	const known = starter(methodId, language);
	if (known) return known;
	const method = await find(actor, methodId);
	if (method.retired) throw new Refusal('conflict', 'This method was taken out of the library. Choose another one');
	return method;
}
