/** The limits of what people wait for MongoDB, and the deletion of what is old. */
@NullMarked
package dev.muzon.gateway.bot.store;

import org.jspecify.annotations.NullMarked;
