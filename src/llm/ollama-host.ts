import { EngineError } from '../core/errors.ts';

const defaultPort = '11434';

/**
 * Returns the address of the server that `text`, the value of OLLAMA_HOST, means to the `ollama` command: the scheme
 * may be missing (then http), and the port too (11434, but 80 or 443 after an explicit scheme); a path is kept. What a
 * server listens on everywhere, 0.0.0.0 or [::], is reached on the loopback. Undefined or empty is
 * http://127.0.0.1:11434, and ollama.com alone is https. A bare IPv6 address needs no brackets. Throws
 * `configuration-invalid`, also for a port that is none, where the command would take the default one.
 */
export function ollamaAddress(text: string | undefined): string {
  const trimmed = unquoted((text ?? '').trim());
  if (trimmed === 'ollama.com') return 'https://ollama.com:443';
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(\/.*)?$/iu.exec(trimmed);
  const scheme = match?.[1]?.toLowerCase();
  if (match === null || (scheme !== undefined && scheme !== 'http' && scheme !== 'https'))
    throw invalid(trimmed);
  const { host, port } = splitAuthority(match[2] ?? '', trimmed);
  const portOfScheme = scheme === undefined ? defaultPort : scheme === 'https' ? '443' : '80';
  const path = (match[3] ?? '').replace(/\/+$/u, '');
  const address = `${scheme ?? 'http'}://${reachable(host)}:${port ?? portOfScheme}${path}`;
  if (!URL.canParse(address)) throw invalid(trimmed);
  return address;
}

function splitAuthority(
  authority: string,
  whole: string,
): { readonly host: string; readonly port: string | null } {
  if (authority.includes('@')) throw invalid(whole);
  const isBareIpv6 = !authority.startsWith('[') && authority.split(':').length > 2;
  if (isBareIpv6) return { host: `[${authority}]`, port: null };
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/u.exec(authority);
  if (match === null) throw invalid(whole);
  const port = match[2] ?? '';
  if (port !== '' && Number(port) > 65_535) throw invalid(whole);
  return { host: match[1] ?? '', port: port === '' ? null : port };
}

function reachable(host: string): string {
  if (host === '' || host === '0.0.0.0') return '127.0.0.1';
  return host === '[::]' || host === '[::0]' ? '[::1]' : host;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/u.test(text) ? text.slice(1, -1).trim() : text;
}

function invalid(text: string): EngineError {
  const shown = text.replace(/\/\/[^@/]*@/u, '//***@').replace(/^[^@/]*@/u, '***@');
  return new EngineError(
    'configuration-invalid',
    `OLLAMA_HOST is ${JSON.stringify(shown)}, expected an address such as 127.0.0.1:11434 or http://host:11434.`,
  );
}
