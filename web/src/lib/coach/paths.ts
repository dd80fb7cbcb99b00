import { page } from '$app/state';

const tenant = (): string => `/t/${page.params.tenantId}`;

export const coacheesPath = (): string => `${tenant()}/coachees`;
export const trajectoryPath = (engagementId: string): string => `${tenant()}/engagements/${engagementId}`;
export const sessionPath = ({ engagementId, sessionId }: { engagementId: string; sessionId: string }): string =>
	`${trajectoryPath(engagementId)}/sessions/${sessionId}`;
export const historyPath = (engagementId: string): string => `${trajectoryPath(engagementId)}/history`;
export const actionPath = ({ engagementId, actionId }: { engagementId: string; actionId: string }): string =>
	`${trajectoryPath(engagementId)}/actions/${actionId}`;
export const invitePath = (engagementId: string): string => `${trajectoryPath(engagementId)}/invite`;
export const reflectionPath = (one: { engagementId: string; reflectionId: string }): string =>
	`${trajectoryPath(one.engagementId)}/reflections/${one.reflectionId}`;
export const newReflectionsPath = (): string => `${tenant()}/new-reflections`;
export const methodsPath = (): string => `${tenant()}/methods`;
export const methodPath = (methodId: string): string => `${methodsPath()}/${methodId}`;
