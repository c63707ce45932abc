/**
 * The one model of Telegram that every endpoint of the sandbox shows: users, chats, messages, files, voice chats,
 * logins.
 *
 * <p>Start at {@link dev.muzon.sandbox.world.World}. State is immutable records behind one lock: what a method returns
 * is a snapshot. Every change is told to listeners as a {@link dev.muzon.sandbox.world.WorldEvent}, in order, off the
 * lock. Refusals are {@link dev.muzon.sandbox.world.WorldException} with a {@link dev.muzon.sandbox.world.Refusal}.
 * Each endpoint says them in its protocol's words.
 */
@NullMarked
package dev.muzon.sandbox.world;

import org.jspecify.annotations.NullMarked;
