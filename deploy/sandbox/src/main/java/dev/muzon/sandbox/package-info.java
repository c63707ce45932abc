/** Telegram on loopback: one world of users, chats and voice chats with faces that the real clients talk to. */
@NullMarked
package dev.muzon.sandbox;

import org.jspecify.annotations.NullMarked;
