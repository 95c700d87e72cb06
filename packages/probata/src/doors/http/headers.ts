// The headers that stand on every answer of both origins, errors included: what a browser may do with what it gets.

export type Headers_ = Readonly<Record<string, string>>;

/** The names under which the workbench may make trusted values; anything else a page tries to inject is refused. */
export const TRUSTED_TYPES = ['probata', 'probata-worker'] as const;

/**
 * App origin: only our own files run; nothing is framed in us; nothing is sent elsewhere; text cannot become script.
 * Exhibits' bytes are shown from the content origin alone.
 */
export function appHeaders(contentOrigin: string): Headers_ {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src 'self' blob: ${contentOrigin}`,
      `media-src ${contentOrigin}`,
      "connect-src 'self'",
      "font-src 'self'",
      "worker-src 'self'",
      `frame-src ${contentOrigin}`,
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      `trusted-types ${TRUSTED_TYPES.join(' ')}`,
    ].join('; '),
    'cross-origin-resource-policy': 'same-origin',
    ...SHARED,
  };
}

/** Content origin: whatever the bytes are, they run nothing, load nothing, and belong to no origin. */
export function contentHeaders(appOrigin: string): Headers_ {
  return {
    'content-security-policy': `default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors ${appOrigin}`,
    // Two ports of one IP address are no 'same-site' to Chromium, which then blocks the workbench's own pictures. The
    // signed link of this address is the permission: whoever has it may show the picture, nobody can guess it.
    'cross-origin-resource-policy': 'cross-origin',
    ...SHARED,
  };
}

const SHARED: Headers_ = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'x-dns-prefetch-control': 'off',
};
