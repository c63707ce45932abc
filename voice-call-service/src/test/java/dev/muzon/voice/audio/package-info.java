/** Tests of fetching, decoding, gain and pacing. */
@NullMarked
package dev.muzon.voice.audio;

import org.jspecify.annotations.NullMarked;
