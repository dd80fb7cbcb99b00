import { z } from 'zod';
import { TenantId } from '#shared/ids.ts';
import { Defaults } from './defaults.ts';
import { line } from './item.ts';
import { Zone } from './time.ts';

export const TENANT_NAME_MAX = 100;
export const LANGUAGES = ['en', 'nl'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** A coaching firm. Shown as "organization". */
export const Tenant = z.object({
	tenantId: TenantId,
	name: line(TENANT_NAME_MAX),
	zone: Zone,
	language: Language,
	/** The reminders new things get where neither coachee nor coach says otherwise. */
	defaults: Defaults.optional(),
	version: z.number().int().min(0),
	createdAt: z.iso.datetime(),
});
export type Tenant = z.infer<typeof Tenant>;
