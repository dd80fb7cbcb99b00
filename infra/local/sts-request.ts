import { WireError } from './wire.ts';

export type AssumeRole = { roleArn: string; sessionName: string; seconds: number; tags: Record<string, string> };

const HOUR = 3600;
const KNOWN = /^(Action|Version|RoleArn|RoleSessionName|DurationSeconds|Tags\.member\.\d+\.(Key|Value))$/;
const TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Reads the form of an `AssumeRole`, with the rules of the service. Whoever calls holds a role already, so a session
 * lasts an hour at most (role chaining).
 */
export function readAssumeRole(form: URLSearchParams): AssumeRole {
	const unknown = [...form.keys()].find((key) => !KNOWN.test(key));
	if (unknown) throw invalid(`This stand-in does not know the parameter ${unknown.split('.')[0]}`);
	const roleArn = form.get('RoleArn') ?? '';
	const sessionName = form.get('RoleSessionName') ?? '';
	if (!/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(roleArn))
		throw invalid('roleArn is not the ARN of a role');
	if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
		throw violated('roleSessionName', 'Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}');
	}
	return { roleArn, sessionName, seconds: durationOf(form), tags: tagsOf(form) };
}

function durationOf(form: URLSearchParams): number {
	const given = form.get('DurationSeconds') ?? String(HOUR);
	const seconds = Number(given);
	if (!/^\d+$/.test(given) || seconds < 900) {
		throw violated('durationSeconds', 'Member must have value greater than or equal to 900');
	}
	if (seconds > 43_200) throw violated('durationSeconds', 'Member must have value less than or equal to 43200');
	if (seconds > HOUR) {
		throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
	}
	return seconds;
}

function tagsOf(form: URLSearchParams): Record<string, string> {
	const tags = new Map<string, string>();
	const seen = new Set<string>();
	for (const [name, key] of form) {
		const [, index] = /^Tags\.member\.(\d+)\.Key$/.exec(name) ?? [];
		if (index === undefined) continue;
		const value = form.get(`Tags.member.${index}.Value`) ?? '';
		if (key === '' || key.length > 128 || !TAG.test(key)) throw violated('tags', 'Member must be a tag key');
		if (value.length > 256 || !TAG.test(value)) throw violated('tags', 'Member must be a tag value');
		if (/^aws:/i.test(key)) throw invalid('Tag keys that begin with aws: are reserved for the service');
		if (seen.has(key.toLowerCase())) {
			const message = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.';
			throw new WireError('InvalidParameterValue', 400, message);
		}
		seen.add(key.toLowerCase());
		tags.set(key, value);
	}
	if (tags.size > 50) throw violated('tags', 'Member must have length less than or equal to 50');
	return Object.fromEntries(tags);
}

const invalid = (message: string) => new WireError('ValidationError', 400, message);
const violated = (member: string, constraint: string) =>
	invalid(`1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`);
