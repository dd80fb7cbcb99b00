import { invited } from '#shared/domain/member.ts';
import { newId } from '#shared/ids.ts';
import type { Chance } from './chance.ts';
import { Client } from './client.ts';
import type { Body, Budget, Record } from './record.ts';
import type { Stage } from './stage.ts';

/** Zones with changes of clocks all over the year, with odd offsets, and without either. */
export const ZONES = [
	'Europe/Amsterdam',
	'America/New_York',
	'America/Santiago',
	'Australia/Lord_Howe',
	'Asia/Kolkata',
	'Pacific/Auckland',
	'America/St_Johns',
	'Africa/Casablanca',
	'Asia/Tokyo',
	'Pacific/Apia',
];

/** Nothing holds a letter back, as far as anyone may choose that. */
export const WIDE: Budget = {
	quietFrom: '00:00',
	quietUntil: '00:00',
	daysOff: [],
	perDay: 5,
	perWeek: 20,
	at: '09:00',
};

export function someBudget(chance: Chance): Budget {
	if (chance.yes(0.3)) return WIDE;
	const quiet = chance.one([
		['20:00', '08:00'],
		['22:30', '06:15'],
		['12:00', '14:00'],
		['00:00', '00:00'],
	] as const);
	return {
		quietFrom: quiet[0],
		quietUntil: quiet[1],
		daysOff: chance.some([1, 2, 3, 4, 5, 6, 7], chance.between(0, 3)).sort(),
		perDay: chance.between(1, 5),
		perWeek: chance.between(3, 20),
		at: chance.one(['09:00', '17:30', '11:45']),
	};
}

export interface Person {
	memberId: string;
	zone: string;
	client: Client;
}

export interface Trajectory {
	engagementId: string;
	coachee: Person;
	actions: string[];
	sessions: string[];
	nudges: string[];
}

export interface Founding {
	coachees: number;
	zones: readonly string[];
	budgetOf(): Budget | undefined;
}

const usual = (chance: Chance): Founding => ({
	coachees: 2,
	zones: ZONES,
	budgetOf: () => (chance.yes(0.6) ? WIDE : chance.yes(0.5) ? someBudget(chance) : undefined),
});

/** A firm of its own for one seed: a coach, coachees, a trajectory with each. */
export class Firm {
	readonly tenantId: string;
	readonly coach: Person;
	readonly trajectories: Trajectory[] = [];
	readonly record: Record;
	readonly stage: Stage;
	#count = 0;

	private constructor(stage: Stage, record: Record, zone: string) {
		this.stage = stage;
		this.tenantId = newId('tnt', stage.now());
		this.record = record;
		this.coach = this.#person(zone);
	}

	static async found(stage: Stage, record: Record, chance: Chance, how: Founding = usual(chance)): Promise<Firm> {
		const firm = new Firm(stage, record, chance.one(how.zones));
		await firm.#found(chance, how);
		return firm;
	}

	/** A title that no other contains. */
	title = (): string => `Step ${String((this.#count += 1)).padStart(3, '0')}`;

	#person(zone: string): Person {
		const memberId = newId('mbr', this.stage.now());
		return { memberId, zone, client: new Client(this.stage, this.tenantId, memberId) };
	}

	/** The people stand in the table from the start: how they come in is a story of sign-in. */
	async #found(chance: Chance, { coachees: count, zones, budgetOf }: Founding): Promise<void> {
		const at = this.stage.now();
		const now = new Date(at).toISOString();
		const tenant = {
			tenantId: this.tenantId,
			name: 'Northlight',
			zone: 'UTC',
			language: 'en',
			version: 1,
			createdAt: now,
		};
		const coachees = Array.from({ length: count }, () => this.#person(chance.one(zones)));
		const members = [this.coach, ...coachees].map(({ memberId, zone }, index) => ({
			...invited(
				{
					memberId,
					zone,
					name: index === 0 ? 'Marta Kowalska' : `Robin ${index}`,
					mail: mailOf(memberId),
					language: 'en',
					roles: [index === 0 ? ('coach' as const) : ('coachee' as const)],
				},
				this.tenantId,
				now,
			),
			status: 'active' as const,
			budget: budgetOf(),
			version: 1,
		}));
		await this.stage.found({ tenant, members });
		for (const member of members) this.record.hearMember(member as unknown as Body, at, at);
		for (const coachee of coachees) await this.begin(coachee);
	}

	/** The coach begins with a coachee, or begins something else with them. */
	async begin(coachee: Person): Promise<void> {
		const engagementId = newId('eng', this.stage.now());
		const { memberId, zone } = coachee;
		const [invitationId, mail] = [newId('inv', this.stage.now()), mailOf(memberId)];
		const draft = {
			engagementId,
			coachee: { memberId, invitationId, name: 'Robin', mail, zone, language: 'en' },
			goals: [],
		};
		const { body, from, to } = await this.coach.client.do('POST', '/engagements', draft);
		if (!body) return;
		this.record.hearEngagement(body, from, to);
		this.trajectories.push({ engagementId, coachee, actions: [], sessions: [], nudges: [] });
	}
}

const mailOf = (memberId: string): string => `${memberId}@people.example`;
