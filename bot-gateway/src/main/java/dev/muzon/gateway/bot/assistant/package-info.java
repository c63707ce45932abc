/** The assistants: the user accounts that go into groups and voice chats for the bot. */
@NullMarked
package dev.muzon.gateway.bot.assistant;

import org.jspecify.annotations.NullMarked;
