/** The chats that the bot knows: their language, their administrators, and what happens when one ends or moves. */
@NullMarked
package dev.muzon.gateway.bot.chat;

import org.jspecify.annotations.NullMarked;
