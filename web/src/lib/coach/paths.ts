import { page } from '$app/state';

const tenant = (): string => `/t/${page.params.tenantId}`;

export const coacheesPath = (): string => `${tenant()}/coachees`;
export const trajectoryPath = (engagementId: string): string => `${tenant()}/engagements/${engagementId}`;
export const sessionPath = ({ engagementId, sessionId }: { engagementId: string; sessionId: string }): string =>
	`${trajectoryPath(engagementId)}/sessions/${sessionId}`;
export const historyPath = (engagementId: string): string => `${trajectoryPath(engagementId)}/history`;
export const actionPath = ({ engagementId, actionId }: { engagementId: string; actionId: string }): string =>
	`${trajectoryPath(engagementId)}/actions/${actionId}`;
