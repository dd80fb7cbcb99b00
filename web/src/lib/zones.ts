/** Every time zone this machine knows, by region, for a plain select. For the server: browsers know other lists. */
export function zonesByRegion(also?: string): { region: string; zones: string[] }[] {
	const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(also ? [also] : [])]);
	const regions = Map.groupBy([...names].sort(), (zone) => (zone.includes('/') ? zone.split('/')[0]! : ''));
	return [...regions].map(([region, zones]) => ({ region, zones }));
}
