/** The way to the players for others: REST and the queue. */
@NullMarked
package dev.muzon.voice.api;

import org.jspecify.annotations.NullMarked;
