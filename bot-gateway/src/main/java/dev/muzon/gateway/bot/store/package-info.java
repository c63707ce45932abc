/** The limits of what people wait for MongoDB. */
@NullMarked
package dev.muzon.gateway.bot.store;

import org.jspecify.annotations.NullMarked;
