/**
 * Speech to text on this machine. Native code hears recordings of strangers in a confined child process, which is killed when a
 * piece takes too long and ends when nobody asked it for a while.
 */
@NullMarked
package dev.muzon.speech;

import org.jspecify.annotations.NullMarked;
