import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { setting } from '#services/clients.ts';

const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const ses = new SESv2Client();

/**
 * The least that sending one letter once can be: read the thing, claim its letter on the version read, mail one line, settle
 * both. No person, no budget, no words, no links, nobody else's claim.
 */
export async function handler(wake: { tenantId: string; engagementId: string; itemId: string }): Promise<void> {
	const TableName = setting('TABLE_NAME');
	const Key = { pk: `$fc#t_${wake.tenantId}#e_${wake.engagementId}`, sk: `$trajectory#action_1#a_${wake.itemId}` };
	const { Item } = await table.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
	if (!Item || Item.nextAt === 'never') return;
	const letter = { pk: `$fc#t_${wake.tenantId}#m_${Item.ownerId}`, sk: `$letter_1#l_${wake.itemId}` };
	const asRead = { ExpressionAttributeNames: { '#v': 'version' }, ExpressionAttributeValues: { ':v': Item.version } };
	const ConditionExpression = '#v = :v';
	await table.send(
		new TransactWriteCommand({
			TransactItems: [
				{ ConditionCheck: { TableName, Key, ConditionExpression, ...asRead } },
				{ Put: { TableName, Item: { ...letter, status: 'claimed' }, ConditionExpression: 'attribute_not_exists(pk)' } },
			],
		}),
	);
	await ses.send(
		new SendEmailCommand({
			Destination: { ToAddresses: [`${Item.ownerId}@quarry.example`] },
			Content: {
				Raw: { Data: Buffer.from(`From: ${setting('MAIL_FROM')}\r\nSubject: ${Item.title}\r\n\r\n${Item.title}\r\n`) },
			},
			ConfigurationSetName: setting('MAIL_CONFIGURATION_SET'),
		}),
	);
	const { gsi3pk: _pk, gsi3sk: _sk, ...rest } = Item;
	const settled = { ...rest, nextAt: 'never', version: Item.version + 1 };
	await table.send(
		new TransactWriteCommand({
			TransactItems: [
				{ Put: { TableName, Item: settled, ConditionExpression, ...asRead } },
				{ Put: { TableName, Item: { ...letter, status: 'sent' } } },
			],
		}),
	);
}
