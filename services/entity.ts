import { CustomAttributeType } from 'electrodb';
import { NEVER } from '#shared/domain/reminder.ts';

/** What every entity of the one table has in common. */
export const model = <const E extends string>(entity: E) => ({ entity, version: '1', service: 'fc' }) as const;

/** A text attribute; `label` is its short name inside keys. */
export const word = <const L extends string>(label: L) => ({ type: 'string', required: true, label }) as const;
export const required = { type: 'string', required: true } as const;
export const optional = { type: 'string' } as const;
export const count = { type: 'number', required: true } as const;
/** A moment that may be missing, yet stands in an index's key, where every write has to name it: then as `never`. */
export const moment = <const L extends string, const F extends string>(label: L, field: F) =>
	({
		type: 'string',
		required: true,
		label,
		field,
		default: NEVER,
		get: (at?: string) => (at === NEVER ? undefined : at),
	}) as const;
/** A nested value, validated by the domain's schema before it gets here. `never`: the name's own type waits for T. */
export const nested = <T>() => ({ type: CustomAttributeType<T>('any' as never), required: true }) as const;
/** The same where it may be missing. */
export const maybe = <T>() => ({ type: CustomAttributeType<T>('any' as never) }) as const;

/** Keys are compared as written: ElectroDB lower-cases them unless told otherwise. */
export const key = <const F extends string, const C extends readonly string[]>(field: F, composite: C) =>
	({ field, composite, casing: 'none' }) as const;

/** Attributes of every versioned thing in an engagement (`shared/domain/item.ts`). */
export const itemAttributes = {
	tenantId: word('t'),
	engagementId: word('e'),
	coachId: word('co'),
	coacheeId: word('ce'),
	version: count,
	chain: required,
	causes: nested<string[]>(),
	createdAt: required,
	updatedAt: required,
} as const;

export const trajectoryKey = ['tenantId', 'engagementId'] as const;
