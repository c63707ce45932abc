/**
 * The way from a track's encoded bytes to one frame every 10 ms in its call. Sound is fetched, decoded, levelled, mixed,
 * limited and paced.
 */
@NullMarked
package dev.muzon.voice.audio;

import org.jspecify.annotations.NullMarked;
