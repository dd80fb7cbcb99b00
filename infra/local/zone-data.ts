import { readFileSync, writeFileSync } from 'node:fs';

/** Calls `changed` when the last start of this directory had other zone data than this one; notes what this one has. */
export function sinceZoneData(path: string, changed: () => void, now = process.versions.tz ?? 'unknown'): void {
	const before = read(path);
	if (before === now) return;
	// First the one, then the other: killed in between, the next start does it.
	if (before !== undefined) changed();
	writeFileSync(path, now);
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
