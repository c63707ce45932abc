/** The payloads of the durable queue: what one service leaves for another to do, or tells it has happened. */
@NullMarked
package dev.muzon.protocol.job;

import org.jspecify.annotations.NullMarked;
