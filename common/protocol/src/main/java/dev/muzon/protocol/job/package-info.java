/** Payloads of the durable queue: work that one service leaves for another, and events that it reports. */
@NullMarked
package dev.muzon.protocol.job;

import org.jspecify.annotations.NullMarked;
