/**
 * The way from a track's encoded bytes to one frame every 10 ms in its call: fetching, decoding, levelling, mixing,
 * limiting, pacing.
 */
@NullMarked
package dev.muzon.voice.audio;

import org.jspecify.annotations.NullMarked;
