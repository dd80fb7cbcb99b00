import { page } from '$app/state';

interface Key {
	engagementId: string;
	actionId: string;
}

const tenant = (): string => `/t/${page.params.tenantId}`;

export const actionPath = ({ engagementId, actionId }: Key): string =>
	`${tenant()}/engagements/${engagementId}/actions/${actionId}`;

export const newActionPath = (engagementId: string): string => `${tenant()}/engagements/${engagementId}/actions/new`;
export const promptPath = ({ engagementId, promptId }: { engagementId: string; promptId: string }): string =>
	`${tenant()}/engagements/${engagementId}/prompts/${promptId}`;
export const todayPath = (): string => `${tenant()}/today`;
export const programPath = (engagementId?: string): string =>
	`${tenant()}/program${engagementId ? `?with=${engagementId}` : ''}`;
export const calendarPath = (): string => `${tenant()}/settings/calendar`;
