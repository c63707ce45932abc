/**
 * Access to ffmpeg and ffprobe as child processes. The callers choose the options that make an input safe (protocol and
 * format whitelists, TLS, timeouts), because only they know where their input comes from.
 *
 * <p>Children need no watchdog to die with this process: their stdin, stdout and network peers are ours, so the next
 * read or write ends them.
 */
@NullMarked
package dev.muzon.ffmpeg;

import org.jspecify.annotations.NullMarked;
