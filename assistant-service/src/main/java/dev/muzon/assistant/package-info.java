/** The user accounts: login, joining chats and voice chats. */
@NullMarked
package dev.muzon.assistant;

import org.jspecify.annotations.NullMarked;
