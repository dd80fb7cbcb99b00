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

/** The error of a request that reached no operation. */
export const unknownOperation = () => new WireError('UnknownOperationException', 404, 'No such operation here');

/** Dates travel as seconds since 1970. */
export const seconds = (milliseconds: number) => milliseconds / 1000;
