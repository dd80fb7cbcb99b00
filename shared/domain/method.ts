import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { MemberId, MethodId, TenantId } from '#shared/ids.ts';
import type { MemberActor } from './actor.ts';
import { line, text } from './item.ts';
import { Questions } from './question.ts';
import { Language } from './tenant.ts';

export const METHOD_NAME_MAX = 80;
export const PURPOSE_MAX = 500;
export const WHEN_MAX = 500;
export const STEP_MAX = 400;
export const STEPS_MAX = 12;
/** Methods of one firm that are not retired. */
export const METHODS_MAX = 500;

/** A way of working: what it is for, when to use it, its steps, and what it asks. */
export const MethodContent = z.object({
	name: line(METHOD_NAME_MAX),
	purpose: text(PURPOSE_MAX),
	whenToUse: text(WHEN_MAX),
	steps: z.array(line(STEP_MAX)).max(STEPS_MAX, `At most ${STEPS_MAX} steps`),
	questions: Questions,
	language: Language,
});
export type MethodContent = z.infer<typeof MethodContent>;

/** One of ours, the same for every firm: `starter-grow`. */
export const StarterId = z.string().regex(/^starter-[a-z][a-z-]{1,30}$/, 'Not a method of the starter pack');
export const AnyMethodId = z.union([MethodId, StarterId]);

/** What a coach sends. `from` is what it was copied from. */
export const MethodDraft = MethodContent.extend({ methodId: MethodId, from: AnyMethodId.optional() });
export type MethodDraft = z.infer<typeof MethodDraft>;

/** A firm's own method as it stands. Every version stays readable: what was answered keeps its questions. */
export const Method = MethodContent.extend({
	tenantId: TenantId,
	methodId: MethodId,
	version: z.number().int().min(1),
	ownerId: MemberId,
	ownerName: z.string(),
	from: AnyMethodId.optional(),
	/** Who finds it in the library. */
	sharedWith: z.enum(['owner', 'firm']),
	/** It is offered no longer; what was begun with it goes on. */
	retired: z.boolean(),
	createdAt: z.iso.datetime(),
	changedAt: z.iso.datetime(),
});
export type Method = z.infer<typeof Method>;

const mayKeep = ({ roles }: MemberActor): boolean => roles.includes('coach') || roles.includes('admin');

/** The library is for those who coach, and who run the firm. Throws `not-found`. */
export function requireLibrary(actor: MemberActor): void {
	if (!mayKeep(actor)) throw new Refusal('not-found', 'There is nothing here for you');
}

/** Whether somebody finds it: a coach their own, and coaches and admins what is shared. */
export const mayFind = (method: Method, actor: MemberActor): boolean =>
	method.ownerId === actor.memberId || (method.sharedWith === 'firm' && mayKeep(actor));

/** A new method, at first for its owner alone. Throws `not-found` for coachees, `too-many` when the library is full. */
export function create(draft: MethodDraft, others: number, actor: MemberActor, now: string): Method {
	requireLibrary(actor);
	if (others >= METHODS_MAX)
		throw new Refusal('too-many', `The library holds ${METHODS_MAX} methods. Retire some before you add another`);
	return {
		...draft,
		tenantId: actor.tenantId,
		version: 1,
		ownerId: actor.memberId,
		ownerName: actor.name,
		sharedWith: 'owner',
		retired: false,
		createdAt: now,
		changedAt: now,
	};
}

/** Its next version. The very same content is no new one. */
export function revise(method: Method, content: MethodContent, actor: MemberActor, now: string): Method {
	requireKeeper(method, actor);
	const same = JSON.stringify(MethodContent.parse(method)) === JSON.stringify(MethodContent.parse(content));
	return same ? method : { ...method, ...content, version: method.version + 1, changedAt: now };
}

/** Shows it to all coaches of the firm, or to its owner alone again. */
export function share(method: Method, sharedWith: Method['sharedWith'], actor: MemberActor): Method {
	requireKeeper(method, actor);
	return { ...method, sharedWith };
}

/** Takes it out of the library, or back into it. */
export function retire(method: Method, retired: boolean, actor: MemberActor): Method {
	requireKeeper(method, actor);
	return { ...method, retired };
}

/** Its owner, or an admin where it is the firm's. Everyone else copies it. */
function requireKeeper(method: Method, actor: MemberActor): void {
	if (!mayFind(method, actor)) throw new Refusal('not-found', 'There is nothing here for you');
	const keeps = method.ownerId === actor.memberId || actor.roles.includes('admin');
	if (!keeps) throw new Refusal('forbidden', `${method.ownerName} keeps this method. Copy it to change it`);
}
