/**
 * The channels that chats have asked for. An account joins each once, keeps its posts up to date in the store, and every
 * chat has its own list. Adding is a job, and so is its result.
 */
@NullMarked
package dev.muzon.assistant.channel;

import org.jspecify.annotations.NullMarked;
