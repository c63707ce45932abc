/** Lends the bot's right to invite to the other services. */
@NullMarked
package dev.muzon.gateway.lending.invite;

import org.jspecify.annotations.NullMarked;
