import type { CleanedWhere } from 'better-auth/adapters';
import type { Data } from './unit.ts';

/** Whether a record answers to better-auth's conditions; they are joined from left to right. */
export function matches(record: Data, where: readonly CleanedWhere[]): boolean {
	const [first, ...others] = where;
	if (!first) return true;
	return others.reduce(
		(so, clause) => (clause.connector === 'OR' ? so || holds(record, clause) : so && holds(record, clause)),
		holds(record, first),
	);
}

function holds(record: Data, { field, operator, value, mode }: CleanedWhere): boolean {
	const fold = (one: unknown) => (mode === 'insensitive' && typeof one === 'string' ? one.toLowerCase() : one);
	const is = fold(record[field] ?? null);
	const asked = Array.isArray(value) ? value.map(fold) : fold(value);
	const text = (test: (is: string, asked: string) => boolean) =>
		typeof is === 'string' && typeof asked === 'string' && test(is, asked);
	switch (operator) {
		case 'in':
			return Array.isArray(asked) && asked.includes(is);
		case 'not_in':
			return Array.isArray(asked) && !asked.includes(is);
		case 'contains':
			return text((is, asked) => is.includes(asked));
		case 'starts_with':
			return text((is, asked) => is.startsWith(asked));
		case 'ends_with':
			return text((is, asked) => is.endsWith(asked));
		case 'ne':
			return is !== asked;
		case 'gt':
			return compare(is, asked) > 0;
		case 'gte':
			return compare(is, asked) >= 0;
		case 'lt':
			return compare(is, asked) < 0;
		case 'lte':
			return compare(is, asked) <= 0;
		default:
			return is === asked;
	}
}

/** Dates are kept as ISO text, so text and numbers are all there is to order. NaN, thus never true, where nothing compares. */
function compare(one: unknown, other: unknown): number {
	if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
	if (typeof one === 'number' && typeof other === 'number') return one - other;
	return Number.NaN;
}

/** In the order asked for; what has no value comes first. */
export function sorted(records: Data[], by?: { field: string; direction: 'asc' | 'desc' }): Data[] {
	if (!by) return records;
	const sign = by.direction === 'asc' ? 1 : -1;
	return records.toSorted((a, b) => {
		const [one, other] = [a[by.field] ?? null, b[by.field] ?? null];
		if (one === null || other === null) return sign * (Number(one !== null) - Number(other !== null));
		return sign * (compare(one, other) || 0);
	});
}
