/** What one role has asked of the table since the system started. */
export interface MeterRow {
	/** Name of the role, as the last part of its ARN. */
	role: string;
	operation: string;
	index: string | undefined;
	requests: number;
	/** Consumed capacity: request units read, and written (an index's included). */
	read: number;
	write: number;
}

export interface MeterReading {
	requests: number;
	read: number;
	write: number;
	rows: MeterRow[];
}

/** The part of `ConsumedCapacity` that is counted; a batch or transaction answers a list of it. */
export interface Consumed {
	CapacityUnits?: number;
}

export class Meter {
	#rows = new Map<string, MeterRow>();

	count(role: string, operation: string, index: string | undefined, consumed: Consumed | Consumed[] | undefined): void {
		const id = [role, operation, index].join(' ');
		const row = this.#rows.get(id) ?? { role, operation, index, requests: 0, read: 0, write: 0 };
		const units = [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
		row.requests += 1;
		row[/Get|Query/.test(operation) ? 'read' : 'write'] += units;
		this.#rows.set(id, row);
	}

	read(): MeterReading {
		return total([...this.#rows.values()].map((row) => ({ ...row })));
	}
}

/** What was asked between two readings. */
export function spent(before: MeterReading, after: MeterReading): MeterReading {
	const was = (row: MeterRow) =>
		before.rows.find(
			({ role, operation, index }) => role === row.role && operation === row.operation && index === row.index,
		);
	return total(
		after.rows
			.map((row) => ({
				...row,
				requests: row.requests - (was(row)?.requests ?? 0),
				read: row.read - (was(row)?.read ?? 0),
				write: row.write - (was(row)?.write ?? 0),
			}))
			.filter(({ requests }) => requests > 0),
	);
}

function total(rows: MeterRow[]): MeterReading {
	const sum = (of: 'requests' | 'read' | 'write') => rows.reduce((all, row) => all + row[of], 0);
	return { requests: sum('requests'), read: sum('read'), write: sum('write'), rows };
}
