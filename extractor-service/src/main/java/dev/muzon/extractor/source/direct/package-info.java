/**
 * Audio and HLS behind a URL that a stranger typed.
 *
 * <p>ffmpeg reads the network itself, because only it knows which bytes a seek needs and what a playlist names next.
 * But it is let out through one door: a forward proxy of ours on loopback, opened for one run and closed with it. ffmpeg
 * sends every request there ({@code -http_proxy}, for plain HTTP as an absolute URI, for TLS as {@code CONNECT}), so
 * that first URLs, redirects, HLS playlists, segments and keys all pass the same guard: the host is resolved once, every
 * address it has must be public or explicitly allowed, and the address dialled is one of those just checked. Nothing
 * is left to another resolver's opinion of {@code 0x7f.1}.
 *
 * <p>Around that door: ffmpeg's formats and protocols are whitelisted (no {@code file}, no playlists but HLS, whose
 * demuxer follows nothing but HTTP), its environment is empty (no {@code no_proxy}). TLS ends in ffmpeg, which verifies
 * the server that the link names, but has no option to do so for segments of a playlist or after a redirect from plain
 * HTTP: their sound can be forged on the wire, as with plain HTTP. The addresses they lead to stay guarded. Bytes are
 * counted at the door. It also remembers refusals and servers that speak another protocol, since ffmpeg sees only an
 * error.
 */
@NullMarked
package dev.muzon.extractor.source.direct;

import org.jspecify.annotations.NullMarked;
