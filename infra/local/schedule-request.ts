import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { readAs } from './rest-json.ts';
import { WireError } from './wire.ts';

const MINUTE = 60_000;
const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/;

export const Name = z.string().regex(NAME);
export const Token = z.string().regex(/^[a-zA-Z0-9\-_]{1,64}$/);

const Target = z.object({
	Arn: z
		.string()
		.regex(/^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/, 'Provided Arn is not in correct format.'),
	RoleArn: z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/),
	Input: z
		.string()
		.min(1)
		.max(262_144)
		.refine(isJson, 'Input for a Lambda function must be well-formed JSON')
		.optional(),
	RetryPolicy: z
		.object({
			MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
			MaximumRetryAttempts: z.int().min(0).max(185).default(185),
		})
		.prefault({}),
	DeadLetterConfig: z
		.object({
			Arn: z
				.string()
				.regex(/^arn:aws[\w-]*:sqs:[\w-]+:\d{12}:[\w-]+$/)
				.optional(),
		})
		.optional(),
});

const FlexibleTimeWindow = z
	.object({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.int().min(1).max(1440).optional() })
	.refine(
		({ Mode, MaximumWindowInMinutes }) => (Mode === 'FLEXIBLE') === (MaximumWindowInMinutes !== undefined),
		'MaximumWindowInMinutes belongs to the mode FLEXIBLE and to it alone',
	);

const ScheduleInput = z.object({
	Name,
	GroupName: Name.default('default'),
	ScheduleExpression: z.string().min(1).max(256),
	ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
	StartDate: z.number().optional(),
	EndDate: z.number().optional(),
	Description: z.string().max(512).optional(),
	State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
	KmsKeyArn: z.string().optional(),
	Target,
	FlexibleTimeWindow,
	ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
	ClientToken: Token.optional(),
});

/** What Create and Update are asked for, with the defaults that Get shows. */
export type ScheduleInput = z.infer<typeof ScheduleInput>;
export type Target = ScheduleInput['Target'];

export const readSchedule = (input: unknown): ScheduleInput => read(ScheduleInput, input);

/** The value as the schema has it, else a `ValidationException`. */
export const read = <Schema extends z.ZodType>(schema: Schema, value: unknown) =>
	readAs('ValidationException', schema, value);

/**
 * When a schedule fires, in milliseconds. The service promises a minute, not a second: it fires anywhere in the minute,
 * so the stand-in takes the earliest, and what must not be early has to check. Throws on a past moment.
 */
export function firesAt(input: ScheduleInput, now: number): number {
	const expression = input.ScheduleExpression;
	const moment = momentOf(expression, input.ScheduleExpressionTimezone);
	if (moment < now) throw invalid(`Invalid Schedule Expression ${expression}: the time is in the past.`);
	return Math.floor(moment / MINUTE) * MINUTE + withinWindow(input);
}

function momentOf(expression: string, zone: string): number {
	if (/^(rate|cron)\(/.test(expression)) {
		throw invalid(`Invalid Schedule Expression ${expression}: this stand-in knows at(...) alone.`);
	}
	const [, wall] = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression) ?? [];
	if (!wall) throw invalid(`Invalid Schedule Expression ${expression}.`);
	return zoned(plain(wall, expression), zone).epochMilliseconds;
}

function plain(wall: string, expression: string): Temporal.PlainDateTime {
	try {
		return Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
	} catch {
		throw invalid(`Invalid Schedule Expression ${expression}.`);
	}
}

function zoned(wall: Temporal.PlainDateTime, zone: string): Temporal.ZonedDateTime {
	try {
		return wall.toZonedDateTime(zone);
	} catch {
		throw invalid('The Schedule Expression Timezone is not valid.');
	}
}

// Anywhere in the window is right; the name decides, so a test sees the same minute each time.
function withinWindow({ Name, FlexibleTimeWindow: { MaximumWindowInMinutes: minutes } }: ScheduleInput): number {
	if (!minutes) return 0;
	const sum = [...Name].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
	return (sum % minutes) * MINUTE;
}

export const invalid = (message: string) => new WireError('ValidationException', 400, message);

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
