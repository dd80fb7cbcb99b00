import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { seconds } from './rest-json.ts';
import { firesAt, invalid, Name, read, readSchedule, type ScheduleInput, Token } from './schedule-request.ts';
import type { Schedule, ScheduleStore } from './schedule-store.ts';
import { type May, type Signer, WireError } from './wire.ts';

export type Operations = {
	store: ScheduleStore;
	faults: Faults;
	now(): number;
	knows(group: string): boolean;
	account: string;
	may: May;
	/** Called after a change of what is to fire. */
	armed(): void;
};

type Key = { Name: string; GroupName: string };

const TOKEN_LIFE = 8 * 3_600_000;

export function createSchedule(service: Operations, signer: Signer, body: unknown): string {
	const { store } = service;
	const { ClientToken, ...input } = readSchedule(body);
	const arn = allowed(service, signer, 'CreateSchedule', input, input);
	return once(service, 'CreateSchedule', ClientToken, input, () => {
		if (store.find(input.GroupName, input.Name)) throw conflict(`Schedule ${input.Name} already exists.`);
		const now = service.now();
		store.create(input, arn, now, moment(input, now));
		return JSON.stringify({ ScheduleArn: arn });
	});
}

/** Replaces the whole schedule: what the request leaves out falls back to its default. */
export function updateSchedule(service: Operations, signer: Signer, body: unknown): string {
	const { store } = service;
	const { ClientToken, ...input } = readSchedule(body);
	const arn = allowed(service, signer, 'UpdateSchedule', input, input);
	return once(service, 'UpdateSchedule', ClientToken, input, () => {
		const now = service.now();
		store.replace(existing(service, input).id, input, now, moment(input, now));
		return JSON.stringify({ ScheduleArn: arn });
	});
}

export function deleteSchedule(service: Operations, signer: Signer, request: unknown): string {
	const { store, faults } = service;
	const { clientToken, ...key } = read(Identity.extend({ clientToken: Token.optional() }), request);
	allowed(service, signer, 'DeleteSchedule', key);
	return once(service, 'DeleteSchedule', clientToken, key, () => {
		const schedule = existing(service, key);
		// The service is distributed: a wake-up may already be on its way when its schedule goes.
		const ghost = schedule.fires !== null && faults.take('scheduler', 'DeleteSchedule', key, 'fireAfterDelete');
		if (ghost) store.deliver(schedule, schedule.fires!, schedule.fires!);
		store.remove(schedule.id);
		return '{}';
	});
}

export function getSchedule(service: Operations, signer: Signer, request: unknown): string {
	const key = read(Identity, request);
	allowed(service, signer, 'GetSchedule', key);
	const { input, ...schedule } = existing(service, key);
	return JSON.stringify({ ...input, ...summary({ input, ...schedule }), Target: input.Target });
}

export function listSchedules(service: Operations, signer: Signer, request: unknown): string {
	const {
		MaxResults: limit,
		NextToken,
		ScheduleGroup: group,
		NamePrefix: prefix,
		State: state,
	} = read(Listing, request);
	allowed(service, signer, 'ListSchedules', { GroupName: group ?? '*', Name: '*' });
	if (group !== undefined) assertGroup(service, group);
	const found = service.store.list({ after: NextToken, limit: limit + 1, group, prefix, state });
	const page = found.slice(0, limit);
	const last = found.length > limit ? page.at(-1)?.input : undefined;
	const next = last && Buffer.from(JSON.stringify([last.GroupName, last.Name])).toString('base64url');
	return JSON.stringify({ Schedules: page.map(summary), NextToken: next });
}

const Identity = z.object({ Name, GroupName: Name.default('default') });

const Listing = z.object({
	MaxResults: z.coerce.number().int().min(1).max(100).default(100),
	ScheduleGroup: Name.optional(),
	NamePrefix: Name.optional(),
	State: z.enum(['ENABLED', 'DISABLED']).optional(),
	NextToken: z.string().max(2048).default('').transform(afterToken),
});

function afterToken(token: string): [string, string] {
	if (token === '') return ['', ''];
	try {
		const after = z.tuple([Name, Name]).safeParse(JSON.parse(Buffer.from(token, 'base64url').toString()));
		if (after.success) return after.data;
	} catch {
		// Answered below, as any token that this service did not give out.
	}
	throw invalid('Invalid NextToken.');
}

const summary = ({ input, arn, created, modified }: Omit<Schedule, 'id' | 'fires'>) => ({
	Arn: arn,
	GroupName: input.GroupName,
	Name: input.Name,
	State: input.State,
	CreationDate: seconds(created),
	LastModificationDate: seconds(modified),
	Target: { Arn: input.Target.Arn },
});

// Checked while disabled too, as the service does; it just does not fire.
function moment(input: ScheduleInput, now: number): number | null {
	const fires = firesAt(input, now);
	return input.State === 'ENABLED' ? fires : null;
}

function existing({ store }: Operations, { GroupName, Name: name }: Key): Schedule {
	const schedule = store.find(GroupName, name);
	if (!schedule) throw new WireError('ResourceNotFoundException', 404, `Schedule ${name} does not exist.`);
	return schedule;
}

function assertGroup(service: Operations, group: string): void {
	if (service.knows(group)) return;
	throw new WireError('ResourceNotFoundException', 404, `Schedule group ${group} does not exist.`);
}

/** The ARN of the schedule, once its group exists and the caller may do this to it, and pass its target's role. */
function allowed(service: Operations, signer: Signer, operation: string, key: Key, passing?: ScheduleInput): string {
	const arn = `arn:aws:scheduler:${signer.region}:${service.account}:schedule/${key.GroupName}/${key.Name}`;
	if (!service.may(signer, `scheduler:${operation}`, arn)) throw denied(`scheduler:${operation}`, arn);
	const role = passing?.Target.RoleArn;
	const passed = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
	if (role && !service.may(signer, 'iam:PassRole', role, passed)) throw denied('iam:PassRole', role);
	if (key.GroupName !== '*') assertGroup(service, key.GroupName);
	return arn;
}

/** Does the work once per client token: the same request again gets the same answer, another one a conflict. */
function once(
	service: Operations,
	operation: string,
	token: string | undefined,
	request: unknown,
	work: () => string,
): string {
	const { store } = service;
	const answer = store.atomically(() => {
		if (token === undefined) return work();
		const digest = createHash('sha256').update(JSON.stringify(request)).digest('hex');
		const before = store.answered(`${operation} ${token}`);
		if (before && before.request !== digest) throw conflict('The ClientToken was used with other parameters.');
		if (before) return before.answer;
		const done = work();
		store.remember(`${operation} ${token}`, digest, done, service.now(), service.now() - TOKEN_LIFE);
		return done;
	});
	service.armed();
	return answer;
}

const denied = (action: string, resource: string) =>
	new WireError(
		'AccessDeniedException',
		403,
		`The caller is not authorized to perform: ${action} on resource: ${resource}`,
	);

const conflict = (message: string) => new WireError('ConflictException', 409, message);
