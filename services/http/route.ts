import { describeRoute, resolver, validator } from 'hono-openapi';
import type { ValidationTargets } from 'hono';
import { z } from 'zod';
import type { MemberActor } from '#shared/domain/actor.ts';
import type { Member } from '#shared/domain/member.ts';
import { Refusal } from '#shared/errors.ts';
import type { Occasion } from '#services/change.ts';

/** What every handler of the API finds in its context. */
export interface Env {
	Variables: {
		requestId: string;
		occasion: Occasion;
		actor: MemberActor;
		member: Member;
	};
}

/** Validates one part of a request by the schema that also describes it. A malformed id in a path is a thing that does not exist. */
export const valid = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
	target: Target,
	schema: Schema,
) =>
	validator(target, schema, (result) => {
		if (result.success) return;
		if (target === 'param') throw new Refusal('not-found', 'There is nothing here for you');
		const fields: Record<string, string> = {};
		for (const { path, message } of result.error) {
			const name = (path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.') || 'body';
			fields[name] ??= message;
		}
		throw new Refusal('invalid', Object.values(fields)[0] ?? 'This request cannot be right', { fields });
	});

/** The one shape of every error answer. */
export const Problem = z.object({
	error: z.object({
		code: z.string(),
		message: z.string(),
		fields: z.record(z.string(), z.string()).optional(),
		current: z.unknown().optional(),
	}),
	requestId: z.string(),
});
export type Problem = z.infer<typeof Problem>;

/** Describes a route for OpenAPI: what it does in a sentence, and the shape of its answer. */
export const says = (summary: string, answer: z.ZodType, tag: string) =>
	describeRoute({
		summary,
		tags: [tag],
		responses: {
			200: { description: 'Done', content: { 'application/json': { schema: resolver(answer) } } },
			default: { description: 'Refused', content: { 'application/json': { schema: resolver(Problem) } } },
		},
	});
