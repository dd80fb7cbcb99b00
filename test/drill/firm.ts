import { invited } from '#shared/domain/member.ts';
import type { SystemActor } from '#shared/domain/actor.ts';
import { newId } from '#shared/ids.ts';
import { transact } from '#services/commit.ts';
import { put } from '#services/rows.ts';
import type { Chance } from './chance.ts';
import { Client, type Front } from './client.ts';
import type { Body, Budget, Record } from './record.ts';

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
const WIDE: Budget = { quietFrom: '00:00', quietUntil: '00:00', daysOff: [], perDay: 5, perWeek: 20, at: '09:00' };

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

/** A firm of its own for one seed: a coach, two coachees, a trajectory with each. */
export class Firm {
	readonly tenantId = newId('tnt');
	readonly coach: Person;
	readonly trajectories: Trajectory[] = [];
	readonly record: Record;
	readonly front: Front;
	#count = 0;

	private constructor(front: Front, record: Record, zone: string) {
		this.front = front;
		this.record = record;
		this.coach = this.#person(zone);
	}

	static async found(front: Front, record: Record, chance: Chance): Promise<Firm> {
		const firm = new Firm(front, record, chance.one(ZONES));
		await firm.#found(chance);
		return firm;
	}

	get people(): Person[] {
		return [this.coach, ...this.trajectories.map(({ coachee }) => coachee)];
	}

	/** A title that no other contains. */
	title = (): string => `Step ${String((this.#count += 1)).padStart(3, '0')}`;

	#person(zone: string): Person {
		const memberId = newId('mbr');
		return { memberId, zone, client: new Client(this.front, this.tenantId, memberId) };
	}

	/** The people stand in the table from the start: how they come in is a story of sign-in. */
	async #found(chance: Chance): Promise<void> {
		const now = new Date().toISOString();
		const actor: SystemActor = { kind: 'system', tenantId: this.tenantId, name: 'drill' };
		const tenant = {
			tenantId: this.tenantId,
			name: 'Northlight',
			zone: 'UTC',
			language: 'en',
			version: 1,
			createdAt: now,
		};
		const coachees = [this.#person(chance.one(ZONES)), this.#person(chance.one(ZONES))];
		const members = [this.coach, ...coachees].map(({ memberId, zone }, index) => ({
			...invited(
				{
					memberId,
					zone,
					name: index === 0 ? 'Marta Kowalska' : `Robin ${index}`,
					mail: `${memberId}@people.example`,
					language: 'en',
					roles: [index === 0 ? ('coach' as const) : ('coachee' as const)],
				},
				this.tenantId,
				now,
			),
			status: 'active' as const,
			...(chance.yes(0.6) ? { budget: WIDE } : chance.yes(0.5) ? { budget: someBudget(chance) } : {}),
			version: 1,
		}));
		await transact(actor, [put('tenant', tenant, undefined), ...members.map((one) => put('member', one, undefined))]);
		for (const member of members) this.record.hearMember(member as unknown as Body, Date.parse(now), Date.parse(now));
		for (const [index, coachee] of coachees.entries()) {
			const engagementId = newId('eng');
			const { name, mail, zone, language } = members[index + 1]!;
			const draft = {
				engagementId,
				coachee: { memberId: coachee.memberId, invitationId: newId('inv'), name, mail, zone, language },
				goals: [],
			};
			const { body, from, to } = await this.coach.client.do('POST', '/engagements', draft);
			this.record.hearEngagement(body!, from, to);
			this.trajectories.push({ engagementId, coachee, actions: [], sessions: [], nudges: [] });
		}
	}
}
