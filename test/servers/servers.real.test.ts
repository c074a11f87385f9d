import neo4j from 'neo4j-driver';
import { Ollama } from 'ollama';
import { expect, it } from 'vitest';
import { launchChromium } from '../../scripts/servers/chromium.ts';
import { describeWithChromium, describeWithNeo4j, describeWithOllama } from './real.ts';

describeWithNeo4j('the Neo4j server of the tests', ({ uri, username, password }) => {
  it('is a Community server that takes dynamic relationship types', async () => {
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true });
    try {
      const { records } = await driver.executeQuery(
        'CALL dbms.components() YIELD name, edition RETURN name, edition',
      );
      expect(records[0]?.get('edition')).toBe('community');
      const written = await driver.executeQuery(
        'CREATE (a:Planted)-[r:$($type)]->(b:Planted) WITH a, b, type(r) AS type DETACH DELETE a, b RETURN type',
        { type: 'LED_TO' },
      );
      expect(written.records[0]?.get('type')).toBe('LED_TO');
    } finally {
      await driver.close();
    }
  });

  it('refuses a wrong password', async () => {
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, 'wrong-password'));
    await expect(driver.verifyConnectivity()).rejects.toThrow(/unauthorized/i);
    await driver.close();
  });
});

describeWithOllama('the Ollama server of the tests', ({ host, model }) => {
  it('holds a reply to a schema, also after a long prompt', async () => {
    const ollama = new Ollama({ host });
    const format = {
      type: 'object',
      properties: { cites: { type: 'array', minItems: 1, maxItems: 2, items: { enum: ['E1', 'E2'] } } },
      required: ['cites'],
      additionalProperties: false,
    };
    const reply = await ollama.chat({
      model,
      format,
      messages: [{ role: 'user', content: 'Why this one? '.repeat(300) }],
      options: { temperature: 0, seed: 1, num_predict: 400, num_ctx: 8192 },
    });
    expect(reply.prompt_eval_count).toBeGreaterThan(3000);
    const { cites } = JSON.parse(reply.message.content) as { cites: string[] };
    expect(cites.length).toBeGreaterThan(0);
    expect(cites.length).toBeLessThanOrEqual(2);
    expect(cites.every((id) => id === 'E1' || id === 'E2')).toBe(true);
  });
});

describeWithChromium('the browser of the tests', () => {
  it('shows a page', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent('<h1>Reasons</h1>');
      expect(await page.textContent('h1')).toBe('Reasons');
      const picture = await page.screenshot();
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
    } finally {
      await browser.close();
    }
  });
});
