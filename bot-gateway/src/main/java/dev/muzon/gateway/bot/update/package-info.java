/** The way of an update: accepted as a durable job, routed to its handler by the replica that leads. */
@NullMarked
package dev.muzon.gateway.bot.update;

import org.jspecify.annotations.NullMarked;
