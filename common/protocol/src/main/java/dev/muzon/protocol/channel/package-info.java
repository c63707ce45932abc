/** Channels whose posts the suite reads, and the ways people name them. */
@NullMarked
package dev.muzon.protocol.channel;

import org.jspecify.annotations.NullMarked;
