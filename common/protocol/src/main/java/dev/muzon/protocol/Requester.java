package dev.muzon.protocol;

/**
 * The person or chat that asked for something.
 *
 * @param id Telegram user id. For anonymous admins and channel senders the id of the chat they speak for
 * @param name what the chat shows for them
 */
public record Requester(long id, String name) {}
