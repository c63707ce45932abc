/**
 * The simulated Telegram on loopback: one world of users, chats and voice chats, with endpoints for the real clients.
 */
@NullMarked
package dev.muzon.sandbox;

import org.jspecify.annotations.NullMarked;
