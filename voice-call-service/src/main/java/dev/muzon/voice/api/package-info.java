/** What others ask of the players: over REST and through the queue. */
@NullMarked
package dev.muzon.voice.api;

import org.jspecify.annotations.NullMarked;
