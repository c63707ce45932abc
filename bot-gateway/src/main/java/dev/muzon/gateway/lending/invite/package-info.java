/** The bot's right to invite, lent to the other services. */
@NullMarked
package dev.muzon.gateway.lending.invite;

import org.jspecify.annotations.NullMarked;
