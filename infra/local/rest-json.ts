import type { z } from 'zod';
import type { FaultRequest } from './faults.ts';
import { type Call, type Dialect, WireError } from './wire.ts';

/** AWS's restJson1: JSON bodies, the error's name in a header, its text under `field`. */
export const restJson = (field: 'Message' | 'message', throttling: Dialect['throttling']): Dialect => ({
	contentType: 'application/json',
	throttling,
	failure: (error) => JSON.stringify({ [field]: error.message }),
});

/** The JSON object a request carries; an empty one when it carries none. */
export function bodyOf({ body }: Call): FaultRequest {
	if (body === '') return {};
	try {
		const value: unknown = JSON.parse(body);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as FaultRequest;
	} catch {
		// Answered below: what the parser says would quote the body.
	}
	throw new WireError('SerializationException', 400, 'The body is not a JSON object');
}

/** The value as the schema has it, else the named error, 400, that tells the member and what it breaks but not its value. */
export function readAs<Schema extends z.ZodType>(error: string, schema: Schema, value: unknown): z.infer<Schema> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const member = (issue?.path ?? []).map((part) => String(part).replace(/^./, (letter) => letter.toLowerCase()));
	const reason = `Value at '${member.join('.')}' failed to satisfy constraint: ${issue?.message}`;
	throw new WireError(error, 400, `1 validation error detected: ${reason}`);
}

/** The error of a request that reached no operation. */
export const unknownOperation = () => new WireError('UnknownOperationException', 404, 'No such operation here');

/** Dates travel as seconds since 1970. */
export const seconds = (milliseconds: number) => milliseconds / 1000;
