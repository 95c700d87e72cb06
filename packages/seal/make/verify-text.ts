// VERIFY.txt: how to check the bag with coreutils and openssl alone, so that nobody needs to trust a program of ours.
import { BAG } from '../src/bundle.ts';

/** A time stamp beside the checkpoint: the authority's short name and its time in seconds since 1970. */
export interface StampForText {
  readonly name: string;
  readonly time: number;
}

export interface VerifyTextFacts {
  readonly identifier: string;
  readonly annexes: readonly { readonly annex: string; readonly file: string }[];
  /** Names of further opened entries. */
  readonly others?: readonly string[];
  readonly stamps?: readonly StampForText[];
  readonly hasChain?: boolean;
  /** SHA-256 of verify.html, if one is in the bag. */
  readonly verifyHtmlSha256?: string;
}

/**
 * The text, which is also a POSIX shell script: each step can be pasted by hand, and `sh VERIFY.txt` runs them all.
 * It uses sh, coreutils and openssl 3.0, and ends with status 0 only if every step holds.
 */
export function verifyText(facts: VerifyTextFacts): string {
  const annexes = facts.annexes.map(({ annex, file }) => `annex ${annex} ${file}`);
  const others = (facts.others ?? []).map((name) => `entry ${name} ${BAG.entryProof(name)}`);
  return `# HOW TO VERIFY THIS BAG: ${oneLine(facts.identifier)}
#
# You need sh, coreutils and openssl 3.0 or later, and no program of the sender.
# Read this file first: it is a script, and it comes from the party you check.
# Then, in the folder of the bag, paste the steps one by one, or run them all:
#
#     VKEY='the key line printed in the filing' sh VERIFY.txt
#
# Each step says "ok" or "FAILED". What it proves stands above it.
${
  facts.verifyHtmlSha256 === undefined
    ? ''
    : `#
# verify.html does the same in a browser, without a network. Its SHA-256 is
#     ${facts.verifyHtmlSha256}
# A page inside the bag is the accused's own tool; this file needs none of it.
`
}
export LC_ALL=C
bad=0
say() { if [ "$1" -eq 0 ]; then echo "ok      $2"; else echo "FAILED  $2"; bad=1; fi; }

# 1. Every file that the bag lists is there, byte for byte. The first manifest
#    covers the payload (data/), the second everything else.
sha256sum --check --strict --quiet ${BAG.manifest}; say $? "payload digests"
sha256sum --check --strict --quiet ${BAG.tagManifest}; say $? "tag file digests"

# 2. Nothing was added: number and bytes of the files under data/ are those that
#    bag-info.txt declares (with findutils: find data -type f | wc -l), and there
#    are no other files than the two manifests list. A link counts twice, so that
#    the sum cannot fit.
walk() { for f in "$1"/* "$1"/.[!.]*; do
  if [ -L "$f" ]; then echo "$f"; echo "$f"; elif [ -d "$f" ]; then walk "$f"; elif [ -e "$f" ]; then echo "$f"; fi
done; }
count=$(walk data | wc -l)
bytes=$(walk data | tr '\\n' '\\0' | wc -c --files0-from=- | tail -n 1); bytes=\${bytes%% *}
oxum=; while read -r label value; do [ "$label" = "Payload-Oxum:" ] && oxum=$value; done < bag-info.txt
[ "$bytes.$count" = "$oxum" ]; say $? "size and number of the payload: $bytes.$count"
listed=$(cat ${BAG.manifest} ${BAG.tagManifest} | wc -l)
[ "$(walk . | wc -l)" -eq $((listed + 1)) ]; say $? "no file is unlisted"

# 3. The checkpoint says: this log, so many entries, this root. It is signed with
#    Ed25519 over its first three lines. TAKE THE KEY FROM THE FILING ON PAPER:
#    the copy in the bag (${BAG.vkey}) is only the sender's word.
given=\${VKEY:+"the key you gave"}
VKEY=\${VKEY:-$(cat ${BAG.vkey})}
echo "        key: $VKEY"
{ read -r origin; read -r size; read -r root; } < ${BAG.checkpoint}
rest=\${VKEY#*+}; id=\${rest%%+*}
tmp=$(mktemp -d) || exit 1
head -n 3 ${BAG.checkpoint} > "$tmp/text"
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
  printf %s "\${rest#*+}" | base64 -d | tail -c 32; } > "$tmp/key.der"
: > "$tmp/signature"
tail -n +5 ${BAG.checkpoint} > "$tmp/lines"
while read -r dash name line; do
  line_id=$(printf %s "$line" | base64 -d | head -c 4 | od -An -v -tx1 | tr -d ' \\n')
  [ "$name $line_id" = "$origin $id" ] && printf %s "$line" | base64 -d | tail -c +5 > "$tmp/signature"
done < "$tmp/lines"
openssl pkeyutl -verify -pubin -inkey "$tmp/key.der" -keyform DER -rawin \\
  -in "$tmp/text" -sigfile "$tmp/signature" > /dev/null 2>&1
say $? "checkpoint of $origin at $size, root $root, signed with \${given:-the key in the bag}"

# 4. Each annex is in the log. Its entry (proofs/leaves/) has three parts:
#    content, header, salt. The header is the leaf of the tree and holds
#    HMAC-SHA-256 of the content under the salt; the content holds the digest of
#    the file. From the leaf's hash, SHA-256(00 || header), the hashes of the
#    proof lead to the root: SHA-256(01 || left || right) at each step (RFC 6962).
node() { { printf '\\001'; printf %s "$1" | base64 -d; printf %s "$2" | base64 -d; } | openssl dgst -sha256 -binary | base64; }
included() { # leaf hash in base64, proof file
  hash=$1
  { read -r line; read -r word fn; sn=$((size - 1))
    while read -r other && [ -n "$other" ]; do
      if [ $((fn & 1)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
        hash=$(node "$other" "$hash")
        while [ $((fn & 1)) -eq 0 ] && [ "$fn" -ne 0 ]; do fn=$((fn >> 1)); sn=$((sn >> 1)); done
      else hash=$(node "$hash" "$other"); fi
      fn=$((fn >> 1)); sn=$((sn >> 1))
    done
  } < "$2"
  [ "$sn" -eq 0 ] && [ "$hash" = "$root" ]
}
entry() { # name, proof file
  json=$(cat "proofs/leaves/$1.json")
  header=\${json##*,\\"header\\":}; header=\${header%,\\"salt\\":*}
  content=\${json%,\\"header\\":*}; content=\${content#\\{\\"content\\":}
  salt=\${json##*,\\"salt\\":\\"}; salt=\${salt%\\"\\}}
  mac=$(printf %s "$content" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$salt"); mac=\${mac##* }
  case $header in *",\\"content\\":\\"$mac\\","*) true;; *) false;; esac; say $? "$1: what was said is what the entry is committed to"
  leaf=$({ printf '\\000'; printf %s "$header"; } | openssl dgst -sha256 -binary | base64)
  included "$leaf" "$2"; say $? "$1: the entry is in the log"
}
annex() { # number, file
  entry "$1" "proofs/annexes/$1.tlog-proof"
  digest=$(sha256sum "$2"); digest=\${digest%% *}
  case $content in *"\\"digest\\":\\"$digest\\""*) true;; *) false;; esac; say $? "$1: its entry names the file $2"
}
${annexes.join('\n')}

# 5. The filing was sealed over exactly this manifest, and so over every file.
entry filing ${BAG.filingProof}
digest=$(sha256sum ${BAG.manifest}); digest=\${digest%% *}
case $content in *"\\"manifest\\":\\"$digest\\""*) true;; *) false;; esac; say $? "the filing names this manifest"
${others.length === 0 ? '' : `\n# 6. Further entries opened in this bag.\n${others.join('\n')}\n`}${stampSteps(facts)}
rm -rf "$tmp"
if [ "$bad" -eq 0 ]; then echo "Every step holds."; else echo "Something does not hold: see FAILED above."; fi
[ -n "$given" ] || echo "The key was taken from the bag. Compare it with the one printed in the filing."
exit "$bad"
`;
}

// RFC 3161 tokens are judged at their own time: a certificate that has expired since was good then.
function stampSteps({ stamps = [], hasChain = false }: VerifyTextFacts): string {
  if (stamps.length === 0) return '';
  const untrusted = hasChain ? ` -untrusted ${BAG.chain}` : '';
  const steps = stamps.map(
    ({ name, time }) => `openssl ts -verify -data ${BAG.checkpoint} -in proofs/checkpoint.${name}.tsr \\
  -CAfile "\${TSA_ROOTS:-${BAG.roots}}"${untrusted} -attime ${time} > /dev/null 2>&1
say $? "${name} stamped the checkpoint at ${new Date(time * 1000).toISOString()}"`,
  );
  return `
# 7. The checkpoint existed at that time, says a time-stamping authority. Take its
#    root from elsewhere (TSA_ROOTS=/path/roots.pem): the one in the bag is the
#    sender's word. -attime is the token's own time.
${steps.join('\n')}
`;
}

function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, '?');
}
