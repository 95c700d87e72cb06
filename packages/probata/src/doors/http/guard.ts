// Looks at every request before anything else does: is it meant for us, and does it come from our own page?
import type { IncomingMessage } from 'node:http';

export interface GuardRules {
  /** `127.0.0.1:4377`, exactly. A page that has our address under another name (DNS rebinding) sends another Host. */
  readonly host: string;
  /** `http://127.0.0.1:4377`, exactly. */
  readonly origin: string;
  readonly methods: readonly string[];
}

export interface Turned {
  readonly status: 400 | 403 | 405 | 415 | 421;
  readonly code: string;
  readonly message: string;
}

/** The header that a page of another origin cannot send without asking first, and we never answer that question. */
export const OWN_HEADER = 'x-probata';

/**
 * Why a request is turned away, or undefined. Checked on every request: method, form of the target, Host. On every
 * request that could change something: Origin, Sec-Fetch-Site, our own header, JSON. On reading ones: that no other
 * site asks.
 */
export function turnAway(request: IncomingMessage, rules: GuardRules): Turned | undefined {
  const { headers, method = '', url = '' } = request;
  const hosts = request.headersDistinct['host'] ?? [];
  if (hosts.length !== 1 || hosts[0] !== rules.host)
    return turned(421, 'HTTP_HOST', `This server answers to http://${rules.host} only.`);
  if (!url.startsWith('/') || url.startsWith('//'))
    return turned(400, 'HTTP_TARGET', 'The target of a request begins with one slash.');
  if (!rules.methods.includes(method))
    return turned(405, 'HTTP_METHOD', `The method ${method} is not used here.`);
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isShown(request, site))
    return turned(403, 'HTTP_SITE', 'Another site asked for this. Open Probata by its own address.');
  if (method === 'GET' || method === 'HEAD') {
    if (origin !== undefined && origin !== rules.origin)
      return turned(403, 'HTTP_ORIGIN', 'Another origin asked for this.');
    return undefined;
  }
  if (origin !== rules.origin)
    return turned(403, 'HTTP_ORIGIN', 'A change is accepted from our own page only (header Origin).');
  if (site === 'none') return turned(403, 'HTTP_SITE', 'A change is accepted from our own page only.');
  if (headers[OWN_HEADER] !== '1')
    return turned(403, 'HTTP_OWN_HEADER', `A change carries the header ${OWN_HEADER}: 1.`);
  if ('x-http-method-override' in headers || 'x-method-override' in headers)
    return turned(400, 'HTTP_OVERRIDE', 'A method cannot be overridden.');
  if (method === 'POST' && !/^application\/json(\s*;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? ''))
    return turned(415, 'HTTP_TYPE', 'A request body is application/json.');
  return undefined;
}

// The content origin is shown inside the workbench, which is another origin of the same site: pictures, recordings and frames only.
function isShown(request: IncomingMessage, site: string | string[]): boolean {
  const destination = request.headers['sec-fetch-dest'];
  const isContent = (request.url ?? '').startsWith('/c/');
  return (
    isContent &&
    site === 'same-site' &&
    ['image', 'audio', 'video', 'iframe', 'document', 'empty'].includes(String(destination))
  );
}

function turned(status: Turned['status'], code: string, message: string): Turned {
  return { status, code, message };
}
