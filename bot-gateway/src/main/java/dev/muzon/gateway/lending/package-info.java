/** The wing that lends the bot's rights to the other services: files, invite links, join requests. Here: its words. */
@NullMarked
package dev.muzon.gateway.lending;

import org.jspecify.annotations.NullMarked;
