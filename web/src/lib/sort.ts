import type { Language } from '#shared/domain/tenant.ts';

/** A column of a table: what it is sorted by, and shown as unless it is drawn. */
export interface Column<Row> {
	name: string;
	label: string;
	/** Absent: it cannot be sorted by, and its label is only read aloud. */
	value?: (row: Row) => string | number;
	number?: boolean;
	/** Only where there is room: what it says stands elsewhere on a phone. */
	wide?: boolean;
	/** A snippet shows it. */
	drawn?: boolean;
}

/** As people of that language sort names; what is equal keeps its order. */
export function sorted<Row>(rows: Row[], { value }: Column<Row>, down: boolean, language: Language): Row[] {
	if (!value) return rows;
	const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
	const sign = down ? -1 : 1;
	return rows.toSorted((a, b) => {
		const [one, other] = [value(a), value(b)];
		return sign * (typeof one === 'number' && typeof other === 'number' ? one - other : compare(`${one}`, `${other}`));
	});
}
