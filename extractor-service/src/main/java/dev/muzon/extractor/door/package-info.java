/**
 * The door: the only way from a child process to a server that a stranger named.
 *
 * <p>ffmpeg decides itself which bytes it needs, because only it knows what a seek or a playlist asks for next. But it
 * speaks plain HTTP to loopback and nothing else. {@link dev.muzon.extractor.door.Door} gives each run an address that
 * nobody can guess, fetches what is asked for there, and hands it over:
 *
 * <pre>
 * ffmpeg --http--&gt; Door (loopback) --http or https--&gt; server of the link
 *   GET http://door/3f…9c/0.m3u8       GET https://radio.example/live/list.m3u8
 *   GET http://door/3f…9c/7.ts         GET https://cdn.example/a/seg7.ts
 * </pre>
 *
 * <p>TLS ends here, with the server's name checked for each segment and after each redirect. Redirects are followed here.
 * Playlists are read here and every address in them is replaced by one of the door's, so a file, a socket or another
 * protocol named in one is refused before ffmpeg sees it. {@link dev.muzon.extractor.door.AddressGuard} decides which
 * addresses may be dialled, and only an address that it has checked is dialled. Bytes, waits and the slowest rate are
 * bounded.
 *
 * <p>A second line stands behind that: the door is also ffmpeg's proxy. Should ffmpeg find an address that the door did
 * not give it, that request arrives here as well, and is refused.
 */
@NullMarked
package dev.muzon.extractor.door;

import org.jspecify.annotations.NullMarked;
