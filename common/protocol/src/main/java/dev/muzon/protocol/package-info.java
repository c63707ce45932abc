/**
 * The words the services say to each other: who, where and in which language. Plain records, written to JSON by
 * whoever carries them; no framework lives here. Durations travel as ISO-8601 ({@code PT3M20S}), instants likewise.
 */
@NullMarked
package dev.muzon.protocol;

import org.jspecify.annotations.NullMarked;
