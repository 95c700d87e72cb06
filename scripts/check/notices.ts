// Notices of what is inside packages that carry none of their own: added to the page of licences.

const BSD_TERMS = `Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list of
conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright notice, this
list of conditions and the following disclaimer in the documentation and/or other materials provided with the
distribution.`;

const DISCLAIMER = `THIS SOFTWARE IS PROVIDED BY THE AUTHOR(S) “AS IS” AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED
TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
AUTHOR(S) BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT
NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR
OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** The section of docs/licences.md on packages whose inside is under terms that the package does not hand on. */
export const NOTICES = `## What is inside libarchive-wasm

The package (MIT, © ofk) holds a WebAssembly build of the following and carries no notice of them; so it stands here.
\`@imagemagick/magick-wasm\` and \`mupdf\` carry the notices of what they hold in their own folders.

**libarchive 3.7.7**, BSD-2-Clause. © 2003-2018 Tim Kientzle; parts © Andres Mejia, Graham Percival, Joerg Sonnenberger,
Kai Wang, Konrad Kleine, Marek Kubica, Michihiro NAKAJIMA, Miklos Vajna, Nokia Corporation, Okhotnikov Kirill, Ondrej
Holy, Sebastian Freundt, The NetBSD Foundation, Yann Collet and others named in its sources. ${BSD_TERMS} ${DISCLAIMER}

**bzip2 1.0.8**, © 1996-2019 Julian R Seward. Redistribution and use in source and binary forms, with or without
modification, are permitted provided that: redistributions of source code retain this copyright notice, these conditions
and this disclaimer; the origin of the software is not misrepresented; altered source versions are plainly marked as such
and not misrepresented as being the original; the name of the author is not used to endorse or promote products derived
from it without specific prior written permission. ${DISCLAIMER}

**zlib 1.3.1**, © 1995-2024 Jean-loup Gailly and Mark Adler: provided as is, without any express or implied warranty; may
be used, altered and redistributed freely if its origin is not misrepresented, altered versions are plainly marked, and
this notice is not removed from a source distribution.

**liblzma 5.6.4**, © The XZ Utils authors, 0BSD: permission to use, copy, modify, and/or distribute for any purpose with
or without fee; provided as is, without warranties.
`;
